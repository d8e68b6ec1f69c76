import type { EditField } from '../../../shared/contract/account-edits.ts';
import { accountStatusSchema } from '../../../shared/contract/accounts.ts';
import { formatCount, plural } from '../../ui/words.ts';
import { STATUS_WORDS } from './status-words.ts';

/** What the accounts page says, beyond the names of its columns. */
export const WORDS = {
  title: 'Accounts',
  sheet: 'Spreadsheet',
  readingSheet: 'Reading the accounts into the sheet',
  views: 'Views',
  viewAll: 'All accounts',
  saveView: 'Save what is shown…',
  viewKeeps: 'The view keeps the filter, the order and the columns.',
  rules: 'Rules',
  export: 'Export…',
  exportTitle: 'Export accounts',
  exportShown: 'The accounts that match the filter',
  exportSheet: 'A sheet of the vendor',
  exportSheetText: 'As the tickets have them, with all accounts or subsets that belong in it.',
  exportAsks: 'You choose the file next. A file of the same name is replaced.',
  exportDownloads: 'The file goes to the folder of your browser’s downloads.',
  saveAs: 'Save the export as',
  showInFolder: 'Show in folder',
  discard: 'Discard…',
  discardEdits: 'Discard the changes',
  backToSheet: 'Back to the spreadsheet',
  keepEdits: 'Keep them for later',
  stay: 'Stay',
  review: 'Review changes…',
  makeSubsets: 'Make these subsets',
  tooMany: 'At most 20,000 accounts are changed at once. Apply or discard some of them first.',
  lookAgain: 'Back to the sheet',
  nothingChanges: 'Nothing would change: the ledger has these values already.',
  nothingLeft: 'No change is left in the sheet.',
} as const;

/** 'Spreadsheet (12 changed)': what is not applied yet is not forgotten. */
export function sheetWords(changed: number): string {
  return changed === 0 ? WORDS.sheet : `${WORDS.sheet} (${formatCount(changed)} changed)`;
}

/** '12 changed accounts of Contoso are not applied yet. The spreadsheet keeps them.' */
export function leftWords(changed: number, mpa: string): string {
  const what = changed === 1 ? '1 changed account' : `${formatCount(changed)} changed accounts`;
  return `${what} of ${mpa} ${changed === 1 ? 'is' : 'are'} not applied yet. The spreadsheet keeps ${changed === 1 ? 'it' : 'them'}.`;
}

/** 'Review 12 changed accounts…' */
export function reviewWords(accounts: number): string {
  return accounts === 0 ? WORDS.review : `Review ${plural(accounts, 'changed account')}…`;
}

/** 'Rows 10,001 to 20,000 of 100,000.' */
export function partWords(index: number, rows: number, part: number, total: number | null): string {
  const first = index * part + 1;
  const all = total === null ? '' : ` of ${formatCount(total)}`;
  return `Rows ${formatCount(first)} to ${formatCount(first + rows - 1)}${all}.`;
}

/** The fields that can be edited, as the screen calls them. */
export const FIELD_WORDS: Readonly<Record<EditField, string>> = {
  name: 'Name',
  email: 'E-mail',
  subset: 'Subset',
  status: 'Status',
  note: 'Note',
};

/** A value as the screen says it: a status in words. */
export function inWords(field: EditField, value: string): string {
  const status = field === 'status' ? accountStatusSchema.safeParse(value) : null;
  return status?.success === true ? STATUS_WORDS[status.data] : value;
}
