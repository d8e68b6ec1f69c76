import type { SetupFailureKey } from '../../../../shared/domain/aws/setup-failure.ts';
import type { FaultKey } from '../../sandbox/faults/catalogue.ts';

/** The values of a payer account that a case may spoil. */
export interface MpaInput {
  readonly curPrefix?: string;
  readonly stackName?: string;
}

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

type Case = Omit<FailureCase, 'key'>;

/** What no fault of the sandbox is named after has to be wrong in the ledger. */
type Brought = { [K in SetupFailureKey]: (K extends FaultKey ? Case : Case & { ledger: MpaInput }) | null };

/**
 * How each failure is brought about in the sandbox, in the order in which they are looked at; null: by no fault of the sandbox. Tests show
 * those by other means, or they are what is shown of anything else.
 */
const CASES: Readonly<Brought> = {
  'bucket-name-taken': { stage: 'new' },
  'bucket-is-yours': { stage: 'new' },
  'bucket-name-busy': { stage: 'new' },
  'bucket-other-region': { stage: 'new' },
  'not-the-payer': { stage: 'new' },
  'denied-by-policy': { stage: 'new', operation: 's3:CreateBucket' },
  'billing-access-off': { stage: 'new' },
  'bucket-policy-not-accepted': { stage: 'new' },
  'prefix-invalid': { stage: 'new', ledger: { curPrefix: '/spotinst_eco/' } },
  'report-exists-same': { stage: 'new', overcome: 'the report is adopted' },
  'report-exists-different': { stage: 'new' },
  'report-limit': { stage: 'new' },
  'not-delivered': { stage: 'waiting', days: 1 },
  'crawler-template-missing': { stage: 'waiting', days: 1 },
  'bucket-has-notifications': { stage: 'delivered' },
  'lambda-quota': { stage: 'new' },
  'lambda-runtime-retired': { stage: 'waiting', days: 1 },
  'glue-name-exists': { stage: 'delivered' },
  'lake-formation': { stage: 'delivered' },
  'custom-resource-hangs': { stage: 'delivered' },
  'stack-rolled-back': { stage: 'delivered' },
  'stack-in-review': { stage: 'delivered' },
  'capability-missing': { stage: 'delivered' },
  'stack-name-invalid': { stage: 'delivered', ledger: { stackName: '1 Spot Eco' } },
  'template-unreadable': { stage: 'linked' },
  'template-swapped': null,
  'change-set-failed': null,
  'change-set-asks': null,
  'link-parameters-drifted': { stage: 'linked' },
  'role-exists': { stage: 'role-linked' },
  'lambda-code-unreadable': { stage: 'linked' },
  throttled: { stage: 'new', operation: 's3:CreateBucket' },
  'credentials-expired': { stage: 'new', operation: 's3:CreateBucket' },
  'keys-refused': { stage: 'new', operation: 's3:CreateBucket' },
  'wrong-account': { stage: 'new' },
  'clock-skew': { stage: 'new' },
  'crawler-running': {
    stage: 'delivered',
    overcome: 'the schedule is changed by a call that a running crawler allows',
  },
  'scheduler-busy': { stage: 'delivered' },
  'bucket-key-encryption': { stage: 'waiting' },
  'billing-transfer': { stage: 'new' },
  'not-allowed': { stage: 'new', operation: 's3:CreateBucket' },
  'server-error': { stage: 'new', operation: 's3:CreateBucket' },
  'connection-lost': { stage: 'new', operation: 's3:CreateBucket' },
  'timed-out': { stage: 'new', operation: 's3:CreateBucket', slow: true },
  'not-from-aws': { stage: 'new', operation: 's3:CreateBucket' },
  'bucket-name-invalid': null,
  'bucket-is-public': null,
  'crawler-template-foreign': null,
  'template-refused': null,
  'no-organization': null,
  'payer-unknown': null,
  'secret-key-wrong': null,
  'stack-foreign': null,
  'stack-stuck': null,
  'stack-limit': null,
  'crawler-gone': null,
  'consent-needed': null,
  unknown: null,
};

/** Every failure that can be brought about in the sandbox. */
export const FAILURE_CASES: readonly FailureCase[] = Object.entries(CASES).flatMap(([key, brought]) =>
  brought === null ? [] : [{ ...brought, key: key as SetupFailureKey }],
);
