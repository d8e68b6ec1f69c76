/**
 * What a column of an account list can mean. The names are those of `--map 'Column=field'` and of the ledger's own services.
 * `payerId` and `arn` are not stored: they tell whose organization a row belongs to and are checked against it.
 * `rowNote` is a column that our own workbook of rejected rows has added; it is left out, like `ignore`.
 */
export const IMPORT_FIELDS = [
  'accountId',
  'accountName',
  'accountEmail',
  'subsetName',
  'workflowName',
  'consoleEmail',
  'orgId',
  'status',
  'joinedMethod',
  'joinedAt',
  'arn',
  'payerId',
  'rowNote',
  'ignore',
] as const;

/** One of IMPORT_FIELDS. */
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** A field whose cell is read: everything but the two that are left out. */
export type ReadField = Exclude<ImportField, 'ignore' | 'rowNote'>;

/** How a field is called where a person reads about it. */
export const FIELD_LABELS: Readonly<Record<ImportField, string>> = {
  accountId: 'AWS Account ID',
  accountName: 'Account Name',
  accountEmail: 'AWS Account Email',
  subsetName: 'Subset Name',
  workflowName: 'Billing Workflow Name',
  consoleEmail: 'Spot Console Email',
  orgId: 'Spot Org ID',
  status: 'Status',
  joinedMethod: 'Joined method',
  joinedAt: 'Joined timestamp',
  arn: 'ARN',
  payerId: 'Payer account ID',
  rowNote: 'Problem or What to do',
  ignore: 'left out',
};

/** Whether a text is the name of a field, as `--map` takes it. */
export function isImportField(text: string): text is ImportField {
  return (IMPORT_FIELDS as readonly string[]).includes(text);
}

/** The titles of the columns that our workbook of rejected rows adds; a later import leaves them out. */
export const PROBLEM_COLUMNS = ['Problem', 'What to do'] as const;
