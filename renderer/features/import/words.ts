import type { RowState } from '../../../shared/contract/imports.ts';
import type { StatusIndicatorProps } from '../../ui/kit.ts';
import type { PageLabels } from '../../ui/page-numbers.tsx';

/** The steps of an import, in their order. */
export const STEPS = [
  { id: 'source', title: 'Source', description: '' },
  {
    id: 'header',
    title: 'Sheet and header',
    description: 'The cells as they are in the file. Click another row to make it the header.',
  },
  {
    id: 'columns',
    title: 'Columns',
    description:
      'What each column means. Look at the values: a column in the wrong place puts accounts in the wrong subset.',
  },
  {
    id: 'rows',
    title: 'Rows',
    description: 'What was read. Cells can be put right here; the file stays as it is.',
  },
  {
    id: 'changes',
    title: 'Changes',
    description: 'What the import would change in the ledger. Until you import, nothing has.',
  },
] as const;

/** What rows are counted and filtered by. */
export const COUNTERS = {
  all: 'All rows',
  wrong: 'Wrong',
  warned: 'Warnings',
  repaired: 'Repaired IDs',
  edited: 'Edited',
  new: 'New',
  changed: 'Changed',
  moved: 'Moved',
  unchanged: 'Unchanged',
  hidden: 'Hidden',
  'left-out': 'Left out',
} as const;

/** The state of a row, with its sign. */
export const ROW_STATES: Readonly<Record<RowState, { type: StatusIndicatorProps.Type; word: string }>> = {
  new: { type: 'success', word: 'New' },
  changed: { type: 'info', word: 'Changed' },
  moved: { type: 'info', word: 'Moved' },
  unchanged: { type: 'stopped', word: 'Unchanged' },
  repeat: { type: 'stopped', word: 'Said before' },
  invalid: { type: 'error', word: 'Wrong' },
  conflict: { type: 'error', word: 'Conflict' },
  unconfirmed: { type: 'warning', word: 'To confirm' },
  hidden: { type: 'stopped', word: 'Hidden' },
  'left-out': { type: 'stopped', word: 'Left out' },
};

/** The windows of rows, for screen readers. */
export const ROW_WINDOWS: PageLabels = {
  all: 'Windows of 50 rows',
  next: 'Next rows',
  previous: 'Previous rows',
  page: (number) => `Rows, part ${number}`,
};

/** How the meaning of a column was found out. */
export const HOW_FOUND: Readonly<Record<'hand' | 'remembered' | 'name' | 'content' | 'none', string>> = {
  hand: 'chosen by you',
  remembered: 'as you chose before',
  name: 'by its header',
  content: 'by its values',
  none: 'not found out',
};

export const WORDS = {
  ended:
    'The list is not open any more: the program that had read it has ended, or it was closed in another window. Choose the same list again: what you said about its sheet, header, columns and rows is kept.',
  pasted: 'the pasted cells',
  paste: 'Or paste the cells',
  organizations: 'Or take them from AWS Organizations',
  hiddenSheet: 'Use it if it is the one to import; its cells are shown.',
  noHeader: 'The list has no header row',
  accepted: 'You have accepted all account IDs that were filled up with leading zeros.',
  tooShort: 'Those that would need more than three zeros have to be written in full.',
  remembered: 'as you chose for an earlier file with the same headers',
  missing: 'Nothing happens to accounts that are in the ledger and not in the list.',
  nothing: 'The list says what the ledger has already: importing it changes nothing.',
};
