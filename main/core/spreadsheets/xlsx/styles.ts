import { tooLarge } from '../limits.ts';
import type { Limits } from '../limits.ts';
import type { Package } from './package.ts';
import { builtInFormat, isDateFormat } from './number-format.ts';
import { parseXml } from './xml.ts';

/** What a cell style says about numbers. */
export interface NumberStyle {
  /** Format code, null for General. */
  format: string | null;
  date: boolean;
}

export const GENERAL: NumberStyle = { format: null, date: false };
/** Excel itself keeps no more of a format code. */
const LONGEST_FORMAT = 255;

/**
 * The number styles of a workbook, by the style number that its cells carry. A format is judged here, once, and not for each cell.
 * @throws AppError FILE_TOO_LARGE, FILE_DAMAGED
 */
export async function readStyles(archive: Package, part: string | null, limits: Limits): Promise<NumberStyle[]> {
  if (part === null || !archive.has(part)) return [];
  const custom = new Map<number, string>();
  const ids: number[] = [];
  const count = (styles: number): void => {
    if (styles >= limits.styles)
      throw tooLarge('styles', `has more than ${limits.styles} cell styles. Remove formatting, or save it as .csv.`);
  };
  await parseXml(part, archive.part(part), 'styles', {
    'styleSheet/numFmts/numFmt': {
      open({ numFmtId, formatCode }) {
        count(custom.size);
        if (formatCode !== undefined) custom.set(Number(numFmtId), formatCode.slice(0, LONGEST_FORMAT));
      },
    },
    'styleSheet/cellXfs/xf': {
      open({ numFmtId }) {
        count(ids.length);
        ids.push(Number(numFmtId ?? 0));
      },
    },
  });
  const styles = new Map<number, NumberStyle>();
  return ids.map((id) => {
    const style = styles.get(id) ?? numberStyle(custom.get(id) ?? builtInFormat(id));
    styles.set(id, style);
    return style;
  });
}

function numberStyle(code: string | null): NumberStyle {
  if (code === null || /^general$/i.test(code)) return GENERAL;
  return { format: code, date: isDateFormat(code) };
}
