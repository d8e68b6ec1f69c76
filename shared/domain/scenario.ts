import type { CatalogueStep } from './step-catalogue.ts';
import { CATALOGUE, EXTRACTOR_LINK_WAIT, FIRST_DELIVERY_WAIT, WEEK_WAIT } from './step-catalogue.ts';
import type { StepDefinition, StepKey } from './step.ts';

/** The situations that the vendor has a document for (docs/procedure.md: 'Scenarios'). */
export const SCENARIO_KEYS = ['msp', 'msp-design-partner', 'enterprise', 'customer-of-msp'] as const;
export type ScenarioKey = (typeof SCENARIO_KEYS)[number];

/** What the AWS set-up of a scenario is like; its steps are in aws/setup-step.ts. */
export interface ScenarioSetUp {
  /** `customer`: an MSP sets it up for its customer, and the vendor gets a hand-off mail; `own`: whoever owns the account does. */
  readonly of: 'customer' | 'own';
  /** The region that all of it has to be in; null: the operator chooses. */
  readonly region: string | null;
  /** Whether the Athena stack belongs to it in any case; else the operator chooses. */
  readonly alwaysAthena: boolean;
}

/** A scenario with its steps in order: all that the program knows of it. */
export interface Scenario {
  key: ScenarioKey;
  /** For a person. */
  name: string;
  /** Whom it is for, as one sentence. */
  forWhom: string;
  /** How a ticket goes to the vendor that no step of it is about. */
  writesBy: NonNullable<StepDefinition['ticket']>['channel'];
  setUp: ScenarioSetUp;
  steps: readonly StepDefinition[];
}

const OWN_SET_UP: ScenarioSetUp = { of: 'own', region: null, alwaysAthena: false };

type Differences = Partial<Omit<CatalogueStep, 'key'>>;

function step(key: StepKey, reference: string, differences: Differences = {}): StepDefinition {
  return { ...CATALOGUE[key], ...differences, reference };
}

/** The console makes subsets and workflows, two small spreadsheets go by mail (docs/procedure.md: 'Scenario MSP'). */
const MSP: Scenario = {
  key: 'msp',
  name: 'MSP',
  forWhom: 'An AWS MSP with administrative access to its payer account; subsets and workflows are made in the console.',
  writesBy: 'mail',
  setUp: OWN_SET_UP,
  steps: [
    step('sign-up', 'Step 1'),
    step('connect', 'Step 2'),
    step('full-eco', 'Step 2, 3'),
    step('enable-subsets', 'Step 3', {
      lines: [
        'Ask the Spot representative to switch the Subsets feature on; name the Spot Org ID.',
        'It is there when the Spot console offers subsets.',
      ],
      evidence: [{ key: 'mailOn', label: 'Mail sent on', toldBy: 'ticket.sent' }],
      ticket: { kind: 'enable-subsets', channel: 'mail', sheet: null },
    }),
    step('create-subsets', 'Step 4'),
    step('workflows', 'Step 5'),
    step('associate-workflows', 'Step 6', {
      waits: [WEEK_WAIT],
      ticket: { kind: 'associate-workflows', channel: 'mail', sheet: 4 },
    }),
    step('end-customers', 'Step 7', { ticket: { kind: 'end-customers', channel: 'mail', sheet: 5 } }),
  ],
};

/**
 * Everything by mail, tables by account (docs/procedure.md: 'Scenario MSP, design partner'). Without billing rules the two
 * workflow steps fall away, so they are optional here.
 */
