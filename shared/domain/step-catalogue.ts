import type { EvidenceField, StepDefinition, StepKey, Wait } from './step.ts';

/*
 * The steps as most scenarios have them; scenario.ts says what is different in each. Source: docs/procedure.md: 'Steps',
 * 'Waits'.
 */

const TICKET_NUMBER: EvidenceField = { key: 'ticketNumber', label: 'Ticket number', toldBy: 'ticket.sent' };
const SENT: EvidenceField = { key: 'attachment', label: 'What was sent' };
const APPROVAL: EvidenceField = { key: 'approval', label: 'Approval: who, when' };

/** 'Wait up to 48 hours for data generation.' The vendor's connect page says 72. */
export const DATA_WAIT: Wait = {
  key: 'data',
  what: 'the data to be generated',
  mover: 'vendor',
  hours: 48,
  said: "up to 48 hours; the vendor's connect page says 72",
};

/** 'It will take 24 hours for AWS to start dropping reports into the S3 bucket'. */
export const FIRST_DELIVERY_WAIT: Wait = {
  key: 'first-delivery',
  what: 'the first delivery of the report to the bucket',
  mover: 'aws',
  hours: 24,
  said: 'up to 24 hours',
};

/** 'It may take up to 72 hours before you receive the link'. A newer page says 48. */
export const EXTRACTOR_LINK_WAIT: Wait = {
  key: 'extractor-link',
  what: "the vendor's link for the extractor",
  mover: 'vendor',
  hours: 72,
  said: 'up to 72 hours; a newer page says 48',
};

/** The waits of the AWS set-up; a payer account may have one that its own document does not announce. */
export const SETUP_WAITS: readonly Wait[] = [FIRST_DELIVERY_WAIT, EXTRACTOR_LINK_WAIT, DATA_WAIT];

/** 'Four to six weeks of Ramp Up'. Late only after the sixth. */
const RAMP_UP_WAIT: Wait = {
  key: 'ramp-up',
  what: 'the ramp-up',
  mover: 'vendor',
  hours: 6 * 7 * 24,
  said: 'four to six weeks',
};

/** By mail: 'Allow us approximately a week to configure this.' */
export const WEEK_WAIT: Wait = {
  key: 'configuration',
  what: 'the vendor to configure it',
  mover: 'vendor',
  hours: 7 * 24,
  said: 'approximately a week',
};

/** By ticket: 'Allow us approximately four days for configuration and data refresh.' */
export const FOUR_DAYS_WAIT: Wait = {
  key: 'configuration',
  what: "the vendor's configuration and data refresh",
  mover: 'vendor',
  hours: 4 * 24,
  said: 'approximately four days',
};

/** A step before a scenario says where its document has it. */
export type CatalogueStep = Omit<StepDefinition, 'reference'>;

const PLAIN = { review: null, optional: false, movers: ['operator'], needs: [], waits: [], ticket: null } as const;

