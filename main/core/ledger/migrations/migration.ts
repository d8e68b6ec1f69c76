import type { WriteDb } from '../../sqlite/sqlite.ts';

/** One step of the ledger's schema. Its text never changes after release: the hash of what was applied is kept. */
export interface Migration {
  /** Numbered in tens, so that a hotfix fits between. */
  id: number;
  name: string;
  sql: string;
  /** What can't be said in its SQL: done after it, in the same transaction. */
  fill?: (db: WriteDb) => void;
}

/** Where it is kept which migrations were applied: there before the first of them. */
export const MIGRATION_TABLE = `CREATE TABLE IF NOT EXISTS schema_migration (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, applied_at TEXT NOT NULL, app_version TEXT NOT NULL
      ) STRICT`;
