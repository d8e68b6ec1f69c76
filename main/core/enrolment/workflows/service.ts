import type {
  AddWorkflowInput,
  BillingWorkflow,
  WorkflowDetail,
  WorkflowSummary,
} from '../../../../shared/contract/workflows.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { countFindings } from '../../../../shared/domain/finding.ts';
import { alikeSentence } from '../../../../shared/domain/look-alike.ts';
import { nameKey, tidyName } from '../../../../shared/domain/name-key.ts';
import { checkWorkflow } from '../../../../shared/domain/workflow-order.ts';
import { workflowRulesSchema } from '../../../../shared/domain/workflow-rule.ts';
import type { WorkflowRule } from '../../../../shared/domain/workflow-rule.ts';
import { ruleSentence, workflowText } from '../../../../shared/domain/workflow-text.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireMpa } from '../mpas/service.ts';
import type { WorkflowRow } from './repo.ts';
import {
  deleteWorkflow,
  insertWorkflow,
  subsetsOfWorkflow,
  takeWorkflowOffSubsets,
  updateWorkflow,
  workflowById,
  workflowByNameKey,
  workflowsOfMpa,
} from './repo.ts';

/** A payer account's workflows by name, with where they are used. @throws AppError NOT_FOUND. */
export function listWorkflows({ db }: ReadContext, input: { mpaId: AccountId }): WorkflowSummary[] {
  requireMpa(db, input.mpaId);
  return workflowsOfMpa.all(db, { mpaId: input.mpaId }).map(({ subsets, accounts, ...row }) => {
    const { rules, ...workflow } = toWorkflow(row);
    return { ...workflow, rules: rules.length, subsets, accounts, findings: countFindings(checkWorkflow({ rules })) };
  });
}

/** One workflow with its text, findings and users. @throws AppError NOT_FOUND. */
export function getWorkflow({ db }: Pick<ReadContext, 'db'>, input: { id: number }): WorkflowDetail {
  return detail(db, input.id);
}

/** A payer account's workflows with their rules, by name: what the ticket and the checks read. */
export function workflowsWithRules(db: ReadDb, mpaId: AccountId): (BillingWorkflow & { subsets: number })[] {
  return workflowsOfMpa.all(db, { mpaId }).map((row) => ({ ...toWorkflow(row), subsets: row.subsets }));
}

/** The workflow of an id, for the services of what refers to it. @throws AppError NOT_FOUND, LEDGER_DAMAGED. */
export function requireWorkflow(db: ReadDb, id: number): BillingWorkflow {
  const row = workflowById.get(db, { id });
  if (row) return toWorkflow(row);
  throw new AppError('NOT_FOUND', `There is no billing workflow ${id} in the ledger. See: ${act('workflows.list')}`, {
    id,
  });
}

/**
 * Adds a workflow; its name is tidied of surplus spaces.
 * @throws AppError ALREADY_EXISTS (the name, compared without case and surplus spaces), INVALID_INPUT, NOT_FOUND (the payer account).
 */
export function addWorkflow(context: WriteContext, input: AddWorkflowInput): WorkflowDetail {
  const { db } = context;
  requireMpa(db, input.mpaId);
  const name = checkedName(db, input.mpaId, input.name, null);
  const added = create(context, { ...input, name });
  context.label(`Added the billing workflow ${name}`);
  return added;
}

/** Gives a workflow another name. @throws AppError NOT_FOUND, ALREADY_EXISTS, INVALID_INPUT (no name). */
export function renameWorkflow(context: WriteContext, input: { id: number; name: string }): WorkflowDetail {
  const workflow = requireWorkflow(context.db, input.id);
  const name = checkedName(context.db, workflow.mpaId, input.name, workflow.id);
  warnOfAlike(context, workflow.mpaId, name, workflow.id);
  return save(context, { ...workflow, name }, `Renamed the billing workflow ${workflow.name} to ${name}`);
}

/** Sets a workflow's note, which is never sent to anybody. @throws AppError NOT_FOUND. */
export function setWorkflowNote(context: WriteContext, input: { id: number; note: string }): WorkflowDetail {
  const workflow = requireWorkflow(context.db, input.id);
  const changed = { ...workflow, note: input.note.trim() };
  return save(context, changed, `Changed the note of the billing workflow ${workflow.name}`);
}

/** Takes another list of rules. @throws AppError NOT_FOUND. */
export function setWorkflowRules(context: WriteContext, input: { id: number; rules: WorkflowRule[] }): WorkflowDetail {
  const workflow = requireWorkflow(context.db, input.id);
  const label = `Set the rules of the billing workflow ${workflow.name} (${input.rules.length})`;
  return save(context, { ...workflow, rules: input.rules }, label);
}

