import { SCENARIOS } from '../scenario.ts';
import type { ScenarioKey, ScenarioSetUp } from '../scenario.ts';

/** The steps of the AWS set-up, in order (docs/procedure.md: 'Connect'). */
export const SETUP_STEP_KEYS = [
  'identity',
  'billing-access',
  'lambda-quota',
  'bucket',
  'report',
  'first-delivery',
  'crawler-template',
  'hand-off',
  'athena-stack',
  'crawler-schedule',
  'vendor-link',
  'extractor-stack',
  'access-role-stack',
  'console-data',
] as const;

export type SetupStepKey = (typeof SETUP_STEP_KEYS)[number];

/** Whose move a set-up step is. */
export type SetupActor = 'app' | 'aws' | 'vendor' | 'operator';

/** What a set-up step is, apart from any payer account. */
export interface SetupStepDefinition {
  readonly key: SetupStepKey;
  readonly name: string;
  /** What it is for, in a sentence. */
  readonly purpose: string;
  readonly actor: SetupActor;
  /** Steps without which it can't be looked at or done. */
  readonly needs: readonly SetupStepKey[];
  /** How long a wait may take by the procedure, in hours; null where nothing is waited for. */
  readonly waitHours: number | null;
  /** What taking it back means, in a sentence; null where there is nothing to take back. */
  readonly undo: string | null;
}

const STEP = { actor: 'app', needs: ['identity'], waitHours: null, undo: null } as const;

/** Every set-up step by its key. */
export const SETUP_STEPS: Readonly<Record<SetupStepKey, SetupStepDefinition>> = {
  identity: {
    ...STEP,
    key: 'identity',
    name: 'Identity and payer check',
    purpose: 'Makes sure that the profile belongs to this payer account, and that it is the one that pays.',
    needs: [],
  },
  'billing-access': {
    ...STEP,
    key: 'billing-access',
    name: 'IAM access to billing',
    purpose: 'Makes sure that users and roles may see billing at all; only the root user can switch that on.',
  },
  'lambda-quota': {
    ...STEP,
    key: 'lambda-quota',
    name: 'Lambda concurrency quota',
    purpose: 'Makes sure that the two functions of the Athena stack can reserve what they need.',
  },
  bucket: {
    ...STEP,
    key: 'bucket',
    name: 'Report bucket',
    purpose: 'The S3 bucket that AWS writes the Cost and Usage Report into, with the policy that allows it.',
    undo: 'The statements that let AWS write the report are taken out of the bucket policy, so that no more reports arrive. The bucket and all data in it stay. So do its blocks of public access, which the set-up has switched on where they were off: who needs them off switches them off in the S3 console, under Permissions.',
  },
  report: {
    ...STEP,
    key: 'report',
    name: 'Cost and Usage Report',
    purpose: 'The hourly report with resource IDs, for Athena.',
    needs: ['identity', 'bucket'],
    undo: 'The report definition is deleted: AWS stops delivering it, and the vendor gets no new data. What was delivered stays in the bucket.',
  },
  'first-delivery': {
    ...STEP,
    key: 'first-delivery',
    name: 'First delivery',
    purpose: 'AWS delivers the report for the first time within 24 hours.',
    actor: 'aws',
    needs: ['identity', 'report'],
    waitHours: 24,
  },
  'crawler-template': {
    ...STEP,
    key: 'crawler-template',
    name: 'crawler-cfn.yml',
    purpose: 'The template that AWS puts beside the report; the same bytes are kept, mailed and deployed.',
    needs: ['identity', 'first-delivery'],
  },
  'hand-off': {
    ...STEP,
    key: 'hand-off',
    name: 'Hand-off mail',
    purpose: 'The mail that gives the vendor crawler-cfn.yml and the names; the vendor then sends a link.',
    needs: ['identity', 'crawler-template'],
  },
  'athena-stack': {
    ...STEP,
    key: 'athena-stack',
    name: 'Athena stack',
    purpose: 'Creates the database, the crawler and two small functions from crawler-cfn.yml.',
    needs: ['identity', 'crawler-template'],
    undo: 'The stack is deleted, and with it the Athena database, the crawler and its functions; the notifications of the bucket are emptied: what it told others before is kept, and can be put back. The report and its data stay.',
  },
  'crawler-schedule': {
    ...STEP,
    key: 'crawler-schedule',
    name: 'Crawler schedule',
    purpose: 'The crawler runs every day at 00:00 UTC.',
    needs: ['identity', 'athena-stack'],
    undo: 'The daily schedule is stopped: the crawler runs only when a delivery starts it.',
  },
  'vendor-link': {
    ...STEP,
    key: 'vendor-link',
    name: "Vendor's link",
    purpose: 'The vendor answers the hand-off mail with a link that creates the extractor stack.',
    actor: 'vendor',
    needs: ['identity', 'hand-off'],
    waitHours: 72,
  },
  'extractor-stack': {
    ...STEP,
    key: 'extractor-stack',
    name: 'Extractor stack',
    purpose: "Creates the vendor's extractor from the link, for the accounts that were chosen.",
    needs: ['identity', 'vendor-link', 'bucket'],
    undo: 'The stack is deleted: the vendor gets no new cost data of this payer account.',
  },
  'access-role-stack': {
    ...STEP,
    key: 'access-role-stack',
    name: 'Access role stack',
    purpose: 'Creates the role by which the vendor reads the report; its ARN is pasted into the Spot console.',
    needs: ['identity', 'bucket'],
    undo: "The stack is deleted, and with it the vendor's role: the vendor can read nothing of this payer account any more.",
  },
  'console-data': {
    ...STEP,
    key: 'console-data',
    name: 'Data in the console',
    purpose: 'Cloud Analyzer shows the data, up to 48 hours after the role ARN was pasted.',
    actor: 'operator',
    needs: ['identity', 'report', 'access-role-stack'],
    waitHours: 48,
  },
};

/** The steps that make the Athena side; an own management account has them only by choice. */
export const ATHENA_STEPS: readonly SetupStepKey[] = [
  'lambda-quota',
  'crawler-template',
  'athena-stack',
  'crawler-schedule',
];

const CUSTOMER_STEPS: readonly SetupStepKey[] = [
  'identity',
  'billing-access',
  'lambda-quota',
  'bucket',
  'report',
  'first-delivery',
  'crawler-template',
  'hand-off',
  'athena-stack',
  'crawler-schedule',
  'vendor-link',
  'extractor-stack',
];

const OWN_STEPS: readonly SetupStepKey[] = [
  'identity',
  'billing-access',
  'bucket',
  'report',
  'first-delivery',
  'access-role-stack',
  'console-data',
];

const STEPS_OF: Readonly<Record<ScenarioSetUp['of'], readonly SetupStepKey[]>> = {
  customer: CUSTOMER_STEPS,
  own: OWN_STEPS,
};

/**
 * The set-up steps of a payer account, in order.
 * @param withAthena whether an own management account also gets the Athena steps; of no consequence elsewhere
 * Source: docs/procedure.md: 'Connect'.
 */
export function setupStepsOf(scenario: ScenarioKey, withAthena: boolean): readonly SetupStepDefinition[] {
  const wanted = new Set<SetupStepKey>(STEPS_OF[SCENARIOS[scenario].setUp.of]);
  if (withAthena) for (const key of ATHENA_STEPS) wanted.add(key);
  return SETUP_STEP_KEYS.filter((key) => wanted.has(key)).map((key) => SETUP_STEPS[key]);
}
