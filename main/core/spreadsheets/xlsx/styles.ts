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
/** Excel itself allows 65,490 cell styles. */
const MOST_STYLES = 100_000;

/** The number styles of a workbook, by the style number that its cells carry. */
export async function readStyles(archive: Package, part: string | null): Promise<NumberStyle[]> {
  if (part === null || !archive.has(part)) return [];
  const custom = new Map<number, string>();
  const ids: number[] = [];
  await parseXml(part, archive.part(part), 'styles', {
    'styleSheet/numFmts/numFmt': {
      open({ numFmtId, formatCode }) {
        if (formatCode !== undefined && custom.size < MOST_STYLES) custom.set(Number(numFmtId), formatCode);
      },
    },
    'styleSheet/cellXfs/xf': {
      open({ numFmtId }) {
        if (ids.length < MOST_STYLES) ids.push(Number(numFmtId ?? 0));
      },
    },
  });
  return ids.map((id) => numberStyle(custom.get(id) ?? builtInFormat(id)));
}

function numberStyle(code: string | null): NumberStyle {
  if (code === null || /^general$/i.test(code)) return GENERAL;
  return { format: code, date: isDateFormat(code) };
}
