import type { Account, AccountFilter, AccountSort } from '../../../../shared/contract/accounts.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { SHEETS } from '../../../../shared/domain/sheets.ts';
import type { ReadContext } from '../../ledger/context.ts';
import type { WriteColumn } from '../../spreadsheets/write-table.ts';
import { pageAccounts } from '../accounts/service.ts';

/** Which accounts, in which order. */
export interface AccountList {
  readonly mpaId: AccountId;
  readonly filter: AccountFilter;
  readonly sort: AccountSort;
  readonly descending: boolean;
}

const ROWS_A_READ = 1000;

/** The vendor's second sheet and what else the ledger knows: it can be imported again, by this program too. */
export const ACCOUNT_LIST_COLUMNS: readonly WriteColumn[] = [
  ...SHEETS[2].columns,
  { header: 'End Customer', width: 32 },
  { header: 'Status', width: 20 },
  { header: 'Joined', width: 26 },
  { header: 'Joined By', width: 12 },
  { header: 'Note', width: 40 },
];

/** The accounts of a list, row by row, in the order of the list. @throws AppError NOT_FOUND (the payer account). */
export function* accountListRows(context: ReadContext, list: AccountList): Generator<string[]> {
  let cursor: string | null = null;
  do {
    const page = pageAccounts(context, { ...list, cursor, limit: ROWS_A_READ });
    yield* page.rows.map(toCells);
    cursor = page.next;
  } while (cursor !== null);
}

function toCells(account: Account): string[] {
  const { id, name, email, subset, workflow, endCustomer, status, joinedAt, joinedMethod, note } = account;
  return [
    name,
    email,
    id,
    subset?.name ?? '',
    workflow?.name ?? '',
    endCustomer?.name ?? '',
    status ?? '',
    joinedAt ?? '',
    joinedMethod ?? '',
    note,
  ];
}
