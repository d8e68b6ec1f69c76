import type { AddRuleInput, AssignmentRule, SetRuleInput } from '../../../../shared/contract/assignment-rules.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireMpa } from '../mpas/service.ts';
import { makeTarget } from '../subsets/target.ts';
import { closeRanks, nextPosition, putAt } from './order.ts';
import { deleteRule, insertRule, ruleById, rulesOfMpa, updateRule } from './repo.ts';
import { toRule } from './rule-row.ts';

/** A payer account's assignment rules in the order in which they are asked. @throws AppError NOT_FOUND. */
export function listRules({ db }: ReadContext, input: { mpaId: AccountId }): AssignmentRule[] {
  requireMpa(db, input.mpaId);
  return rulesOfMpa.all(db, { mpaId: input.mpaId }).map(toRule);
}

/**
 * Adds a rule, last unless a place is given. It takes nothing by itself: see applyRules.
 * @throws AppError NOT_FOUND (payer account, subset), ALREADY_EXISTS, INVALID_INPUT (the name of a new subset).
 */
export function addRule(context: WriteContext, input: AddRuleInput): AssignmentRule {
  const { db } = context;
  const { mpaId, field, operator, value, to, position } = input;
  requireMpa(db, mpaId);
  const { id: subsetId } = makeTarget(context, mpaId, to);
  const last = nextPosition(db, mpaId);
  const { lastId } = insertRule.run(db, { mpaId, position: last, field, operator, value, subsetId });
  if (position !== null) putAt(db, mpaId, lastId, position);
  return changed(context, lastId, 'Added');
}

/** Changes what is given of a rule's condition or subset. @throws AppError NOT_FOUND (rule, subset). */
export function setRule(context: WriteContext, input: SetRuleInput): AssignmentRule {
  const { db } = context;
  const rule = requireRule(db, input.id);
  const { id: subsetId } = makeTarget(context, rule.mpaId, input.to ?? { id: rule.subset.id });
  updateRule.run(db, {
    id: rule.id,
    field: input.field ?? rule.field,
    operator: input.operator ?? rule.operator,
    value: input.value ?? rule.value,
    subsetId,
  });
  return changed(context, rule.id, 'Changed');
}

/** What can be set of a rule, by the names of the input of `setRule`. @throws AppError NOT_FOUND. */
export function settableOfRule(
  { db }: Pick<ReadContext, 'db'>,
  input: { id: number },
): Pick<AssignmentRule, 'field' | 'operator' | 'value'> & { to: { name: string } } {
  const { field, operator, value, subset } = requireRule(db, input.id);
  return { field, operator, value, to: { name: subset.name } };
}

/** Puts a rule at another place of the order, from 1; beyond the end is the end. @throws AppError NOT_FOUND. */
export function moveRule(context: WriteContext, input: { id: number; position: number }): AssignmentRule {
  const rule = requireRule(context.db, input.id);
  putAt(context.db, rule.mpaId, rule.id, input.position);
  return changed(context, rule.id, 'Moved');
}

/** Removes a rule; accounts stay where they are. @throws AppError NOT_FOUND. */
export function removeRule(context: WriteContext, input: { id: number }): AssignmentRule {
  const rule = requireRule(context.db, input.id);
  deleteRule.run(context.db, { id: rule.id });
  closeRanks(context.db, rule.mpaId);
  describe(context, rule, 'Removed');
  return rule;
}

function requireRule(db: ReadDb, id: number): AssignmentRule {
  const row = ruleById.get(db, { id });
  if (row) return toRule(row);
  throw new AppError('NOT_FOUND', `There is no assignment rule ${id} in the ledger. See: ${act('rules.list')}`, { id });
}

function changed(context: WriteContext, id: number, what: string): AssignmentRule {
  const rule = requireRule(context.db, id);
  describe(context, rule, what);
  return rule;
}

function describe(context: WriteContext, rule: AssignmentRule, what: string): void {
  context.label(`${what} the assignment rule ${rule.position}: ${rule.text} → ${rule.subset.name}`);
  context.mpa(rule.mpaId);
}
