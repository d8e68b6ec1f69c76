import { join } from 'node:path';
import type { ExportedSheet } from '../../../../shared/contract/sheets.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { SHEETS, sheetFileName, sheetHeaders } from '../../../../shared/domain/sheets.ts';
import type { SheetFormat, SheetNumber } from '../../../../shared/domain/sheets.ts';
import { writeUnlessDifferent } from '../../files/overwrite.ts';
import type { JobContext, ReadContext } from '../../ledger/context.ts';
import type { WriteTable } from '../../spreadsheets/write-table.ts';
import { writeCsv, writeXlsx } from '../../spreadsheets/write.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireMpa } from '../mpas/service.ts';
import { SHEET_ROWS, sheetCounts } from './repo.ts';

/** Rows between two looks at progress and cancel. */
const ROWS_A_LOOK = 1000;

/**
 * The rows of a sheet as they stand in the ledger, in a fixed order: by subset name without case, then account ID. Sheets 1 to
 * 3 have every account, those of no subset last and with blanks, because an account that is silently missing is worse than a
 * blank that the checks point at. Sheet 4 has the subsets with a workflow, sheet 5 those with an end customer.
 */
export function* sheetRows(db: ReadDb, mpaId: AccountId, sheet: SheetNumber): Generator<string[]> {
  for (const statement of SHEET_ROWS[sheet]) yield* statement.iterate(db, { mpaId });
}

/** A sheet ready to be written: `rows` are read as they are written. */
export function sheetTable(sheet: SheetNumber, rows: Iterable<string[]>): WriteTable {
  const { columns, key } = SHEETS[sheet];
  return { sheetName: key, columns, rows };
}

/** The first rows of a sheet, to look at. @throws AppError NOT_FOUND. */
export function previewSheet(
  { db }: ReadContext,
  input: { mpaId: AccountId; sheet: SheetNumber; limit: number },
): { headers: string[]; rows: string[][]; total: number } {
  requireMpa(db, input.mpaId);
  const rows: string[][] = [];
  for (const row of sheetRows(db, input.mpaId, input.sheet)) {
    if (rows.length === input.limit) break;
    rows.push(row);
  }
  return { headers: sheetHeaders(input.sheet), rows, total: countRows(db, input.mpaId, input.sheet) };
}

/**
 * Writes a sheet into a folder under its own name (sheetFileName). The same ledger gives the same bytes.
 * @throws AppError NOT_FOUND, ALREADY_EXISTS (a file of that name with other content, and no `overwrite`), FILE_NOT_WRITTEN,
 * CANCELLED.
 */
export async function exportSheet(
  context: JobContext,
  input: { mpaId: AccountId; sheet: SheetNumber; format: SheetFormat; folder: string; overwrite: boolean },
): Promise<ExportedSheet> {
  const { mpaId, sheet, format, folder, overwrite } = input;
  requireMpa(context.db, mpaId);
  const total = countRows(context.db, mpaId, sheet);
  const rows = watched(context, sheetRows(context.db, mpaId, sheet), total);
  const write = format === 'xlsx' ? writeXlsx : writeCsv;
  const path = join(folder, sheetFileName(sheet, mpaId, format));
  const written = await writeUnlessDifferent(path, overwrite, (target) => write(target, sheetTable(sheet, rows)));
  return { sheet, format, ...written };
}

/** How many rows a sheet has. */
export function countRows(db: ReadDb, mpaId: AccountId, sheet: SheetNumber): number {
  const counts = sheetCounts.get(db, { mpaId });
  if (sheet === 4) return counts?.withWorkflow ?? 0;
  return (sheet === 5 ? counts?.withCustomer : counts?.accounts) ?? 0;
}

/** Passes rows on, tells how far it is, and stops when it is no longer wanted. */
export function* watched(context: JobContext, rows: Iterable<string[]>, total: number): Generator<string[]> {
  let done = 0;
  for (const row of rows) {
    yield row;
    done += 1;
    if (done % ROWS_A_LOOK !== 0) continue;
    context.progress({ what: 'Writing rows', done, total });
    context.checkCancelled();
  }
}
