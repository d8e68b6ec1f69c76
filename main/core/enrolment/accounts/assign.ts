import type { AccountSelection, AssignAccountsInput, AssignmentPreview } from '../../../../shared/contract/accounts.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import { assertRevision, ledgerRevision } from '../../ledger/revision.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireMpa } from '../mpas/service.ts';
import { getAccount } from './service.ts';
import { findTarget, makeTarget, NOT_THERE } from '../subsets/target.ts';
import { foreignIds, moveAccounts, sharesOf, unknownIds } from './assign-repo.ts';
import { selectionConditions } from './filter-repo.ts';

/** How many IDs an error's sentence names; its data has them all. */
const NAMED = 5;

/**
 * What putting accounts into a subset, or into none, would do: how many move, stay, leave which other subset, and which IDs
 * of a list the ledger does not know.
 * @throws AppError NOT_FOUND (payer account, subset), CONFLICT (accounts of another payer account).
 */
export function previewAssign(context: ReadContext, input: AssignAccountsInput): AssignmentPreview {
  const { db } = context;
  requireMpa(db, input.mpaId);
  const subset = input.to === null ? null : findTarget(db, input.mpaId, input.to);
  const target = subset === null ? null : (subset.id ?? NOT_THERE);
  assertNoneForeign(db, input.mpaId, input.accounts);
  const shares = sharesOf(db, input.mpaId, selectionConditions(input.accounts));
  const found = shares.reduce((sum, share) => sum + share.accounts, 0);
  const stays = shares.find(({ id }) => id === target)?.accounts ?? 0;
  return {
    revision: ledgerRevision(context),
    subset,
    found,
    moves: found - stays,
    stays,
    leaves: shares.flatMap(({ id, name, accounts }) =>
      id === null || id === target ? [] : [{ id, name: name ?? '', accounts }],
    ),
    unknown: 'ids' in input.accounts ? unknownOf(db, input.accounts.ids) : [],
  };
}

/**
 * Puts accounts into a subset, or into none: one operation, whatever their number.
 * @throws AppError NOT_FOUND (payer account, subset, IDs that the ledger does not know), CONFLICT (accounts of another
 * payer account; the ledger has changed since the preview).
 */
export function assignAccounts(
  context: WriteContext,
  input: AssignAccountsInput & { revision: number | null },
): { moved: number; stayed: number } {
  const { db } = context;
  const { mpaId, accounts, to } = input;
  assertRevision(context, input.revision);
  requireMpa(db, mpaId);
  assertListed(db, mpaId, accounts);
  // Before the subset is made: a filter may be about what is in which subset.
  const conditions = selectionConditions(accounts);
  const found = sharesOf(db, mpaId, conditions).reduce((sum, share) => sum + share.accounts, 0);
  const subset = to === null ? null : makeTarget(context, mpaId, to);
  const moved = moveAccounts(db, mpaId, conditions, subset?.id ?? null);
  const what = moved === 1 ? '1 account' : `${moved} accounts`;
  context.label(subset ? `Put ${what} into ${subset.name}` : `Took ${what} out of their subset`);
  context.mpa(mpaId);
  return { moved, stayed: found - moved };
}

/** The subset that one account is in, by its name, null: in none; of several accounts nothing. */
export function subsetOfSelection(
  { db }: Pick<ReadContext, 'db'>,
  { accounts }: Pick<AssignAccountsInput, 'accounts'>,
): { subset?: string | null } {
  const [id, ...others] = 'ids' in accounts ? accounts.ids : [];
  if (id === undefined || others.length > 0) return {};
  return { subset: getAccount({ db }, { id }).subset?.name ?? null };
}

/**
 * Makes sure that every account of a list is one of this payer account; a filter can't go astray.
 * @throws AppError NOT_FOUND, CONFLICT.
 */
export function assertListed(db: ReadDb, mpaId: AccountId, accounts: AccountSelection): void {
  assertNoneForeign(db, mpaId, accounts);
  const unknown = 'ids' in accounts ? unknownOf(db, accounts.ids) : [];
  if (unknown.length === 0) return;
  throw new AppError(
    'NOT_FOUND',
    `The ledger has no ${few('account', unknown)}. Nothing was changed. Take them off the list, or add them first.`,
    { unknown },
  );
}

function assertNoneForeign(db: ReadDb, mpaId: AccountId, accounts: AccountSelection): void {
  if (!('ids' in accounts)) return;
  const foreign = foreignIds.all(db, { ids: JSON.stringify(accounts.ids), mpaId });
  if (foreign.length === 0) return;
  const ids = foreign.map(({ id }) => id);
  const owners = [...new Set(foreign.map((row) => row.mpa_id))];
  throw new AppError(
    'CONFLICT',
    `The ${few('account', ids)} ${ids.length === 1 ? 'belongs' : 'belong'} to another payer account (${owners.join(', ')}). Nothing was changed. Take ${ids.length === 1 ? 'it' : 'them'} off the list.`,
    { foreign: foreign.map(({ id, mpa_id }) => ({ id, mpaId: mpa_id })) },
  );
}

/** 'account 1', 'accounts 1, 2', 'accounts 1, 2, 3, 4, 5 and 7 more'. */
export function few(word: string, ids: readonly string[]): string {
  const shown = ids.slice(0, NAMED).join(', ');
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  return `${ids.length === 1 ? word : `${word}s`} ${shown}${more}`;
}

function unknownOf(db: ReadDb, ids: readonly string[]): string[] {
  return unknownIds.all(db, { ids: JSON.stringify(ids) }).map(({ id }) => id);
}
