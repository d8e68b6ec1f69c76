import type { NewAccount } from '../../../../shared/contract/imports.ts';
import { accountId, isAccountId } from '../../../../shared/domain/account-id.ts';
import { compileRules } from '../../../../shared/domain/assignment-rule.ts';
import type { ReadContext } from '../../ledger/context.ts';
import { rulesOfMpa } from '../assignment-rules/repo.ts';
import { conditionOf, ruleText } from '../assignment-rules/rule-row.ts';
import { importRows, importSummary } from './preview.ts';

/**
 * The accounts of a list that the ledger does not know yet, each with the assignment rule that would take it. A row that names a
 * subset goes there, whatever the rules say; the payer account itself is taken by none.
 * @throws AppError NOT_FOUND when the import was closed.
 */
export function newAccounts(
  context: ReadContext,
  page: { importId: string; after: number; limit: number },
): { accounts: NewAccount[]; next: number | null } {
  const { mpaId } = importSummary(context, page);
  const rules = rulesOfMpa.all(context.db, { mpaId });
  const firstFit = compileRules(rules.map((row) => ({ row, condition: conditionOf(row) })));
  const { rows, next } = importRows(context, { ...page, state: 'new', matter: null });
  const accounts = rows.flatMap(({ accountId: id, fields }) => {
    if (id === null || !isAccountId(id)) return [];
    const { accountName: name = '', accountEmail: email = '', subsetName = null, status = null } = fields;
    const account = { id: accountId(id), name, email };
    const rule = subsetName === null && id !== mpaId ? firstFit(account)?.row : undefined;
    const takenBy = rule && { position: rule.position, text: ruleText(rule), subset: rule.subset_name };
    return [{ ...account, status, subset: subsetName, rule: takenBy ?? null }];
  });
  return { accounts, next };
}
