import type { SubsetTarget } from '../../../../shared/contract/accounts.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { WriteContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireSubsetOf } from '../accounts/service.ts';
import { checkedName, createSubset } from './service.ts';

/** What no rule and no subset of the ledger has as its ID, because IDs begin at 1: for one that is still to be made. */
export const NOT_THERE = 0;

/** A subset that accounts are to be put in; without an ID where it is still to be made. */
export interface FoundTarget {
  id: number | null;
  name: string;
}

/**
 * What a target stands for, before anything is made.
 * @throws AppError NOT_FOUND (the subset of an ID), ALREADY_EXISTS, INVALID_INPUT (the name of a new one).
 */
export function findTarget(db: ReadDb, mpaId: AccountId, to: SubsetTarget): FoundTarget {
  if ('name' in to) return { id: null, name: checkedName(db, mpaId, to.name, null) };
  const { id, name } = requireSubsetOf(db, mpaId, to.id);
  return { id, name };
}

/** The subset of a target; a new one is made, as a part of the operation that is open. @throws AppError as `findTarget` does. */
export function makeTarget(
  context: Pick<WriteContext, 'db' | 'warn'>,
  mpaId: AccountId,
  to: SubsetTarget,
): { id: number; name: string } {
  const { id, name } = findTarget(context.db, mpaId, to);
  return { name, id: id ?? createSubset(context, { mpaId, name, note: '', workflowId: null, endCustomerId: null }) };
}
