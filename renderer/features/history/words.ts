import type { HistoryArea, HistoryStanding } from '../../../shared/contract/history.ts';
import type { FeaturesWith } from '../../../shared/contract/kinds.ts';

/** Every feature that changes the ledger, but for the history's own steps back and forth. */
type Changing = Exclude<FeaturesWith<'write' | 'long write'>, 'history'>;

/** What a change was about. A feature that can't be filtered by does not compile. */
export const AREA_NAMES: Readonly<Record<HistoryArea, string>> = {
  mpas: 'Payer accounts',
  accounts: 'Accounts',
  subsets: 'Subsets',
  assignmentRules: 'Assignment rules',
  endCustomers: 'End customers',
  workflows: 'Workflows',
  tickets: 'Tickets',
  steps: 'Steps of the procedure',
  imports: 'Imports',
  settings: 'Settings',
  aws: 'AWS set-up',
  savedViews: 'Saved views',
} satisfies Record<Changing, string>;

/** How a change stands. */
export const STANDING_NAMES: Readonly<Record<HistoryStanding, string>> = {
  'in-force': 'In force',
  'taken-back': 'Taken back',
  reversal: 'Undo and redo',
};