/** Every step by its key. */
export const CATALOGUE: Readonly<Record<StepKey, CatalogueStep>> = {
  'sign-up': {
    ...PLAIN,
    key: 'sign-up',
    name: 'Sign up with Spot',
    lines: [
      'Register in the Spot console.',
      "Copy the organization's ID from user icon > My Organization; every later request names it.",
    ],
    evidence: [{ key: 'spotOrgId', label: 'Spot Org ID', ofMpa: 'spotOrgId' }],
  },
  connect: {
    ...PLAIN,
    key: 'connect',
    name: 'Connect the payer account',
    lines: [
      'Set up the Cost and Usage Report in the payer account, and give the vendor the right to read it.',
      'Then wait for the data; Cloud Analyzer shows it when it is there.',
    ],
    review: 'Look whether Cloud Analyzer shows the data as expected.',
    movers: ['operator', 'aws', 'vendor'],
    waits: [DATA_WAIT],
    evidence: [
      { key: 'bucket', label: 'Report bucket', toldBy: 'mpa.set' },
      { key: 'roleArn', label: 'Spot role ARN' },
      { key: 'stackId', label: 'Stack ID' },
      { key: 'dataSince', label: 'Data seen on' },
    ],
  },
  'full-eco': {
    ...PLAIN,
    key: 'full-eco',
    name: 'Go for full Eco',
    lines: [
      "Arrange a strategy call with the vendor's cost specialists, and become a paying Eco customer.",
      'A ramp-up of four to six weeks follows. Without it, Cloud Analyzer and a small Eco dashboard work all the same.',
    ],
    review: 'Ask the vendor whether the ramp-up is over.',
    optional: true,
    movers: ['operator', 'vendor'],
    needs: ['connect'],
    waits: [RAMP_UP_WAIT],
    evidence: [
      { key: 'callOn', label: 'Strategy call on' },
      { key: 'convertedOn', label: 'Converted on' },
      { key: 'rampUpOver', label: 'Ramp-up over on' },
    ],
  },
  'enable-subsets': {
    ...PLAIN,
    key: 'enable-subsets',
    name: 'Have Subsets enabled',
    lines: [
      'Ask the vendor to switch the Subsets feature on for the organization; name its Spot Org ID.',
      'It is there when the Spot console offers subsets.',
    ],
    movers: ['operator', 'vendor'],
    evidence: [TICKET_NUMBER],
    ticket: { kind: 'enable-subsets', channel: 'ticket', sheet: null },
  },
  'create-subsets': {
    ...PLAIN,
    key: 'create-subsets',
    name: 'Create the subsets',
    lines: [
      "Make one subset a customer in the Spot console, with that customer's accounts.",
      'Names must be exactly those used here: the later requests go by them.',
    ],
    needs: ['enable-subsets'],
    evidence: [{ key: 'table', label: 'Table used' }],
  },
  workflows: {
    ...PLAIN,
    key: 'workflows',
    name: 'Set up the billing workflows',
    lines: [
      'Make each billing workflow in the Spot console: its rules, in the order in which they are to be processed.',
      'Names must be exactly those used here.',
    ],
    evidence: [{ key: 'text', label: 'Workflow text' }],
  },
  'validate-workflow': {
    ...PLAIN,
    key: 'validate-workflow',
    name: 'Validate the workflows',
    lines: [
      'Run workflow reports over months that are billed already, and compare them with what was charged.',
      'Go on when the differences are explained.',
    ],
    needs: ['workflows'],
    evidence: [
      { key: 'report', label: 'Report' },
      { key: 'differences', label: 'Differences' },
    ],
  },
  'associate-workflows': {
    ...PLAIN,
    key: 'associate-workflows',
    name: 'Associate workflows with subsets',
    lines: [
      'Tell the vendor which billing workflow each subset has.',
      'When it is configured, look at the charges in the Subsets List and approve.',
    ],
    review: 'Look at the charges in the Subsets List, and approve.',
    movers: ['operator', 'vendor', 'operator'],
    needs: ['create-subsets', 'workflows'],
    waits: [FOUR_DAYS_WAIT],
    evidence: [SENT, TICKET_NUMBER, APPROVAL],
    ticket: { kind: 'associate-workflows', channel: 'ticket', sheet: 4 },
  },
  'end-customers': {
    ...PLAIN,
    key: 'end-customers',
    name: 'Associate the end customers',
    lines: [
      'Make a Spot organization of its own for each end customer, and tell the vendor which subsets belong to it.',
      "When it is confirmed, make the customers' users, look at what they see, and approve.",
    ],
    review: 'Look at what an end customer sees, and approve.',
    movers: ['operator', 'vendor', 'operator'],
    needs: ['create-subsets'],
    waits: [WEEK_WAIT],
    evidence: [SENT, TICKET_NUMBER, APPROVAL],
    ticket: { kind: 'end-customers', channel: 'ticket', sheet: 5 },
  },
};
