import { rowBatches } from '../row-batches.ts';
import type { WriteColumn, WriteCounts, WriteTable } from '../write-table.ts';
import { guardFormula, startsLikeFormula } from './formula-guard.ts';

const BYTE_ORDER_MARK = '\ufeff';
/** What RFC 4180 asks to quote, and what other programs cut at or strip. */
const NEEDS_QUOTES = /[",;|\t\r\n]|^\s|\s$/;
/** UTF-8 has no lone surrogates, and a NUL makes a file binary for every reader, ours included. */
const NOT_TEXT = /[\0\p{Cs}]/gu;

/**
 * How a .csv is written. 'comma' is for programs and the vendor. 'semicolon' is for a spreadsheet program of a country that writes decimals
 * with a comma, as the German Excel: semicolons, numbers with a decimal comma, and digits of text columns as a formula that gives text,
 * because such a program would make 1,11111E+11 of an account ID and drop its zeros.
 */
export type CsvDialect = 'comma' | 'semicolon';

const DECIMAL = /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/iu;
const DIGITS = /^\d+$/u;

/**
 * The bytes of a .csv file, header first.
 * @param counts is brought up to date as rows are taken
 */
export async function* csvChunks(
  { columns, rows }: WriteTable,
  counts: WriteCounts,
  dialect: CsvDialect = 'comma',
): AsyncGenerator<Uint8Array, void, undefined> {
  yield Buffer.from(
    BYTE_ORDER_MARK +
      line(
        columns.map(({ header }) => field(header)),
        dialect,
      ),
    'utf8',
  );
  for await (const batch of rowBatches(rows)) {
    let text = '';
    for (const row of batch) {
      text += line(
        columns.map((column, at) => field(valueOf(row[at] ?? '', column, dialect, counts))),
        dialect,
      );
      counts.rows += 1;
    }
    yield Buffer.from(text, 'utf8');
  }
}

function valueOf(value: string, column: WriteColumn, dialect: CsvDialect, counts: WriteCounts): string {
  if (column.number === true && DECIMAL.test(value)) return dialect === 'semicolon' ? value.replace('.', ',') : value;
  if (column.text === true && dialect === 'semicolon' && DIGITS.test(value)) return `="${value}"`;
  return harmless(value, counts);
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

function line(fields: readonly string[], dialect: CsvDialect): string {
  return `${fields.join(dialect === 'comma' ? ',' : ';')}\r\n`;
}
