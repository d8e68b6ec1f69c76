import { formatHtml, parseHtml } from './clipboard-html.ts';
import type { HtmlCell } from './clipboard-html.ts';
import { formatText, parseText } from './clipboard-text.ts';
import type { Cells } from './clipboard-text.ts';

/** What of a clipboard a sheet reads and writes. */
export interface ClipboardTexts {
  readonly text: string;
  readonly html: string;
}

/** A big number as Excel shows it in a cell of no format (`1.11111E+11`), or a cell too narrow for it (`####`). */
const SHORTENED = /^-?\d(?:[.,]\d+)?E\+\d+$|^#{2,}$/i;
/** Whole numbers up to 15 figures: as many as a spreadsheet keeps. */
const WHOLE = /^\d{1,15}$/;

/**
 * Reads cells from a clipboard: from its text, which says exactly what cells show, or from its table where there is no text.
 * Where the text shows a number shortened, the table's own number is taken if it has one: an account ID kept as a number
 * comes as `111111111111`, not as `1.11111E+11`. (Its leading zeros are lost before it gets here.)
 */
export function readClipboard({ text, html }: ClipboardTexts): string[][] {
  if (text === '') return parseHtml(html)?.map((row) => row.map(exactText)) ?? [];
  const cells = parseText(text);
  if (html === '' || !cells.some((row) => row.some((cell) => SHORTENED.test(cell)))) return cells;
  const table = parseHtml(html);
  if (table === null || table.length !== cells.length) return cells;
  return cells.map((row, index) => {
    const exact = table[index];
    return exact?.length === row.length ? row.map((cell, column) => repaired(cell, exact[column])) : row;
  });
}

/** Writes cells for a clipboard, both ways that spreadsheets look for. */
export function writeClipboard(cells: Cells): ClipboardTexts {
  return { text: formatText(cells), html: formatHtml(cells) };
}

function repaired(text: string, cell: HtmlCell | undefined): string {
  return cell?.number != null && SHORTENED.test(text) && WHOLE.test(cell.number) ? cell.number : text;
}

function exactText(cell: HtmlCell): string {
  return repaired(cell.text, cell);
}
