import type { Package } from './package.ts';
import { builtInFormat, isDateFormat } from './number-format.ts';
import { parseXml, SPREADSHEET_NAMESPACES } from './xml.ts';

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
  let inCellFormats = false;
  await parseXml(part, archive.part(part), SPREADSHEET_NAMESPACES, {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt' && formatCode !== undefined && custom.size < MOST_STYLES)
        custom.set(Number(numFmtId), formatCode);
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats && ids.length < MOST_STYLES) ids.push(Number(numFmtId ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return ids.map((id) => numberStyle(custom.get(id) ?? builtInFormat(id)));
}

function numberStyle(code: string | null): NumberStyle {
  if (code === null || /^general$/i.test(code)) return GENERAL;
  return { format: code, date: isDateFormat(code) };
}
