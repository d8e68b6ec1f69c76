import { prepare, select } from '../sqlite/sqlite.ts';
import type { ReadDb, WriteDb } from '../sqlite/sqlite.ts';

/** Below so many events a ledger answers at once, however SQLite plans its reading. */
const SMALL = 10_000;

const events = select<void, { newest: number | null }>(`SELECT max(id) AS newest FROM audit_event`);
const kept = select<void, { name: string }>(
  `SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4')`,
);
/**
 * Whether a ledger has so little that statistics about it would harm: where they say that a table has one row SQLite reads the whole
 * table for each row that is looked up, also when an import has put 100,000 there since. Without any it takes tables for large.
 */
export function isSmall(db: ReadDb): boolean {
  return (events.get(db)?.newest ?? 0) < SMALL;
}

/** Takes out what SQLite keeps of the tables to plan its reading. */
export function forgetStatistics(db: WriteDb): void {
  for (const { name } of kept.all(db)) prepare(db, `DELETE FROM ${name}`).run();
}
