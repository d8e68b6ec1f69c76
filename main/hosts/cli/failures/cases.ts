import type { MpaInput } from './desk.ts';
import type { SetupFailureKey } from '../../../../shared/domain/aws/setup-failure.ts';

/**
 * How far a set-up is when a failure is injected: `new` nothing is done · `waiting` the report is made · `delivered` its first
 * delivery has come · `linked` the Athena stack is made and the vendor's link was given · `role-linked` an own management account
 * with the link to the access role stack.
 */
export type Stage = 'new' | 'waiting' | 'delivered' | 'linked' | 'role-linked';

/** One failure, and how it is brought about. */
export interface FailureCase {
  readonly key: SetupFailureKey;
  readonly stage: Stage;
  /** The one operation that the fault happens to. */
  readonly operation?: string;
  /** Time that passes after the fault was switched on, in days. */
  readonly days?: number;
  /** What is wrong in the ledger, where no fault of AWS's is needed. */
  readonly ledger?: MpaInput;
  /** Where the program gets over it by itself, and how: no failure is shown. */
  readonly overcome?: string;
  /** Whether it takes many times as long as others: it begins first. */
  readonly slow?: boolean;
}

/** Every failure that can be brought about in the sandbox. */
export const FAILURE_CASES: readonly FailureCase[] = [
  { key: 'bucket-name-taken', stage: 'new' },
  { key: 'bucket-is-yours', stage: 'new' },
  { key: 'bucket-name-busy', stage: 'new' },
  { key: 'bucket-other-region', stage: 'new' },
  { key: 'not-the-payer', stage: 'new' },
  { key: 'denied-by-policy', stage: 'new', operation: 's3:CreateBucket' },
  { key: 'billing-access-off', stage: 'new' },
  { key: 'bucket-policy-not-accepted', stage: 'new' },
  { key: 'prefix-invalid', stage: 'new', ledger: { curPrefix: '/spotinst_eco/' } },
  { key: 'report-exists-same', stage: 'new', overcome: 'the report is adopted' },
  { key: 'report-exists-different', stage: 'new' },
  { key: 'report-limit', stage: 'new' },
  { key: 'not-delivered', stage: 'waiting', days: 1 },
  { key: 'crawler-template-missing', stage: 'waiting', days: 1 },
  { key: 'bucket-has-notifications', stage: 'delivered' },
  { key: 'lambda-quota', stage: 'new' },
  { key: 'lambda-runtime-retired', stage: 'waiting', days: 1 },
  { key: 'glue-name-exists', stage: 'delivered' },
  { key: 'lake-formation', stage: 'delivered' },
  { key: 'custom-resource-hangs', stage: 'delivered' },
  { key: 'stack-rolled-back', stage: 'delivered' },
  { key: 'stack-in-review', stage: 'delivered' },
  { key: 'capability-missing', stage: 'delivered' },
  { key: 'stack-name-invalid', stage: 'delivered', ledger: { stackName: '1 Spot Eco' } },
  { key: 'template-unreadable', stage: 'linked' },
  { key: 'link-parameters-drifted', stage: 'linked' },
  { key: 'role-exists', stage: 'role-linked' },
  { key: 'lambda-code-unreadable', stage: 'linked' },
  { key: 'throttled', stage: 'new', operation: 's3:CreateBucket' },
  { key: 'credentials-expired', stage: 'new', operation: 's3:CreateBucket' },
  { key: 'wrong-account', stage: 'new' },
  { key: 'clock-skew', stage: 'new' },
  {
    key: 'crawler-running',
    stage: 'delivered',
    overcome: 'the schedule is changed by a call that a running crawler allows',
  },
  { key: 'scheduler-busy', stage: 'delivered' },
  { key: 'bucket-key-encryption', stage: 'waiting' },
  { key: 'billing-transfer', stage: 'new' },
  { key: 'not-allowed', stage: 'new', operation: 's3:CreateBucket' },
  { key: 'server-error', stage: 'new', operation: 's3:CreateBucket' },
  { key: 'connection-lost', stage: 'new', operation: 's3:CreateBucket' },
  { key: 'timed-out', stage: 'new', operation: 's3:CreateBucket', slow: true },
];
