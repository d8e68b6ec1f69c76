import type { AccountSelection } from '../../../../shared/contract/accounts.ts';
import type { SplitSubsetInput, Subset } from '../../../../shared/contract/subsets.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import { assertRevision, ledgerRevision } from '../../ledger/revision.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { moveAccounts, outsideSubset, sharesOf } from '../accounts/assign-repo.ts';
import { assertListed, few } from '../accounts/assign.ts';
import { selectionConditions } from '../accounts/filter-repo.ts';
import type { Conditions } from '../accounts/filter-repo.ts';
import { createSubset, getSubset, requireSubset } from './service.ts';

/**
 * How many accounts a split would move, and how many would stay.
 * @throws AppError NOT_FOUND (subset, accounts), CONFLICT (accounts that are not in the subset).
 */
export function previewSplit(
  context: ReadContext,
  input: Pick<SplitSubsetInput, 'id' | 'accounts'>,
): { revision: number; moves: number; stays: number } {
  const { moves, stays } = planSplit(context.db, input);
  return { revision: ledgerRevision(context), moves, stays };
}

/**
 * Puts some of a subset's accounts into a new subset, which keeps its billing workflow and end customer where asked to.
 * @throws AppError as previewSplit; INVALID_INPUT (no account is meant, no name), ALREADY_EXISTS (the name), CONFLICT (the ledger
 * has changed since the preview).
 */
export function splitSubset(
  context: WriteContext,
  input: SplitSubsetInput & { revision: number | null },
): { subset: Subset; moved: number; stayed: number } {
  const { db } = context;
  assertRevision(context, input.revision);
  const source = requireSubset(db, input.id);
  const { moves, stays, conditions } = planSplit(db, input);
  if (moves === 0) {
    throw new AppError('INVALID_INPUT', `None of the accounts meant is in ${source.name}. Nothing was changed.`, {
      field: 'accounts',
    });
  }
  const id = createSubset(context, {
    mpaId: source.mpaId,
    name: input.name,
    note: '',
    workflowId: input.keepWorkflow ? (source.workflow?.id ?? null) : null,
    endCustomerId: input.keepEndCustomer ? (source.endCustomer?.id ?? null) : null,
  });
  const moved = moveAccounts(db, source.mpaId, conditions, id);
  const subset = requireSubset(db, id);
  context.label(`Split ${subset.name} (${moved === 1 ? '1 account' : `${moved} accounts`}) off ${source.name}`);
  context.mpa(source.mpaId);
  return { subset, moved, stayed: stays };
}

function planSplit(
  db: ReadDb,
  { id, accounts }: { id: number; accounts: AccountSelection },
): { moves: number; stays: number; conditions: Conditions } {
  const source = getSubset({ db }, { id });
  assertListed(db, source.mpaId, accounts);
  if ('ids' in accounts) assertInside(db, source, accounts.ids);
  const meant = selectionConditions(accounts);
  const conditions = {
    ...meant,
    sql: `${meant.sql} AND a.subset_id = @splitId`,
    params: { ...meant.params, splitId: id },
  };
  const moves = sharesOf(db, source.mpaId, conditions).reduce((sum, share) => sum + share.accounts, 0);
  return { moves, stays: source.accounts - moves, conditions };
}

function assertInside(db: ReadDb, source: Subset, ids: readonly string[]): void {
  const outside = outsideSubset.all(db, { ids: JSON.stringify(ids), subsetId: source.id }).map((row) => row.id);
  if (outside.length === 0) return;
  throw new AppError(
    'CONFLICT',
    `The ${few('account', outside)} ${outside.length === 1 ? 'is' : 'are'} not in ${source.name}. Nothing was changed. Take ${outside.length === 1 ? 'it' : 'them'} off the list, or assign ${outside.length === 1 ? 'it' : 'them'} instead.`,
    { outside },
  );
}
