import type { Writable } from 'node:stream';
import { AppError } from '../../../shared/domain/app-error.ts';
import { writeWhole } from '../files/atomic-file.ts';
import { csvChunks } from './csv/write-csv.ts';
import type { CsvDialect } from './csv/write-csv.ts';
import { xlsxChunks } from './xlsx/write-xlsx.ts';
import type { WriteCounts, WriteTable } from './write-table.ts';

export interface WriteOptions {
  /** .csv only, see csvChunks; commas unless given. */
  dialect?: CsvDialect;
  signal?: AbortSignal;
}

export interface WriteResult {
  /** '' when it went to a stream. */
  path: string;
  bytes: number;
  /** Of the file, in hex. */
  sha256: string;
  /** Without the header. */
  rows: number;
  /** Cells that were given an apostrophe because they start like a formula: .csv only, otherwise 0. */
  neutralised: number;
}

/**
 * Writes a workbook of one sheet in which every cell is text: header row bold and frozen, autofilter. The same table gives the same bytes,
 * whenever and wherever. Written as writeWhole does: whole or not at all.
 * @param target a path, or a stream that takes bytes and is left open
 * @throws AppError INVALID_INPUT for what a sheet can't hold, FILE_NOT_WRITTEN, CANCELLED
 */
export function writeXlsx(
  target: string | Writable,
  table: WriteTable,
  options: WriteOptions = {},
): Promise<WriteResult> {
  return write(target, table, options, xlsxChunks);
}

/**
 * Writes a .csv file as spreadsheet programs expect it: UTF-8 with byte order mark, commas, CRLF, RFC 4180 quoting, cells that start
 * like a formula made harmless in a way that readTable undoes. Written as writeWhole does: whole or not at all.
 * @param target a path, or a stream that takes bytes and is left open
 * @throws AppError INVALID_INPUT, FILE_NOT_WRITTEN, CANCELLED
 */
export function writeCsv(
  target: string | Writable,
  table: WriteTable,
  options: WriteOptions = {},
): Promise<WriteResult> {
  return write(target, table, options, csvChunks);
}

type Format = (table: WriteTable, counts: WriteCounts, dialect?: CsvDialect) => AsyncIterable<Uint8Array>;

async function write(
  target: string | Writable,
  table: WriteTable,
  { signal, dialect }: WriteOptions,
  format: Format,
): Promise<WriteResult> {
  if (signal?.aborted === true)
    throw new AppError('CANCELLED', 'Writing the file was cancelled. No file was left behind.');
  const counts: WriteCounts = { rows: 0, neutralised: 0 };
  const { bytes, sha256 } = await writeWhole(target, format(table, counts, dialect), signal);
  return { path: typeof target === 'string' ? target : '', bytes, sha256, ...counts };
}
