import type { Cell } from '../../spreadsheets/cell.ts';
import { cellText } from '../../spreadsheets/cell.ts';
import { readAccountId } from './account-id-ladder.ts';

/** What most of a column's cells are, by their looks. */
export type ContentKind = 'account-id' | 'email' | 'arn' | 'aws-organization' | 'other' | 'empty';

/** From this share of the filled cells on, a column is of a kind. */
const MOSTLY = 0.6;
/** Shorter numbers are row numbers and prices; leading zeros rarely take more than three digits of an ID. */
const LEAST_ID_DIGITS = 9;

/** What a single cell looks like. */
export function contentKind(cell: Cell): ContentKind {
  if (cell.kind === 'blank') return 'empty';
  if (cell.kind !== 'text' && cell.kind !== 'number') return 'other';
  const text = cellText(cell).trim();
  if (text === '') return 'empty';
  if (/^arn:aws[\w-]*:/i.test(text)) return 'arn';
  if (/^o-[a-z0-9]{10,32}$/.test(text)) return 'aws-organization';
  if (/^[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+$/u.test(text)) return 'email';
  const reading = readAccountId(cell);
  if (reading.verdict === 'lost-digits' || reading.verdict === 'right') return 'account-id';
  const longEnough = reading.verdict === 'repaired' && reading.id.replace(/^0+/, '').length >= LEAST_ID_DIGITS;
  return longEnough ? 'account-id' : 'other';
}

/** What most cells of a column look like; 'other' where no kind has a clear majority. */
export function columnContent(cells: readonly Cell[]): ContentKind {
  const counts = new Map<ContentKind, number>();
  let filled = 0;
  for (const cell of cells) {
    const kind = contentKind(cell);
    if (kind === 'empty') continue;
    filled += 1;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  if (filled === 0) return 'empty';
  for (const [kind, count] of counts) {
    if (kind !== 'other' && count / filled >= MOSTLY) return kind;
  }
  return 'other';
}