/** Puts a rule in so that it stands at a place, from 1; at the end without one. @throws AppError NOT_FOUND, INVALID_INPUT. */
export function addWorkflowRule(
  context: WriteContext,
  input: { id: number; rule: WorkflowRule; position: number | null },
): WorkflowDetail {
  const workflow = requireWorkflow(context.db, input.id);
  const position = input.position ?? workflow.rules.length + 1;
  assertPosition(workflow, position, workflow.rules.length + 1);
  const rules = workflow.rules.toSpliced(position - 1, 0, input.rule);
  const label = `Added rule ${position} to the billing workflow ${workflow.name}`;
  return save(context, { ...workflow, rules: bounded(rules) }, label);
}

/** Moves a rule so that it stands at another place; both from 1. @throws AppError NOT_FOUND, INVALID_INPUT. */
export function moveWorkflowRule(
  context: WriteContext,
  input: { id: number; from: number; to: number },
): WorkflowDetail {
  const workflow = requireWorkflow(context.db, input.id);
  const rule = ruleAt(workflow, input.from);
  assertPosition(workflow, input.to, workflow.rules.length);
  const rules = workflow.rules.toSpliced(input.from - 1, 1).toSpliced(input.to - 1, 0, rule);
  const label = `Moved rule ${input.from} of the billing workflow ${workflow.name} to ${input.to}`;
  return save(context, { ...workflow, rules }, label);
}

/** Removes the rule at a place, from 1. @throws AppError NOT_FOUND, INVALID_INPUT. */
export function removeWorkflowRule(context: WriteContext, input: { id: number; position: number }): WorkflowDetail {
  const workflow = requireWorkflow(context.db, input.id);
  const rule = ruleAt(workflow, input.position);
  const rules = workflow.rules.toSpliced(input.position - 1, 1);
  const label = `Removed rule ${input.position} of the billing workflow ${workflow.name}: ${ruleSentence(rule)}`;
  return save(context, { ...workflow, rules }, label);
}

/** Puts another rule in the place of one, from 1. @throws AppError NOT_FOUND, INVALID_INPUT. */
export function replaceWorkflowRule(
  context: WriteContext,
  input: { id: number; position: number; rule: WorkflowRule },
): WorkflowDetail {
  const workflow = requireWorkflow(context.db, input.id);
  ruleAt(workflow, input.position);
  const rules = workflow.rules.with(input.position - 1, input.rule);
  return save(
    context,
    { ...workflow, rules },
    `Changed rule ${input.position} of the billing workflow ${workflow.name}`,
  );
}

/** Copies a workflow within its payer account. @throws AppError NOT_FOUND, ALREADY_EXISTS (a name that was given), INVALID_INPUT. */
export function duplicateWorkflow(context: WriteContext, input: { id: number; name: string | null }): WorkflowDetail {
  const { db } = context;
  const original = requireWorkflow(db, input.id);
  const name =
    input.name === null
      ? freeName(db, original.mpaId, original.name)
      : checkedName(db, original.mpaId, input.name, null);
  const added = create(context, { ...original, name });
  context.label(`Copied the billing workflow ${original.name} as ${name}`);
  return added;
}

/**
 * Copies a workflow to another payer account, under the same name unless another is given.
 * @throws AppError NOT_FOUND (workflow, payer account), ALREADY_EXISTS (the name there), INVALID_INPUT.
 */
export function copyWorkflow(
  context: WriteContext,
  input: { id: number; mpaId: AccountId; name: string | null },
): WorkflowDetail {
  const { db } = context;
  const original = requireWorkflow(db, input.id);
  const mpa = requireMpa(db, input.mpaId);
  const name = checkedName(db, mpa.id, input.name ?? original.name, null);
  const added = create(context, { ...original, mpaId: mpa.id, name });
  context.label(`Copied the billing workflow ${original.name} of ${original.mpaId} to ${mpa.name} as ${name}`);
  return added;
}

/**
 * Removes a workflow. One that subsets have is refused unless `force` takes it off them.
 * @throws AppError NOT_FOUND, CONFLICT (the subsets are named).
 */
