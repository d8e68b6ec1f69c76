import type { AccountId } from './account-id.ts';

/** The vendor's five spreadsheets, by the number that docs/procedure.md: 'The five spreadsheets' gives them. */
export type SheetNumber = 1 | 2 | 3 | 4 | 5;

export const SHEET_NUMBERS: readonly SheetNumber[] = [1, 2, 3, 4, 5];

export type SheetFormat = 'xlsx' | 'csv';

/** A column of a sheet: its header, letter for letter, and what it holds. */
export interface SheetColumn {
  header: string;
  /** In characters, for the workbook. */
  width: number;
  /** Digits that are text: account IDs and Spot Org IDs. */
  text?: true;
}

/** One of the five spreadsheets that the vendor asks for. */
export interface Sheet {
  number: SheetNumber;
  /** Short, for file names and the command line. */
  key: string;
  /** What it is for, in the procedure's words. */
  usedFor: string;
  /** One row an account, or one row a subset. */
  rowsAre: 'accounts' | 'subsets';
  columns: readonly SheetColumn[];
}

const ACCOUNT_NAME: SheetColumn = { header: 'Account Name', width: 36 };
const ACCOUNT_EMAIL: SheetColumn = { header: 'AWS Account Email', width: 44 };
const ACCOUNT_ID: SheetColumn = { header: 'AWS Account ID', width: 17, text: true };
const SUBSET_NAME: SheetColumn = { header: 'Subset Name', width: 32 };
const WORKFLOW_NAME: SheetColumn = { header: 'Billing Workflow Name', width: 32 };
const CONSOLE_EMAIL: SheetColumn = { header: 'Spot Console Email', width: 40 };
const ORG_ID: SheetColumn = { header: 'Spot Org ID', width: 17, text: true };

/** Headers and their order as the vendor's documents show them. */
export const SHEETS: Readonly<Record<SheetNumber, Sheet>> = {
  1: {
    number: 1,
    key: 'subsets',
    usedFor: 'Subsets only',
    rowsAre: 'accounts',
    columns: [ACCOUNT_NAME, ACCOUNT_EMAIL, ACCOUNT_ID, SUBSET_NAME],
  },
  2: {
    number: 2,
    key: 'subsets-workflows',
    usedFor: 'Subsets and billing workflows, by account',
    rowsAre: 'accounts',
    columns: [ACCOUNT_NAME, ACCOUNT_EMAIL, ACCOUNT_ID, SUBSET_NAME, WORKFLOW_NAME],
  },
  3: {
    number: 3,
    key: 'end-customers-by-account',
    usedFor: 'End-customer association, by account',
    rowsAre: 'accounts',
    columns: [ACCOUNT_NAME, ACCOUNT_EMAIL, ACCOUNT_ID, CONSOLE_EMAIL, ORG_ID, SUBSET_NAME, WORKFLOW_NAME],
  },
  4: {
    number: 4,
    key: 'subset-workflow',
    usedFor: 'Association of subsets with billing workflows',
    rowsAre: 'subsets',
    columns: [SUBSET_NAME, WORKFLOW_NAME],
  },
  5: {
    number: 5,
    key: 'end-customers',
    usedFor: 'End-customer association, by subset',
    rowsAre: 'subsets',
    // The small e of 'email' is the vendor's own, in this sheet only.
    columns: [{ ...CONSOLE_EMAIL, header: 'Spot Console email' }, ORG_ID, SUBSET_NAME, WORKFLOW_NAME],
  },
};

/** The headers of a sheet in order. */
export function sheetHeaders(sheet: SheetNumber): string[] {
  return SHEETS[sheet].columns.map(({ header }) => header);
}

/** The name of a sheet's file: short and ASCII, because mail programs garble others: `sheet1-subsets-099999999999.xlsx`. */
export function sheetFileName(sheet: SheetNumber, mpaId: AccountId, format: SheetFormat): string {
  return `sheet${sheet}-${SHEETS[sheet].key}-${mpaId}.${format}`;
}
