import type { AccountValue, AccountValuesInput, SubsetShare } from '../../../../shared/contract/accounts.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { tidyName } from '../../../../shared/domain/name-key.ts';
import type { ReadContext } from '../../ledger/context.ts';
import { requireMpa } from '../mpas/service.ts';
import { spreadRows, valueRows } from './values-repo.ts';

/**
 * The values that the accounts of a payer account have in a field, most accounts first, with how many have each; null stands for
 * those that have none. For suggesting what to filter by. @throws AppError NOT_FOUND (the payer account).
 */
export function valuesOfAccounts({ db }: ReadContext, input: AccountValuesInput): { values: AccountValue[] } {
  requireMpa(db, input.mpaId);
  return { values: valueRows(db, { ...input, text: tidyName(input.text ?? '') }) };
}

/** How the accounts of a payer account spread over its subsets. @throws AppError NOT_FOUND (the payer account). */
export function spreadOfAccounts({ db }: ReadContext, { mpaId }: { mpaId: AccountId }): SubsetShare[] {
  requireMpa(db, mpaId);
  return spreadRows.all(db, { mpaId }).map((row) => ({
    subset: row.id === null ? null : { id: row.id, name: row.name ?? '' },
    workflow: row.workflow_id === null ? null : { id: row.workflow_id, name: row.workflow_name ?? '' },
    accounts: row.accounts,
  }));
}
