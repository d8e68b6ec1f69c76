import type { Cell } from '../../spreadsheets/cell.ts';
import { cellText } from '../../spreadsheets/cell.ts';
import { tidyName } from '../../../../shared/domain/name-key.ts';
import { contentKind } from './column-content.ts';
import type { ImportField } from '../../../../shared/domain/import-field.ts';
import { headerMeaning } from './header-words.ts';

/** A row as far as the search for the header needs it. */
export interface HeadRow {
  number: number;
  cells: readonly Cell[];
}

/** Where the header of a sheet is. */
export interface FoundHeader {
  /** The row numbers of the header: one, two where it has two lines, none where the sheet begins with data. */
  rows: readonly number[];
  /** The header of each column; '' for a column without one. */
  headers: readonly string[];
  /** How much of the header is understood; to compare sheets with, nothing else. */
  score: number;
}

/** How many rows are looked at: title rows and notes are rarely more than a few. */
export const HEADER_SEARCH_ROWS = 50;
/** One word alone may stand in a title; a header has two, or one that nothing else is called. */
const LEAST_SCORE = 3;

/**
 * Finds the header among the first rows of a sheet: the row whose cells are best known as column headers, or two rows
 * together ('AWS Account' merged over 'Name', 'Email', 'ID'). A sheet that begins with data at once has a header of no rows.
 * @param fixed the row number set by hand, 0 for 'there is none'
 * @returns undefined when nothing looks like an account list
 */
export function findHeader(rows: readonly HeadRow[], fixed?: number): FoundHeader | undefined {
  if (fixed === 0) return withoutHeader(rows);
  const searched = rows.slice(0, HEADER_SEARCH_ROWS);
  let best: FoundHeader | undefined;
  for (const [index, row] of searched.entries()) {
    if (fixed !== undefined && row.number !== fixed) continue;
    for (const found of readings(row, searched[index + 1])) {
      if (best === undefined || found.score > best.score) best = found;
    }
  }
  if (fixed !== undefined) return best ?? fixedRow(rows, fixed);
  if (best !== undefined && best.score >= LEAST_SCORE) return best;
  return looksLikeData(searched[0]) ? withoutHeader(rows) : undefined;
}

function fixedRow(rows: readonly HeadRow[], fixed: number): FoundHeader | undefined {
  const row = rows.find(({ number }) => number === fixed);
  return row === undefined ? undefined : { rows: [fixed], headers: texts(row.cells), score: 0 };
}

function withoutHeader(rows: readonly HeadRow[]): FoundHeader {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  return { rows: [], headers: Array.from({ length: width }, () => ''), score: 1 };
}

/** The row on its own and, where the next row is no data, both together. */
function* readings(row: HeadRow, next: HeadRow | undefined): Generator<FoundHeader> {
  const headers = texts(row.cells);
  if (looksLikeData(row)) return;
  yield { rows: [row.number], headers, score: scoreOf(headers) };
  if (next === undefined || next.number !== row.number + 1 || looksLikeData(next)) return;
  const both = joined(headers, texts(next.cells));
  // Two lines are only believed when they say more than either alone.
  const score = scoreOf(both);
  if (score > Math.max(scoreOf(headers), scoreOf(texts(next.cells)))) {
    yield { rows: [row.number, next.number], headers: both, score };
  }
}

/** A merged cell's text stands in its first column only: it is carried to the right over the columns that have a second line. */
function joined(upper: readonly string[], lower: readonly string[]): string[] {
  let carried = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const below = lower[index] ?? '';
    carried = (upper[index] ?? '') || (below === '' ? '' : carried);
    return [carried, below].filter((text) => text !== '').join(' ');
  });
}

/** The strengths of the distinct fields that the headers name; columns to be left out count as a sign of a header, no more. */
function scoreOf(headers: readonly string[]): number {
  const fields = new Map<ImportField, number>();
  for (const header of headers) {
    const meaning = headerMeaning(header);
    const field = meaning?.fields[0];
    if (meaning === undefined || field === undefined) continue;
    const worth = field === 'ignore' ? 0.25 : meaning.strength;
    fields.set(field, Math.max(worth, fields.get(field) ?? 0));
  }
  let score = 0;
  for (const worth of fields.values()) score += worth;
  return score;
}

function looksLikeData(row: HeadRow | undefined): boolean {
  return row?.cells.some((cell) => ['account-id', 'email', 'arn'].includes(contentKind(cell))) === true;
}

function texts(cells: readonly Cell[]): string[] {
  return cells.map((cell) => tidyName(cellText(cell)));
}
