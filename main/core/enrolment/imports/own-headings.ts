import { SHEETS } from '../../../../shared/domain/sheets.ts';
import { ACCOUNT_LIST_COLUMNS } from '../sheets/account-list.ts';

/** The headings of every .csv file that this program writes. */
export const OWN_HEADINGS: readonly (readonly string[])[] = [
  ...Object.values(SHEETS).map(({ columns }) => columns),
  ACCOUNT_LIST_COLUMNS,
].map((columns) => columns.map(({ header }) => header));
