import type { SavedSheet, SaveSheetInput } from '../../../../shared/contract/sheets.ts';
import { sheetFileName } from '../../../../shared/domain/sheets.ts';
import type { JobContext } from '../../ledger/context.ts';
import { collectBytes } from '../../spreadsheets/collect-bytes.ts';
import type { WriteTable } from '../../spreadsheets/write-table.ts';
import { writeCsv, writeXlsx } from '../../spreadsheets/write.ts';
import { countOfAccounts } from '../accounts/service.ts';
import { requireMpa } from '../mpas/service.ts';
import { ACCOUNT_LIST_COLUMNS, accountListRows } from './account-list.ts';
import { countRows, sheetRows, sheetTable, watched } from './service.ts';

/**
 * Saves a sheet of the vendor, or a list of accounts, where a person wants it: to a path, replacing what is there, or as bytes.
 * @throws AppError NOT_FOUND (the payer account), FILE_NOT_WRITTEN, CANCELLED.
 */
export async function saveSheet(context: JobContext, input: SaveSheetInput): Promise<SavedSheet> {
  requireMpa(context.db, input.mpaId);
  const write = input.format === 'xlsx' ? writeXlsx : writeCsv;
  const { name, table } = contentOf(context, input);
  const { path } = input;
  if (path !== null) {
    const { rows, neutralised } = await write(path, table);
    return { name, path, base64: null, rows, neutralised };
  }
  const bytes = collectBytes();
  const { rows, neutralised } = await write(bytes.stream, table);
  return { name, path: null, base64: bytes.base64(), rows, neutralised };
}

function contentOf(
  context: JobContext,
  { mpaId, content, format }: SaveSheetInput,
): { readonly name: string; readonly table: WriteTable } {
  const { db } = context;
  if ('sheet' in content) {
    const { sheet } = content;
    const rows = watched(context, sheetRows(db, mpaId, sheet), countRows(db, mpaId, sheet));
    return { name: sheetFileName(sheet, mpaId, format), table: sheetTable(sheet, rows) };
  }
  const { accounts: filter, sort, descending } = content;
  const { count } = countOfAccounts(context, { mpaId, filter });
  const rows = watched(context, accountListRows(context, { mpaId, filter, sort, descending }), count);
  return {
    name: `accounts-${mpaId}.${format}`,
    table: { sheetName: 'accounts', columns: ACCOUNT_LIST_COLUMNS, rows },
  };
}
