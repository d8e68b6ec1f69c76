import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { ReportPlace } from '../../../../shared/domain/aws/report-definition.ts';
import type { StepContext } from './step.ts';

/** The names that a set-up works with, and the account that it is bound to. */
export interface SetupNames extends ReportPlace {
  account: AccountId;
  athenaStack: string;
}

/** What the payer account's set-up is called, from the ledger; the region is the session's. */
export function namesOf({ mpa, session }: Pick<StepContext, 'mpa' | 'session'>): SetupNames {
  return {
    account: session.accountId,
    region: session.region,
    bucket: mpa.curBucketName,
    prefix: mpa.curPrefix,
    report: mpa.curReportName,
    athenaStack: mpa.stackName,
  };
}