const MSP_DESIGN_PARTNER: Scenario = {
  key: 'msp-design-partner',
  name: 'MSP, design partner',
  forWhom: 'An AWS MSP with administrative access to its payer account that arranges everything by mail.',
  writesBy: 'mail',
  setUp: OWN_SET_UP,
  steps: [
    step('sign-up', 'Step 1'),
    step('connect', 'Step 2'),
    step('full-eco', 'Step 2, 3'),
    step('enable-subsets', 'Step 3, Subsets Capability', {
      lines: [
        'When the data looks as expected, ask the account representative for access to Subsets.',
        'Name the Spot Org ID, and the account IDs with the subset that each belongs to.',
      ],
      needs: ['connect'],
      evidence: [{ key: 'mailOn', label: 'Mail sent on', toldBy: 'ticket.sent' }],
      ticket: { kind: 'enable-subsets', channel: 'mail', sheet: 1 },
    }),
    step('create-subsets', 'Step 3, Subsets Capability', {
      lines: [
        'Send the table of accounts and subsets by mail, with the account ID of the payer account.',
        'The vendor makes the subsets from it.',
      ],
      movers: ['operator', 'vendor'],
      evidence: [{ key: 'table', label: 'Table sent' }],
      ticket: { kind: 'subsets', channel: 'mail', sheet: 1 },
    }),
    step('workflows', 'Step 3, Set up your billing workflows', {
      name: 'Describe the billing workflows',
      lines: [
        "Write to the vendor which billing workflows there are: each one's rules, in the order in which they are processed.",
        'Skip this if subsets are wanted without billing rules.',
      ],
      optional: true,
      movers: ['operator', 'vendor'],
      evidence: [{ key: 'text', label: 'Text sent' }],
      ticket: { kind: 'workflows', channel: 'mail', sheet: null },
    }),
    step('associate-workflows', 'Step 3, Associate Billing Workflows to Subsets', {
      optional: true,
      waits: [WEEK_WAIT],
      ticket: { kind: 'associate-workflows', channel: 'mail', sheet: 2 },
    }),
    step('end-customers', 'Step 3, End Customer Association', {
      ticket: { kind: 'end-customers', channel: 'mail', sheet: 3 },
    }),
  ],
};

/**
 * Tickets, and workflows are validated before they are associated (docs/procedure.md: 'Scenario Enterprise'). Its last step
 * names no time; the week of the other scenarios' documents is what is known.
 */
const ENTERPRISE: Scenario = {
  key: 'enterprise',
  name: 'Enterprise',
  forWhom: 'An enterprise with administrative access to its management account; requests are support tickets.',
  writesBy: 'ticket',
  setUp: OWN_SET_UP,
  steps: [
    step('sign-up', 'Step 1'),
    step('connect', 'Step 2'),
    step('full-eco', 'Step 2, 3'),
    step('enable-subsets', 'Step 3'),
    step('create-subsets', 'Step 4'),
    step('workflows', 'Step 5'),
    step('validate-workflow', 'Step 6'),
    step('associate-workflows', 'Step 7', {
      optional: true,
      needs: ['create-subsets', 'workflows', 'validate-workflow'],
      ticket: { kind: 'associate-workflows', channel: 'ticket', sheet: null },
    }),
    step('end-customers', 'Step 8', {
      optional: true,
      ticket: { kind: 'end-customers', channel: 'ticket', sheet: null },
    }),
  ],
};

/**
 * The MSP gets the billing data of a customer that can't reach its own; nothing after that is asked for (docs/procedure.md:
 * 'Scenario Customer of an MSP').
 */
const CUSTOMER_OF_MSP: Scenario = {
  key: 'customer-of-msp',
  name: 'Customer of an MSP',
  forWhom: 'A customer whose accounts an MSP manages; the MSP sets up how its billing data is read.',
  writesBy: 'mail',
  setUp: { of: 'customer', region: 'us-east-1', alwaysAthena: true },
  steps: [
    step('sign-up', 'Step 2, 3 (the mail names the Spot Org IDs)', {
      lines: [
        'Have the customer registered in the Spot console.',
        "Copy the organization's ID from user icon > My Organization; the hand-off mail names it.",
      ],
    }),
    step('connect', 'Steps 1 to 3', {
      lines: [
        "In the customer's management account, in us-east-1: set up the report; after its first delivery, link it with Athena and mail the crawler file to the vendor.",
        "When the vendor's link comes, create the extractor stack from it.",
      ],
      review: 'Look whether it has come, then do what comes after it.',
      waits: [FIRST_DELIVERY_WAIT, EXTRACTOR_LINK_WAIT],
      evidence: [
        { key: 'bucket', label: 'Report bucket', toldBy: 'mpa.set' },
        { key: 'firstDelivery', label: 'Data last refreshed' },
        { key: 'athenaStackId', label: 'Athena stack ID' },
        { key: 'mailOn', label: 'Hand-off mail sent on', toldBy: 'aws.hand-off-sent' },
        { key: 'extractorStackId', label: 'Extractor stack ID' },
      ],
    }),
  ],
};

/** Every scenario by its key. */
export const SCENARIOS: Readonly<Record<ScenarioKey, Scenario>> = {
  msp: MSP,
  'msp-design-partner': MSP_DESIGN_PARTNER,
  enterprise: ENTERPRISE,
  'customer-of-msp': CUSTOMER_OF_MSP,
};

/** A step of a scenario; undefined where the scenario has none of that key. */
export function stepOf(scenario: ScenarioKey, key: string): StepDefinition | undefined {
  return SCENARIOS[scenario].steps.find((each) => each.key === key);
}
