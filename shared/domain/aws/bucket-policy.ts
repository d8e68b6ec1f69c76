import type { AccountId } from '../account-id.ts';
import { allowsEverybody, asList, deniesService, statementAllows } from './policy-statement.ts';
import type { PolicyStatement } from './policy-statement.ts';

/** A bucket policy as AWS keeps it; members that are not named here are kept as they are. */
export interface BucketPolicy {
  readonly Version?: string;
  readonly Statement?: PolicyStatement | readonly PolicyStatement[];
  readonly [member: string]: unknown;
}

/** Whose report is written into which bucket. */
export interface ReportTarget {
  readonly bucket: string;
  readonly account: AccountId;
}

/** Who writes reports. */
const SERVICE = 'billingreports.amazonaws.com';

const CHECK_SID = 'EnrollmentDeskReportCheck';
const WRITE_SID = 'EnrollmentDeskReportWrite';
const OUR_SIDS: ReadonlySet<unknown> = new Set([CHECK_SID, WRITE_SID]);

/**
 * What the classic report needs, no more: the service looks at the bucket and writes into it, for reports of this account alone.
 * Source: docs/aws.md: 'Bucket policy'. The Sids are ours, so that they are found again.
 */
export function reportStatements({ bucket, account }: ReportTarget): [PolicyStatement, PolicyStatement] {
  const allow = {
    Effect: 'Allow',
    Principal: { Service: SERVICE },
  };
  const condition = {
    StringEquals: { 'aws:SourceArn': sourceArn(account), 'aws:SourceAccount': account },
  };
  return [
    {
      Sid: CHECK_SID,
      ...allow,
      Action: ['s3:GetBucketAcl', 's3:GetBucketPolicy'],
      Resource: `arn:aws:s3:::${bucket}`,
      Condition: condition,
    },
    { Sid: WRITE_SID, ...allow, Action: 's3:PutObject', Resource: `arn:aws:s3:::${bucket}/*`, Condition: condition },
  ];
}

/**
 * The policy with what the report needs. A statement that is not ours is never changed or left out; ours is added only where the
 * policy does not allow the same already, and put right where it was changed.
 * @param policy null where the bucket has none
 * @returns also the Sids of the statements that were added or put right; with none, the policy is the one that came in.
 */
export function mergeReportPolicy(
  policy: BucketPolicy | null,
  target: ReportTarget,
): { policy: BucketPolicy; added: string[] } {
  const present = statementsOf(policy);
  const needed = reportStatements(target).filter((statement) => missingActions(present, statement, target).length > 0);
  if (policy !== null && needed.length === 0) return { policy, added: [] };
  const added = needed.map(({ Sid }) => String(Sid));
  const kept = present.filter(({ Sid }) => !added.includes(String(Sid)));
  // A policy without a version is one of 2008: another would give its variables a meaning (IAM, 'Version').
  const merged = { ...(policy ?? { Version: '2012-10-17' }), Statement: [...kept, ...needed] };
  return { policy: merged, added };
}

/** The policy without our statements, for undo. @returns null for the policy where nothing is left of it. */
export function withoutReportStatements(policy: BucketPolicy | null): {
  policy: BucketPolicy | null;
  removed: string[];
} {
  const present = statementsOf(policy);
  const removed = present.filter(({ Sid }) => OUR_SIDS.has(Sid)).map(({ Sid }) => String(Sid));
  if (policy === null || removed.length === 0) return { policy, removed };
  const kept = present.filter(({ Sid }) => !OUR_SIDS.has(Sid));
  return { policy: kept.length === 0 ? null : { ...policy, Statement: kept }, removed };
}

/** What the service may not do by this policy, as IAM writes it: s3:PutObject. Empty where it may do all that it needs. */
export function missingForReport(policy: BucketPolicy | null, target: ReportTarget): string[] {
  const present = statementsOf(policy);
  return reportStatements(target).flatMap((statement) => missingActions(present, statement, target));
}

/** Statements that may deny the service what it needs, by name or place; AWS alone decides whether they do. */
export function denialsOf(policy: BucketPolicy | null): string[] {
  return namesOfThose(policy, (statement) => deniesService(statement, SERVICE));
}

/** Statements that let everybody in, by name or place; AWS alone decides what it holds for public. */
export function publicStatements(policy: BucketPolicy | null): string[] {
  return namesOfThose(policy, allowsEverybody);
}

function namesOfThose(policy: BucketPolicy | null, test: (statement: PolicyStatement) => boolean): string[] {
  return statementsOf(policy).flatMap((statement, index) =>
    test(statement) ? [statement.Sid ?? `statement ${index + 1}`] : [],
  );
}

function statementsOf(policy: BucketPolicy | null): readonly PolicyStatement[] {
  return policy === null ? [] : asList(policy.Statement);
}

function missingActions(
  present: readonly PolicyStatement[],
  { Action, Resource }: PolicyStatement,
  { account }: ReportTarget,
): string[] {
  const resource = String(Resource);
  return asList(Action).filter(
    (action) =>
      !present.some((statement) =>
        statementAllows(statement, {
          service: SERVICE,
          action,
          resource,
          keys: { 'aws:sourcearn': sourceArn(account), 'aws:sourceaccount': account },
        }),
      ),
  );
}

/** As AWS documents it, asterisk included: reports have no ARN that could be known before they are made. */
function sourceArn(account: AccountId): string {
  return `arn:aws:cur:us-east-1:${account}:definition/*`;
}
