import type { Scenario } from '../../../shared/contract/mpas.ts';
import type { Mover } from '../../../shared/domain/step.ts';

/** Who has to act. */
export const MOVER_NAMES: Readonly<Record<Mover, string>> = { operator: 'You', aws: 'AWS', vendor: 'Spot' };

/** The scenarios as one chooses among them, with what each is for. */
export const SCENARIO_CHOICES: readonly { value: Scenario; label: string; description: string }[] = [
  { value: 'msp', label: 'MSP', description: 'A managed service provider with end customers in its own organization.' },
  {
    value: 'msp-design-partner',
    label: 'MSP, design partner',
    description: 'As an MSP, and workflows are validated with Spot first.',
  },
  { value: 'enterprise', label: 'Enterprise', description: 'A company that enrols its own management account.' },
  {
    value: 'customer-of-msp',
    label: 'Customer of an MSP',
    description: "A customer's own management account, billed through an MSP.",
  },
];

export const WORDS = {
  title: 'Payer accounts',
  description: 'Each is one enrollment with Spot Eco.',
  add: 'Add payer account',
  firstTitle: 'Add your first payer account',
  firstText: 'Its 12-digit account ID, a name and the kind of enrollment are enough to begin.',
  demoTitle: 'Look around in a demo',
  demoText:
    'Three made-up payer accounts with the whole job done, in a ledger of their own. Nothing of it comes into yours.',
  demo: 'Open the demo',
  demoBusy: 'The demo is being made',
  timeline: 'Waits',
  timelineText: 'What AWS or Spot have to do, the first to end first.',
  noWaits: 'Nothing is waited for.',
} as const;
