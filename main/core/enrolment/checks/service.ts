import type { CheckResult, MpaCheckCounts } from '../../../../shared/contract/checks.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { Deliverable } from '../../../../shared/domain/deliverable.ts';
import { partsOf } from '../../../../shared/domain/deliverable.ts';
import { FINDINGS_LISTED } from '../../../../shared/domain/finding.ts';
import type { JobContext, JobControl, ReadContext } from '../../ledger/context.ts';
import { ledgerRevision } from '../../ledger/revision.ts';
import { listMpas, requireMpa } from '../mpas/service.ts';
import { checkAccounts } from './account-checks.ts';
import { checkCustomers } from './customer-checks.ts';
import { checkMail } from './mail-checks.ts';
import { checkMpa } from './mpa-checks.ts';
import { Report } from './report.ts';
import type { CheckScope } from './report.ts';
import { checkSubsets } from './subset-checks.ts';
import { checkWorkflows } from './workflow-checks.ts';

const GROUPS: readonly ((scope: CheckScope) => void)[] = [
  checkMpa,
  checkMail,
  checkAccounts,
  checkSubsets,
  checkWorkflows,
  checkCustomers,
];

/**
 * Checks a payer account, or only what matters for one deliverable. Takes a few hundred milliseconds for 100,000 accounts:
 * for the job thread, or for a service that is in one.
 * @throws AppError NOT_FOUND, CANCELLED.
 */
export function runChecks(
  context: ReadContext & Partial<JobControl>,
  input: { mpaId: AccountId; deliverable: Deliverable | null; limit?: number },
): CheckResult {
  const { mpaId, deliverable, limit = FINDINGS_LISTED } = input;
  const mpa = requireMpa(context.db, mpaId);
  const found = checkParts(context, { mpa, parts: partsOf(deliverable, mpa.scenario), limit }).result();
  return { mpaId, deliverable, revision: ledgerRevision(context), ...found };
}

/** Looks at some parts of what is handed over. @returns the report, to which more may be added. @throws AppError CANCELLED. */
export function checkParts(
  context: ReadContext & Partial<JobControl>,
  what: Pick<CheckScope, 'mpa' | 'parts' | 'limit' | 'without'>,
): Report {
  const { db } = context;
  const report = new Report(what);
  for (const [done, check] of GROUPS.entries()) {
    context.checkCancelled?.();
    context.progress?.({ what: 'Checking', done, total: GROUPS.length });
    check({ db, report, ...what });
  }
  return report;
}

/** How many findings each payer account has. @throws AppError CANCELLED. */
export function countChecks(context: JobContext, _input: unknown): MpaCheckCounts[] {
  return listMpas(context, null).map(({ id }) => ({
    mpaId: id,
    counts: runChecks(context, { mpaId: id, deliverable: null, limit: 1 }).counts,
  }));
}
