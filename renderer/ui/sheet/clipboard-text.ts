/** Cells of a clipboard, row by row. A row may be shorter than the others. */
export type Cells = readonly (readonly string[])[];

/**
 * Reads the text that spreadsheets put on the clipboard: cells apart by tabs, rows by line ends (of Windows, Unix or old
 * Macs). A cell in quotes may hold tabs, line ends and doubled quotes; quotes that do not enclose a whole cell are text.
 * One line end at the very end closes the last row and opens none.
 */
export function parseText(text: string): string[][] {
  const rows: string[][] = [];
  let cells: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = text.charCodeAt(at) === QUOTE ? quotedCell(text, at) : null;
    const end = quoted?.end ?? plainEnd(text, at);
    cells.push(quoted?.text ?? text.slice(at, end));
    if (text.charCodeAt(end) === TAB) {
      at = end + 1;
      continue;
    }
    rows.push(cells);
    cells = [];
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
    if (at >= text.length) return rows;
  }
}

/** Writes cells as spreadsheets read them: quoted where a tab, line end or quote is in them, lines ended by CR LF. */
export function formatText(cells: Cells): string {
  return cells.map((row) => `${row.map(quoteWhereNeeded).join('\t')}\r\n`).join('');
}

const TAB = 9;
const LF = 10;
const CR = 13;
const QUOTE = 34;

function quoteWhereNeeded(text: string): string {
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A cell that begins with a quote: its text and where it ends; null if the quotes do not enclose the whole cell. */
function quotedCell(text: string, start: number): { text: string; end: number } | null {
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return null;
    if (text.charCodeAt(quote + 1) === QUOTE) {
      at = quote + 2;
      continue;
    }
    const end = quote + 1;
    if (!endsCell(text, end)) return null;
    return { text: text.slice(start + 1, quote).replaceAll('""', '"'), end };
  }
}

function plainEnd(text: string, start: number): number {
  let at = start;
  while (!endsCell(text, at)) at += 1;
  return at;
}

function endsCell(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const code = text.charCodeAt(at);
  // Most characters come after all that end a cell.
  return code <= CR && (code === TAB || code === LF || code === CR);
}
