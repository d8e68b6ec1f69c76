import type { MergePreview, MergeSubsetsInput, Subset } from '../../../../shared/contract/subsets.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { nameKey } from '../../../../shared/domain/name-key.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import { assertRevision, ledgerRevision } from '../../ledger/revision.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { rulesOfSubsets } from '../assignment-rules/repo.ts';
import { deleteSubsets, linkSubset, moveContent, redirectRules, subsetsByIds, updateSubset } from './repo.ts';
import type { SubsetSummaryRow } from './repo.ts';
import { requireLinks, requireSubset, toSubset } from './service.ts';

type Named = { id: number; name: string };

interface MergePlan {
  into: SubsetSummaryRow;
  from: SubsetSummaryRow[];
  rules: number;
  workflow: Decision;
  endCustomer: Decision;
}

/** What the merged subset has; with more than one to choose from and none chosen, a conflict. */
interface Decision {
  value: Named | null;
  conflict: Named[];
}

/**
 * What a merge would do: the accounts that move, the rules that fill the merged subset instead, and what has to be decided
 * because the subsets have different billing workflows or end customers.
 * @throws AppError NOT_FOUND, CONFLICT (subsets of different payer accounts), INVALID_INPUT (nothing to merge).
 */
export function previewMerge(context: ReadContext, input: MergeSubsetsInput): MergePreview {
  const { into, from, rules, workflow, endCustomer } = planMerge(context.db, input);
  const moves = from.reduce((sum, { accounts }) => sum + accounts, 0);
  return {
    revision: ledgerRevision(context),
    into: { id: into.id, name: into.name },
    from: from.map(({ id, name, accounts }) => ({ id, name, accounts })),
    moves,
    accounts: into.accounts + moves,
    rules,
    workflow: workflow.value,
    endCustomer: endCustomer.value,
    workflowConflict: workflow.conflict,
    endCustomerConflict: endCustomer.conflict,
  };
}

/**
 * Puts all accounts of several subsets into one and removes the others. Assignment rules that filled them fill the merged one;
 * their notes are added to its note.
 * @throws AppError as previewMerge; CHOICE_NEEDED when workflow or end customer has to be decided; CONFLICT when the ledger has
 * changed since the preview.
 */
export function mergeSubsets(
  context: WriteContext,
  input: MergeSubsetsInput & { revision: number | null },
): { subset: Subset; moved: number; merged: number; rules: number } {
  const { db } = context;
  assertRevision(context, input.revision);
  const { into, from, rules, workflow, endCustomer } = planMerge(db, input);
  assertDecided('billing workflows', 'workflowId', workflow, input);
  assertDecided('end customers', 'endCustomerId', endCustomer, input);
  const ids = JSON.stringify(from.map(({ id }) => id));
  const moved = moveContent.run(db, { mpaId: into.mpa_id, ids, to: into.id }).changes;
  redirectRules.run(db, { ids, to: into.id });
  linkSubset.run(db, {
    id: into.id,
    workflowId: workflow.value?.id ?? null,
    endCustomerId: endCustomer.value?.id ?? null,
  });
  const note = [...new Set([into, ...from].map((row) => row.note))].filter((text) => text !== '').join('\n');
  updateSubset.run(db, { id: into.id, name: into.name, nameKey: nameKey(into.name), note });
  deleteSubsets.run(db, { ids });
  context.label(`Merged ${from.length === 1 ? '1 subset' : `${from.length} subsets`} into ${into.name}`);
  context.mpa(into.mpa_id);
  return { subset: requireSubset(db, into.id), moved, merged: from.length, rules };
}

function planMerge(db: ReadDb, input: MergeSubsetsInput): MergePlan {
  const target = requireSubset(db, input.into);
  const fromIds = [...new Set(input.from)].filter((id) => id !== input.into);
  if (fromIds.length === 0) {
    throw new AppError('INVALID_INPUT', 'A merge needs another subset than the one that stays. Name at least one.', {
      field: 'from',
    });
  }
  const rows = subsetsByIds.all(db, { ids: JSON.stringify([input.into, ...fromIds]) });
  const into = rows.find(({ id }) => id === input.into);
  const from = rows.filter(({ id }) => id !== input.into);
  const missing = fromIds.find((id) => !from.some((row) => row.id === id));
  if (!into || missing !== undefined) {
    const id = missing ?? input.into;
    throw new AppError('NOT_FOUND', `There is no subset ${id} in the ledger. See: ${act('subsets.list')}`, { id });
  }
  const foreign = from.find((row) => row.mpa_id !== target.mpaId);
  if (foreign) {
    throw new AppError(
      'CONFLICT',
      `The subset ${foreign.name} belongs to the payer account ${foreign.mpa_id}, ${into.name} to ${into.mpa_id}. Only subsets of one payer account can be merged.`,
      { id: foreign.id, mpaId: foreign.mpa_id },
    );
  }
  const { workflowId, endCustomerId } = input;
  requireLinks(db, target.mpaId, { workflowId: workflowId ?? null, endCustomerId: endCustomerId ?? null });
  const subsets = [into, ...from].map(toSubset);
  return {
    into,
    from,
    rules: rulesOfSubsets.all(db, { ids: JSON.stringify(fromIds) }).length,
    workflow: decide(
      subsets.map(({ workflow }) => workflow),
      workflowId,
    ),
    endCustomer: decide(
      subsets.map(({ endCustomer }) => endCustomer),
      endCustomerId,
    ),
  };
}

/** One that all who have any have in common is kept; of several, the one chosen. */
function decide(present: readonly (Named | null)[], chosen: number | null | undefined): Decision {
  const different = new Map<number, Named>();
  for (const one of present) if (one) different.set(one.id, one);
  const choices = [...different.values()];
  if (chosen === null) return { value: null, conflict: [] };
  if (chosen !== undefined) return { value: different.get(chosen) ?? { id: chosen, name: '' }, conflict: [] };
  return choices.length > 1 ? { value: null, conflict: choices } : { value: choices[0] ?? null, conflict: [] };
}

function assertDecided(what: string, field: string, decision: Decision, input: MergeSubsetsInput): void {
  if (decision.conflict.length === 0) return;
  throw new AppError(
    'CHOICE_NEEDED',
    `The subsets have different ${what}: ${decision.conflict.map(({ name }) => name).join(', ')}. Say which one the merged subset has, or that it has none.`,
    { field, choices: decision.conflict, into: input.into },
  );
}
