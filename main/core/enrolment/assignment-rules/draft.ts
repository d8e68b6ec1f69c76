import type { RuleDraft } from '../../../../shared/contract/assignment-rules.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireSubsetOf } from '../accounts/service.ts';
import { NOT_THERE } from '../subsets/target.ts';
import type { RuleRow } from './repo.ts';

/**
 * A payer account's rules as they were if a draft were in the ledger: in place of the rule that it changes, or last.
 * @throws AppError NOT_FOUND (the rule, the subset).
 */
export function withDraft(db: ReadDb, mpaId: AccountId, rules: RuleRow[], draft: RuleDraft | null): RuleRow[] {
  if (draft === null) return rules;
  const { id, field, operator, value, subsetId } = draft;
  const subset = subsetId === null ? { id: NOT_THERE, name: '' } : requireSubsetOf(db, mpaId, subsetId);
  const written = { field, operator, value, subset_id: subset.id, subset_name: subset.name };
  if (id === null) return [...rules, { id: NOT_THERE, mpa_id: mpaId, position: rules.length + 1, ...written }];
  if (!rules.some((row) => row.id === id)) {
    throw new AppError('NOT_FOUND', 'This assignment rule is not there any more.', { id });
  }
  return rules.map((row) => (row.id === id ? { ...row, ...written } : row));
}
