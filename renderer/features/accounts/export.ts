import type { SaveSheetInput } from '../../../shared/contract/sheets.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { sheetFileName } from '../../../shared/domain/sheets.ts';
import type { SheetFormat, SheetNumber } from '../../../shared/domain/sheets.ts';
import { EVERYTHING } from './filter.ts';
import { filterOf } from './store.ts';
import type { Shown } from './views.ts';

/** What is exported: the accounts that are shown, all accounts, or a sheet of the vendor. */
export type ExportWhat = 'shown' | 'all' | 'sheet';

/** What is exported as the core takes it; accounts come in the order in which they are shown. */
export function exportContent(what: ExportWhat, sheet: SheetNumber, { where, sort }: Shown): SaveSheetInput['content'] {
  if (what === 'sheet') return { sheet };
  const { column, descending } = sort;
  return { accounts: filterOf(what === 'all' ? EVERYTHING : where), sort: column, descending };
}

/** What the file is called unless a person says otherwise. */
export function exportName(mpaId: AccountId, what: ExportWhat, sheet: SheetNumber, format: SheetFormat): string {
  return what === 'sheet' ? sheetFileName(sheet, mpaId, format) : `accounts-${mpaId}.${format}`;
}
