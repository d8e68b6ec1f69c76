import { prepare } from '../sqlite/sqlite.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';

/** The tables of a ledger by what tells that their content was changed (docs/adr, 22). */
export interface SealedTables {
  /** Those whose rows are as their last audit event says. */
  audited: readonly string[];
  /** Those of which each changed row is added to the table's seal. */
  byRow: readonly string[];
  /** Those that are small, and hashed as a whole. */
  whole: readonly string[];
}

/** Those that are the seals themselves, or are hashed by them in another way; and what is still to be done, which is no content. */
const APART = ['audit_event', 'operation_seal', 'table_seal', 'to_wipe', 'unsealed_row', 'sqlite_schema'];

const known = new WeakMap<ReadDb, { cookie: number; tables: SealedTables }>();

/** Every table of a ledger, by its triggers. @returns null for a ledger of before there were seals */
export function sealedTables(db: ReadDb): SealedTables | null {
  const cookie = Number(db.pragma('schema_version', { simple: true }));
  let found = known.get(db);
  if (found?.cookie !== cookie) known.set(db, (found = { cookie, tables: readTables(db) }));
  return found.tables.byRow.length === 0 ? null : found.tables;
}

function readTables(db: ReadDb): SealedTables {
  const rows = prepare(
    db,
    `SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'trigger') ORDER BY name`,
  ).all() as {
    type: string;
    name: string;
  }[];
  const triggers = new Set(rows.filter(({ type }) => type === 'trigger').map(({ name }) => name));
  const tables = rows.filter(({ type, name }) => type === 'table' && !APART.includes(name)).map(({ name }) => name);
  const audited = tables.filter((name) => triggers.has(`${name}_audit_insert`));
  const byRow = tables.filter((name) => triggers.has(`${name}_seal_insert`));
  const whole = tables.filter((name) => !audited.includes(name) && !byRow.includes(name));
  return { audited, byRow, whole };
}

/** The columns of a table, and those of its key in the order in which the audit joins them. */
export function columnsOf(db: ReadDb, table: string): { all: string[]; key: string[] } {
  const rows = prepare(db, `SELECT name, pk FROM pragma_table_info(?) ORDER BY cid`).all(table) as {
    name: string;
    pk: number;
  }[];
  const key = rows.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  return { all: rows.map(({ name }) => name), key: key.map(({ name }) => name) };
}