export function removeWorkflow(
  context: WriteContext,
  input: { id: number; force: boolean },
): { workflow: BillingWorkflow; subsets: number } {
  const { db } = context;
  const { id, force } = input;
  const workflow = requireWorkflow(db, id);
  const usedBy = subsetsOfWorkflow.all(db, { id });
  if (usedBy.length > 0 && !force) {
    const names = usedBy.slice(0, 5).map(({ name }) => name);
    const more = usedBy.length > 5 ? ` and ${usedBy.length - 5} more` : '';
    throw new AppError(
      'CONFLICT',
      `The billing workflow ${workflow.name} is that of ${names.join(', ')}${more}. Give these another one first, or remove it with force, which leaves them without one.`,
      { id, subsets: usedBy },
    );
  }
  takeWorkflowOffSubsets.run(db, { id });
  deleteWorkflow.run(db, { id });
  context.label(`Removed the billing workflow ${workflow.name}`);
  context.mpa(workflow.mpaId);
  return { workflow, subsets: usedBy.length };
}

function create(context: WriteContext, values: AddWorkflowInput): WorkflowDetail {
  const { db } = context;
  const { mpaId, name, rules, note } = values;
  const row = { mpaId, name, nameKey: nameKey(name), rules: JSON.stringify(rules), note: note.trim() };
  warnOfAlike(context, mpaId, name, null);
  const { lastId } = insertWorkflow.run(db, row);
  context.mpa(mpaId);
  return detail(db, lastId);
}

function save(context: WriteContext, { id, mpaId, name, rules, note }: BillingWorkflow, label: string): WorkflowDetail {
  updateWorkflow.run(context.db, { id, name, nameKey: nameKey(name), rules: JSON.stringify(rules), note });
  context.label(label);
  context.mpa(mpaId);
  return detail(context.db, id);
}

function detail(db: ReadDb, id: number): WorkflowDetail {
  const workflow = requireWorkflow(db, id);
  return {
    ...workflow,
    text: workflowText(workflow),
    sentences: workflow.rules.map(ruleSentence),
    findings: checkWorkflow(workflow),
    usedBy: subsetsOfWorkflow.all(db, { id }),
  };
}

function ruleAt(workflow: BillingWorkflow, position: number): WorkflowRule {
  const rule = workflow.rules[position - 1];
  if (rule) return rule;
  throw positionError(workflow, position, workflow.rules.length);
}

function assertPosition(workflow: BillingWorkflow, position: number, last: number): void {
  if (position < 1 || position > last) throw positionError(workflow, position, last);
}

function positionError({ id, name, rules }: BillingWorkflow, position: number, last: number): AppError {
  const may = last === 0 ? 'It has none.' : `Give a place from 1 to ${last}.`;
  return new AppError(
    'INVALID_INPUT',
    `The billing workflow ${name} has ${rules.length} rules, so there is no place ${position}. ${may}`,
    { id, position, last },
  );
}

/** @throws AppError INVALID_INPUT when there are more rules than a workflow may have. */
function bounded(rules: WorkflowRule[]): WorkflowRule[] {
  if (rules.length <= 200) return rules;
  throw new AppError('INVALID_INPUT', 'A billing workflow has at most 200 rules. Remove one first.', { limit: 200 });
}

function checkedName(db: ReadDb, mpaId: AccountId, given: string, ownId: number | null): string {
  const name = tidyName(given);
  const key = nameKey(name);
  if (key === '') throw new AppError('INVALID_INPUT', 'A billing workflow needs a name.', { field: 'name' });
  const other = workflowByNameKey.get(db, { mpaId, nameKey: key });
  if (other && other.id !== ownId) {
    throw new AppError(
      'ALREADY_EXISTS',
      `There is a billing workflow ${name} in ${mpaId} already (names are compared without case and surplus spaces). Choose another name.`,
      { name, id: other.id, mpaId },
    );
  }
  return name;
}

function warnOfAlike({ db, warn }: WriteContext, mpaId: AccountId, name: string, ownId: number | null): void {
  const others = workflowsOfMpa.all(db, { mpaId }).flatMap((other) => (other.id === ownId ? [] : [other.name]));
  const sentence = alikeSentence('billing workflow', name, others);
  if (sentence !== null) warn(sentence);
}

/** 'Name (copy)', 'Name (copy 2)' … whichever is free. */
function freeName(db: ReadDb, mpaId: AccountId, name: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = `${name} (copy${number === 1 ? '' : ` ${number}`})`;
    if (!workflowByNameKey.get(db, { mpaId, nameKey: nameKey(candidate) })) return candidate;
  }
}

function toWorkflow(row: WorkflowRow): BillingWorkflow {
  const rules = workflowRulesSchema.safeParse(JSON.parse(row.rules));
  if (!rules.success) {
    throw new AppError(
      'LEDGER_DAMAGED',
      `The rules of the billing workflow ${row.name} can't be read. Restore a backup, or set its rules anew.`,
      { id: row.id },
      { cause: rules.error },
    );
  }
  return { id: row.id, mpaId: accountId(row.mpa_id), name: row.name, note: row.note, rules: rules.data };
}
