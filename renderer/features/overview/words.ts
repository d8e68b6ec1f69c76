import { SCENARIO_KEYS, SCENARIOS } from '../../../shared/domain/scenario.ts';
import type { ScenarioKey } from '../../../shared/domain/scenario.ts';
import type { Mover } from '../../../shared/domain/step.ts';

/** Who has to act. */
export const MOVER_NAMES: Readonly<Record<Mover, string>> = { operator: 'You', aws: 'AWS', vendor: 'Spot' };

const DESCRIPTIONS: Readonly<Record<ScenarioKey, string>> = {
  msp: 'A managed service provider with end customers in its own organization.',
  'msp-design-partner': 'As an MSP, and workflows are validated with Spot first.',
  enterprise: 'A company that enrols its own management account.',
  'customer-of-msp': "A customer's own management account, billed through an MSP.",
};

/** The scenarios as one chooses among them, with what each is for. */
export const SCENARIO_CHOICES = SCENARIO_KEYS.map((value) => ({
  value,
  label: SCENARIOS[value].name,
  description: DESCRIPTIONS[value],
}));

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
