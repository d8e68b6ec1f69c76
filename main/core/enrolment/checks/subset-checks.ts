import type { CheckCode } from '../../../../shared/domain/check-catalogue.ts';
import type { Part } from '../../../../shared/domain/deliverable.ts';
import { checkNames } from './name-checks.ts';
import { subsetsToCheck } from './repo.ts';
import type { CheckedSubset } from './repo.ts';
import { rowSubject } from './report.ts';
import type { CheckScope } from './report.ts';

/** Sheets whose rows are accounts: a subset without accounts has no row there, so nothing of it can be blank. */
const BY_ACCOUNT: readonly Part[] = ['sheet-1', 'sheet-2', 'sheet-3'];
const BY_WORKFLOW: readonly Part[] = ['sheet-4', 'workflow-lines'];
const BY_CUSTOMER: readonly Part[] = ['sheet-5', 'customer-lines'];

/** What subsets lack, and what is wrong with their names. */
export function checkSubsets(scope: CheckScope): void {
  const { db, mpa, parts, report } = scope;
  const subsets = subsetsToCheck.all(db, { mpaId: mpa.id });
  const byAccount = parts.some((part) => BY_ACCOUNT.includes(part));
  const asked = byAccount ? subsets.filter(hasAccounts) : subsets;
  const shown = subsets.filter((subset) => parts.some((part) => isIn(subset, part)));
  const found = (code: CheckCode, which: readonly CheckedSubset[], lack: string): void => {
    const tell = (subset: CheckedSubset): string => `The subset ${subset.name} has no ${lack}.`;
    report.add(
      code,
      which.map((subset) => ({ subject: rowSubject('subset', subset), sentence: tell(subset) })),
    );
  };
  found(
    'subset-without-accounts',
    (byAccount ? subsets : shown).filter((subset) => !hasAccounts(subset)),
    'accounts',
  );
  found(
    'subset-without-workflow',
    asked.filter((subset) => subset.workflow_id === null),
    'billing workflow',
  );
  found(
    'subset-without-end-customer',
    asked.filter((subset) => subset.end_customer_id === null),
    'end customer',
  );
  checkNames(scope, 'subset', shown);
}

/** Whether a part has a line about a subset. */
function isIn(subset: CheckedSubset, part: Part): boolean {
  if (BY_ACCOUNT.includes(part)) return hasAccounts(subset);
  if (BY_WORKFLOW.includes(part)) return subset.workflow_id !== null;
  return BY_CUSTOMER.includes(part) ? subset.end_customer_id !== null : part === 'mpa';
}

function hasAccounts(subset: CheckedSubset): boolean {
  return subset.has_accounts === 1;
}
