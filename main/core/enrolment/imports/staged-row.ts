import type { ReadField } from '../../../../shared/domain/import-field.ts';

/**
 * The columns of a staged row as SQL declares them. The one list: the table, its statements and the types of its values follow from it.
 * A null in a field means that the cell was blank: keep what the ledger has.
 */
export const STAGED_COLUMNS = {
  seq: 'INTEGER PRIMARY KEY',
  /** With the number of the row what a person knows it by. */
  sheet: 'TEXT NOT NULL',
  row_number: 'INTEGER NOT NULL',
  hidden: 'INTEGER NOT NULL',
  /** The texts of the file's cells, as JSON. */
  raw: 'TEXT NOT NULL',
  id_raw: 'TEXT',
  id_verdict: 'TEXT',
  id: 'TEXT',
  id_sure: 'INTEGER',
  id_note: 'TEXT',
  /** Zeros that were put in front of it. */
  id_missing: 'INTEGER',
  id_from: 'TEXT',
  id_to: 'TEXT',
  name: 'TEXT',
  email: 'TEXT',
  status: 'TEXT',
  joined_method: 'TEXT',
  joined_at: 'TEXT',
  subset: 'TEXT',
  subset_key: 'TEXT',
  workflow: 'TEXT',
  workflow_key: 'TEXT',
  console_email: 'TEXT',
  org_id: 'TEXT',
} as const;

type ValueOf<D> = D extends `INTEGER${infer Rest}`
  ? number | (Rest extends '' ? null : never)
  : string | (D extends 'TEXT' ? null : never);

/** A row of the list as the stage keeps it. */
export type StagedRow = { -readonly [C in keyof typeof STAGED_COLUMNS]: ValueOf<(typeof STAGED_COLUMNS)[C]> };

/** What was read of a row's fields; the rest says where it stands in the file. */
export type ReadColumns = Omit<StagedRow, 'seq' | 'sheet' | 'row_number' | 'hidden' | 'raw'>;

/** In the order of the table. */
export const STAGED_NAMES = Object.keys(STAGED_COLUMNS) as (keyof StagedRow)[];

/** What each field is read into; where a text of the field is looked for comes first. */
export const COLUMNS_OF_FIELD = {
  accountId: ['id', 'id_raw', 'id_verdict', 'id_sure', 'id_note', 'id_missing', 'id_from', 'id_to'],
  accountName: ['name'],
  accountEmail: ['email'],
  status: ['status'],
  joinedMethod: ['joined_method'],
  joinedAt: ['joined_at'],
  subsetName: ['subset', 'subset_key'],
  workflowName: ['workflow', 'workflow_key'],
  consoleEmail: ['console_email'],
  orgId: ['org_id'],
  arn: [],
  payerId: [],
} as const satisfies Record<ReadField, readonly (keyof ReadColumns)[]>;

/** The columns that fields are read into. */
export const READ_NAMES: readonly (keyof ReadColumns)[] = Object.values(COLUMNS_OF_FIELD).flat();
