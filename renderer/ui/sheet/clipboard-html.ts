import type { Cells } from './clipboard-text.ts';

/** A cell of a table on the clipboard: what it shows, and the number behind it where the spreadsheet says it. */
export interface HtmlCell {
  readonly text: string;
  readonly number: string | null;
}

const EMPTY: HtmlCell = { text: '', number: null };
/** An opening or closing tag of a table, its rows and cells; of tables within cells nobody's spreadsheet knows. */
const TABLE_TAG = /<(\/?)(table|tr|td|th)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * Reads the first table of an HTML clipboard. It is read as text, without the browser's parser: the page's policy allows no
 * string to become HTML (trusted types).
 * @returns its cells, merged ones followed by empty ones as far as they reach to the right; null without a table
 */
export function parseHtml(html: string): HtmlCell[][] | null {
  const rows: HtmlCell[][] = [];
  let open: { attributes: string; from: number } | null = null;
  let inTable = false;
  const close = (to: number): void => {
    if (open === null) return;
    const span = Math.min(1000, Number(attribute(open.attributes, 'colspan') ?? 1)) || 1;
    const cell = { text: plainText(html.slice(open.from, to)), number: numberOf(open.attributes) };
    rows.at(-1)?.push(cell, ...Array.from({ length: span - 1 }, () => EMPTY));
    open = null;
  };
  for (const match of html.matchAll(TABLE_TAG)) {
    const [all, slash, name = '', attributes = ''] = match;
    const tag = name.toLowerCase();
    if (tag === 'table' && slash === '/') {
      close(match.index);
      return rows;
    }
    if (tag === 'table') inTable = true;
    if (!inTable) continue;
    close(match.index);
    if (slash === '/') continue;
    if (tag === 'tr') rows.push([]);
    if (tag === 'td' || tag === 'th') open = { attributes, from: match.index + all.length };
  }
  close(html.length);
  return inTable ? rows : null;
}

/**
 * Writes cells as a table that spreadsheets take as text: `000000000013` stays that, `=1+1` is no formula.
 * `mso-number-format` says so to Excel, `sdnum` to LibreOffice.
 */
export function formatHtml(cells: Cells): string {
  const rows = cells.map((row) => `<tr>${row.map(formatCell).join('')}</tr>`).join('');
  return `<meta charset="utf-8"><table>${rows}</table>`;
}

function formatCell(text: string): string {
  const shown = NEEDS_CARE.test(text) ? escaped(text) : text;
  return `<td sdnum="1033;0;@" style="mso-number-format:'\\@'">${shown}</td>`;
}

/** What HTML would take for something else, or leave out. */
const NEEDS_CARE = /[&<>"\t\r\n]| {2}|^ | $/;

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/ (?= )|^ | $/gm, '&nbsp;')
    .replaceAll(/\r\n|\r|\n/g, '<br style="mso-data-placement:same-cell">')
    .replaceAll('\t', '&#9;');
}

/** The text of a cell's HTML: line breaks kept, white space run together as a browser does it. */
function plainText(html: string): string {
  return html
    .replaceAll(/<!--.*?-->/gs, '')
    .replaceAll(/[ \t\r\n]+/g, ' ')
    .replaceAll(/ ?<br\b[^>]*> ?/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replace(/^ /, '')
    .replace(/ $/, '')
    .replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, decodeEntity);
}

function decodeEntity(all: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? all;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  if (code > 0x10ffff) return all;
  return code === 0xa0 ? ' ' : String.fromCodePoint(code);
}

/** LibreOffice says the number behind what it shows in `sdval`, Excel in `x:num`. */
function numberOf(attributes: string): string | null {
  const number = attribute(attributes, 'sdval') ?? attribute(attributes, 'x:num');
  return number === null || number === '' ? null : number;
}

function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(attributes);
  return found === null ? null : (found[1] ?? found[2] ?? found[3] ?? '');
}
