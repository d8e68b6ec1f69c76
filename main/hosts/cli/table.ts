import { cleanLine } from './clean-text.ts';

/** What a cell may hold; null and '' are shown as nothing, numbers are aligned to the right. */
export type Cell = string | number | null;

const GAP = '  ';
const PLAIN = /^[\x20-\x7E]*$/u;

/**
 * A table as aligned text, as wide as its content and no wider; one line a row under one line of headings.
 * Wide characters (CJK, emoji) take two columns, as terminals show them.
 */
export async function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): Promise<string> {
  const texts = [headings, ...rows].map((row) => row.map((cell) => cleanLine(String(cell ?? ''))));
  const width = await widthOf(texts);
  const widths = headings.map((_, column) => texts.reduce((most, row) => Math.max(most, width(row[column] ?? '')), 0));
  const right = headings.map((_, column) => rows.length > 0 && rows.every((row) => isNumber(row[column])));
  const lines = texts.map((row) =>
    row
      .map((text, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - width(text));
        return right[column] ? space + text : text + space;
      })
      .join(GAP)
      .trimEnd(),
  );
  return lines.join('\n');
}

/** Names and values, one pair a line, the values under each other. Pairs without a value are left out. */
export function pairs(list: readonly (readonly [name: string, value: Cell])[]): string {
  const given = list.filter(([, value]) => value !== null && value !== '');
  const names = given.map(([name]) => `${name}:`);
  const width = names.reduce((most, name) => Math.max(most, name.length), 0);
  return given.map(([, value], i) => `${(names[i] ?? '').padEnd(width)}  ${cleanLine(String(value))}`).join('\n');
}

/** A number with its noun: `1 account`, `1,204 accounts`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
}

function isNumber(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || cell === '' || typeof cell === 'number';
}

/** The library that knows wide characters takes a while to load; most tables are plain. */
async function widthOf(texts: readonly string[][]): Promise<(text: string) => number> {
  if (texts.every((row) => row.every((text) => PLAIN.test(text)))) return (text) => text.length;
  const { default: stringWidth } = await import('string-width');
  return (text) => (PLAIN.test(text) ? text.length : stringWidth(text));
}
