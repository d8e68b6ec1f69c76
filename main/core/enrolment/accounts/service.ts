import type {
  Account,
  AccountFilter,
  AccountPageInput,
  AccountStatus,
  AddAccountInput,
  SetAccountInput,
} from '../../../../shared/contract/accounts.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { endCustomerLabel } from '../../../../shared/domain/end-customer-label.ts';
import { isMailAddress } from '../../../../shared/domain/mail-address.ts';
import { tidyName } from '../../../../shared/domain/name-key.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireMpa } from '../mpas/service.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { countAccounts, pageOfAccounts } from './page-repo.ts';
import type { AccountDetailsRow, AccountRow } from './repo.ts';
import { accountById, deleteAccount, insertAccount, subsetOfMpa, updateAccount } from './repo.ts';

/**
 * One page of a payer account's accounts, filtered and sorted over the whole set; `next` asks for the page after, null at
 * the end. @throws AppError NOT_FOUND (the payer account), INVALID_INPUT (a cursor of another list).
 */
export function pageAccounts({ db }: ReadContext, input: AccountPageInput): { rows: Account[]; next: string | null } {
  const { mpaId, filter, sort, descending, limit } = input;
  requireMpa(db, mpaId);
  const after = readCursor(input.cursor, sort, descending);
  // One more than asked for tells whether there is a page after.
  const found = pageOfAccounts(db, { mpaId, filter, sort, descending, after, limit: limit + 1 });
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows: rows.map(toAccount), next: last ? writeCursor(last, sort, descending) : null };
}

/** How many accounts of a payer account a filter has. @throws AppError NOT_FOUND (the payer account). */
export function countOfAccounts(
  { db }: ReadContext,
  input: { mpaId: AccountId; filter: AccountFilter },
): { count: number } {
  requireMpa(db, input.mpaId);
  return { count: countAccounts(db, input.mpaId, input.filter) };
}

/** One account with its subset, workflow and end customer. @throws AppError NOT_FOUND. */
export function getAccount({ db }: Pick<ReadContext, 'db'>, input: { id: AccountId }): Account {
  return toAccount(requireAccount(db, input.id));
}

/**
 * Adds an account to a payer account.
 * @throws AppError ALREADY_EXISTS, CONFLICT (it belongs to another payer account: an account is in one), NOT_FOUND (payer
 * account or subset), INVALID_INPUT (the e-mail).
 */
export function addAccount(context: WriteContext, input: AddAccountInput): Account {
  const { db } = context;
  const { id, mpaId, subsetId } = input;
  const mpa = requireMpa(db, mpaId);
  const present = accountById.get(db, { id });
  if (present) throw taken(present, mpaId);
  if (subsetId !== null) requireSubsetOf(db, mpaId, subsetId);
  const row: AccountRow = {
    id,
    mpa_id: mpaId,
    name: tidyName(input.name ?? ''),
    email: checkedMail(input.email ?? ''),
    status: input.status ?? null,
    joined_method: null,
    joined_at: null,
    subset_id: subsetId,
    note: (input.note ?? '').trim(),
  };
  insertAccount.run(db, { ...row });
  context.label(`Added the account ${nameOf(row)} to ${mpa.name}`);
  context.mpa(mpaId);
  return toAccount(requireAccount(db, id));
}

/** Changes what is given of an account. @throws AppError NOT_FOUND, INVALID_INPUT (the e-mail). */
export function setAccount(context: WriteContext, input: SetAccountInput): Account {
  const { db } = context;
  const row = requireAccount(db, accountId(input.id));
  updateAccount.run(db, {
    id: row.id,
    name: input.name === undefined ? row.name : tidyName(input.name),
    email: input.email === undefined ? row.email : checkedMail(input.email),
    status: input.status === undefined ? row.status : input.status,
    note: input.note === undefined ? row.note : input.note.trim(),
  });
  const changed = requireAccount(db, accountId(input.id));
  context.label(`Changed the account ${nameOf(changed)}`);
  context.mpa(row.mpa_id);
  return toAccount(changed);
}

/** Removes an account from the ledger; nothing happens to it in AWS. @throws AppError NOT_FOUND. */
export function removeAccount(context: WriteContext, input: { id: AccountId }): Account {
  const { db } = context;
  const row = requireAccount(db, input.id);
  deleteAccount.run(db, { id: input.id });
  context.label(`Removed the account ${nameOf(row)}`);
  context.mpa(row.mpa_id);
  return toAccount(row);
}

/** A subset of a payer account. @throws AppError NOT_FOUND when it has no such subset. */
export function requireSubsetOf(db: ReadDb, mpaId: AccountId, id: number): { id: number; name: string } {
  const subset = subsetOfMpa.get(db, { mpaId, id });
  if (subset) return subset;
  throw new AppError('NOT_FOUND', `The payer account ${mpaId} has no subset ${id}. See: ${act('subsets.list')}`, {
    mpaId,
    subsetId: id,
  });
}

function requireAccount(db: ReadDb, id: AccountId): AccountDetailsRow {
  const row = accountById.get(db, { id });
  if (row) return row;
  throw new AppError('NOT_FOUND', `There is no account ${id} in the ledger. Add it, or import a list that has it.`, {
    id,
  });
}

function taken(present: AccountRow, mpaId: AccountId): AppError {
  if (present.mpa_id === mpaId) {
    return new AppError('ALREADY_EXISTS', `The account ${nameOf(present)} is in the ledger already.`, {
      id: present.id,
    });
  }
  return new AppError(
    'CONFLICT',
    `The account ${nameOf(present)} belongs to the payer account ${present.mpa_id}, and an account is in one only. If it has moved, remove it there first.`,
    { id: present.id, mpaId: present.mpa_id },
  );
}

function checkedMail(text: string): string {
  const email = text.trim();
  if (email === '' || isMailAddress(email)) return email;
  throw new AppError(
    'INVALID_INPUT',
    `${JSON.stringify(email)} is not a mail address. Write it as name@domain.example.`,
    {
      field: 'email',
    },
  );
}

function nameOf(row: { id: string; name: string }): string {
  return row.name === '' ? row.id : `${row.name} (${row.id})`;
}

function toAccount(row: AccountDetailsRow): Account {
  return {
    id: accountId(row.id),
    mpaId: accountId(row.mpa_id),
    name: row.name,
    email: row.email,
    // The CHECK of the column allows these only.
    status: row.status as AccountStatus | null,
    joinedMethod: row.joined_method,
    joinedAt: row.joined_at,
    note: row.note,
    subset: named(row.subset_id, row.subset_name),
    workflow: named(row.workflow_id, row.workflow_name),
    endCustomer: named(
      row.end_customer_id,
      endCustomerLabel({
        name: row.end_customer_name ?? '',
        consoleEmail: row.end_customer_email ?? '',
        spotOrgId: row.end_customer_org ?? '',
      }),
    ),
  };
}

function named(id: number | null, name: string | null): { id: number; name: string } | null {
  return id === null ? null : { id, name: name ?? '' };
}
