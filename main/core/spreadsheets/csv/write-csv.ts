import { rowBatches } from '../row-batches.ts';
import type { WriteCounts, WriteTable } from '../write-table.ts';
import { guardFormula, startsLikeFormula } from './formula-guard.ts';

const BYTE_ORDER_MARK = '\ufeff';
/** What RFC 4180 asks to quote, and what other programs cut at or strip. */
const NEEDS_QUOTES = /[",;|\t\r\n]|^\s|\s$/;
/** UTF-8 has no lone surrogates, and a NUL makes a file binary for every reader, ours included. */
const NOT_TEXT = /[\0\p{Cs}]/gu;

/**
 * The bytes of a .csv file, header first.
 * @param counts is brought up to date as rows are taken
 */
export async function* csvChunks(
  { columns, rows }: WriteTable,
  counts: WriteCounts,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield Buffer.from(BYTE_ORDER_MARK + line(columns.map(({ header }) => field(header))), 'utf8');
  for await (const batch of rowBatches(rows)) {
    let text = '';
    for (const row of batch) {
      text += line(columns.map((_, column) => field(harmless(row[column] ?? '', counts))));
      counts.rows += 1;
    }
    yield Buffer.from(text, 'utf8');
  }
}

function harmless(value: string, counts: WriteCounts): string {
  if (!startsLikeFormula(value)) return value;
  counts.neutralised += 1;
  return guardFormula(value);
}

function field(value: string): string {
  const text = value.replace(NOT_TEXT, '');
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function line(fields: readonly string[]): string {
  return `${fields.join(',')}\r\n`;
}
