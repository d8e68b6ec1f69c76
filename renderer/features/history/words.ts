import type { HistoryArea, HistoryStanding, KeptRow, Operation } from '../../../shared/contract/history.ts';
import type { FeaturesWith } from '../../../shared/contract/kinds.ts';
import { nameInWords } from '../../ui/words.ts';

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
  costData: 'Cost data',
} satisfies Record<Changing, string>;

/** How a change stands. */
export const STANDING_NAMES: Readonly<Record<HistoryStanding, string>> = {
  'in-force': 'In force',
  'taken-back': 'Taken back',
  reversal: 'Undo and redo',
  observation: 'Seen in AWS',
};

/** What a row is of, by its table; payer accounts are called so everywhere on the screen. */
export function entityInWords(entity: string): string {
  return entity === 'mpa' ? 'Payer account' : nameInWords(entity.replaceAll('_', ' '));
}

/** Why a row of a change that is reversed stays as it is. */
export const WHY_IT_STAYS: Readonly<Record<KeptRow['why'], string>> = {
  changed: 'was changed later:',
  taken: 'would come back to a place or a name that is taken:',
  'referred-to': 'is needed, because others refer to it:',
  missing: 'would refer to something that is gone:',
  order: 'stands in an order that was changed later:',
};

/** Why a change can't be reversed; null where it may be. */
export function whyNotReversed({ kind, state }: Pick<Operation, 'kind' | 'state'>): string | null {
  if (kind === 'observation') return 'This is what was seen in AWS: it can’t be reversed, and undo passes it by.';
  if (kind === 'undo') return 'This is itself an undo: it can’t be reversed.';
  if (kind === 'redo') return 'This is a redo. Reverse the change that it brought back.';
  return state === 'done' ? null : 'This change was taken back already: there is nothing to reverse.';
}
