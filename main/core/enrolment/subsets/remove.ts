import type { RemoveSubsetsInput, RuleOfSubset } from '../../../../shared/contract/subsets.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import { assertRevision, ledgerRevision } from '../../ledger/revision.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { deleteRulesOfSubsets, rulesOfSubsets } from '../assignment-rules/repo.ts';
import { ruleText } from '../assignment-rules/rule-row.ts';
import { closeRanks } from '../assignment-rules/order.ts';
import { deleteSubsets, moveContent, subsetsByIds } from './repo.ts';
import type { SubsetSummaryRow } from './repo.ts';

/** How many accounts would be in no subset, and which assignment rules would go too. @throws AppError NOT_FOUND. */
export function previewRemove(
  context: ReadContext,
  input: { ids: readonly number[] },
): { revision: number; accounts: number; rules: RuleOfSubset[] } {
  const { rows, rules } = planRemove(context.db, input.ids);
  const accounts = rows.reduce((sum, row) => sum + row.accounts, 0);
  return { revision: ledgerRevision(context), accounts, rules };
}

/**
 * Removes subsets; their accounts are then in none. Subsets that assignment rules fill are refused unless `force` removes
 * these rules too.
 * @throws AppError NOT_FOUND, CONFLICT (the rules are named; the ledger has changed since the preview).
 */
export function removeSubsets(
  context: WriteContext,
  input: RemoveSubsetsInput & { revision: number | null },
): { removed: number; unassigned: number; rules: number } {
  const { db } = context;
  assertRevision(context, input.revision);
  const { rows, rules } = planRemove(db, input.ids);
  if (rules.length > 0 && !input.force) throw rulesInTheWay(rules);
  const ids = JSON.stringify(rows.map(({ id }) => id));
  deleteRulesOfSubsets.run(db, { ids });
  let unassigned = 0;
  for (const mpaId of new Set(rows.map((row) => row.mpa_id))) {
    closeRanks(db, mpaId);
    unassigned += moveContent.run(db, { mpaId, ids, to: null }).changes;
    context.mpa(mpaId);
  }
  deleteSubsets.run(db, { ids });
  context.label(rows.length === 1 ? `Removed the subset ${rows[0]?.name ?? ''}` : `Removed ${rows.length} subsets`);
  return { removed: rows.length, unassigned, rules: rules.length };
}

function planRemove(db: ReadDb, ids: readonly number[]): { rows: SubsetSummaryRow[]; rules: RuleOfSubset[] } {
  const wanted = [...new Set(ids)];
  const rows = subsetsByIds.all(db, { ids: JSON.stringify(wanted) });
  const missing = wanted.find((id) => !rows.some((row) => row.id === id));
  if (missing !== undefined) {
    throw new AppError('NOT_FOUND', `There is no subset ${missing} in the ledger. See: ${act('subsets.list')}`, {
      id: missing,
    });
  }
  const rules = rulesOfSubsets.all(db, { ids: JSON.stringify(wanted) }).map((row) => ({
    id: row.id,
    position: row.position,
    text: ruleText(row),
    subset: { id: row.subset_id, name: row.subset_name },
  }));
  return { rows, rules };
}

function rulesInTheWay(rules: readonly RuleOfSubset[]): AppError {
  const named = rules.slice(0, 3).map(({ position, text, subset }) => `${position}. ${text} → ${subset.name}`);
  const more = rules.length > 3 ? ` and ${rules.length - 3} more` : '';
  return new AppError(
    'CONFLICT',
    `Assignment rules fill what would be removed: ${named.join('; ')}${more}. Nothing was changed. Point them at another subset, or remove with force, which removes them too.`,
    { rules },
  );
}
