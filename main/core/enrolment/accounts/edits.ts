import type {
  ApplyEditsInput,
  EditsPreview,
  EditsResult,
  PreviewEditsInput,
} from '../../../../shared/contract/account-edits.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { nameKey } from '../../../../shared/domain/name-key.ts';
import type { JobContext, WriteContext } from '../../ledger/context.ts';
import { assertRevision, ledgerRevision } from '../../ledger/revision.ts';
import { requireMpa } from '../mpas/service.ts';
import { warnOfAlikeSubsets } from '../subsets/service.ts';
import { few } from './assign.ts';
import { addNamedSubset, writeEdited } from './edits-repo.ts';
import type { EditsPlan, PlannedEdit } from './plan-edits.ts';
import { countMoves, planEdits } from './plan-edits.ts';

const ROWS_AT_A_TIME = 1000;

/**
 * What edits from the sheet would do: which accounts change, from what to what, which IDs and subsets the ledger does not have, and
 * which values can't be taken. @throws AppError NOT_FOUND (the payer account).
 */
export function previewEdits(context: JobContext, input: PreviewEditsInput): EditsPreview {
  const { mpaId, edits, limit } = input;
  requireMpa(context.db, mpaId);
  const revision = ledgerRevision(context);
  const plan = planEdits(context.db, mpaId, edits);
  return {
    revision,
    found: plan.found,
    changed: plan.edits.length,
    unchanged: plan.found - plan.edits.length,
    moved: countMoves(plan),
    changes: plan.edits
      .slice(0, limit)
      .map(({ row, changes }) => ({ id: accountId(row.id), name: row.name, changes: [...changes] })),
    unknown: plan.unknown,
    foreign: plan.foreign,
    newSubsets: [...plan.newSubsets.values()],
    invalid: plan.invalid,
  };
}

/**
 * Takes over edits from the sheet: all of them in one operation, or nothing.
 * @throws AppError NOT_FOUND (payer account, unknown IDs, subsets that are not there and not to be made), CONFLICT (accounts of another
 * payer account; the ledger has changed since the preview), INVALID_ROWS (values that can't be taken), CANCELLED.
 */
export function applyEdits(context: WriteContext, input: ApplyEditsInput): EditsResult {
  const { db } = context;
  const { mpaId, edits, createSubsets } = input;
  assertRevision(context, input.revision);
  const mpa = requireMpa(db, mpaId);
  const plan = planEdits(db, mpaId, edits);
  refuse(plan, createSubsets);
  const subsetIds = new Map([...plan.subsets].map(([key, { id }]) => [key, id]));
  for (const [key, { name }] of plan.newSubsets) {
    warnOfAlikeSubsets(context, mpaId, name, null);
    subsetIds.set(key, addNamedSubset.run(db, { mpaId, name, nameKey: key }).lastId);
  }
  for (const [index, edit] of plan.edits.entries()) {
    if (index % ROWS_AT_A_TIME === 0) {
      context.checkCancelled();
      context.progress({ what: 'Changing accounts', done: index, total: plan.edits.length });
    }
    writeRow(context, edit, subsetIds);
  }
  const changed = plan.edits.length;
  context.label(`Changed ${changed === 1 ? '1 account' : `${changed} accounts`} of ${mpa.name} in the sheet`);
  context.mpa(mpaId);
  return { changed, unchanged: plan.found - changed, moved: countMoves(plan), subsetsAdded: plan.newSubsets.size };
}

function writeRow({ db }: WriteContext, { row, values }: PlannedEdit, subsetIds: ReadonlyMap<string, number>): void {
  const { name, email, note, status, subset } = values;
  const subsetId = subset === '' ? null : (subsetIds.get(nameKey(subset)) ?? null);
  writeEdited.run(db, { id: row.id, name, email, note, status: status === '' ? null : status, subsetId });
}

function refuse({ invalid, foreign, unknown, newSubsets }: EditsPlan, createSubsets: boolean): void {
  if (invalid.length > 0) {
    const what = invalid.length === 1 ? '1 value' : `${invalid.length} values`;
    throw new AppError('INVALID_ROWS', `${what} can't be taken. Nothing was changed. Mend them in the sheet.`, {
      invalid,
    });
  }
  const others = foreign.map(({ id }) => id);
  if (others.length > 0) {
    throw new AppError(
      'CONFLICT',
      `The ${few('account', others)} ${others.length === 1 ? 'belongs' : 'belong'} to another payer account. Nothing was changed.`,
      { foreign },
    );
  }
  if (unknown.length > 0) {
    throw new AppError(
      'NOT_FOUND',
      `The ledger has no ${few('account', unknown)}. Nothing was changed. Look at the accounts again, or add them first.`,
      { unknown },
    );
  }
  const names = [...newSubsets.values()].map(({ name }) => name);
  if (names.length === 0 || createSubsets) return;
  throw new AppError(
    'NOT_FOUND',
    `There is no ${few('subset', names)}. Nothing was changed. Let them be made, or name others.`,
    { subsets: names },
  );
}
