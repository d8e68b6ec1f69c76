import type { HistoryArea, HistoryStanding } from '../../../shared/contract/history.ts';

/** What a change was about. */
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
};

/** How a change stands. */
export const STANDING_NAMES: Readonly<Record<HistoryStanding, string>> = {
  'in-force': 'In force',
  'taken-back': 'Taken back',
  reversal: 'Undo and redo',
};
