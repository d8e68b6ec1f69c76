import { createHash } from 'node:crypto';
import { prepare, select } from '../sqlite/sqlite.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';
import { sealedTables } from './sealed-tables.ts';
import { brokenSeal, tablesUnlikeSeals } from './seals.ts';
import { rowsUnlikeSaid } from './unrecorded-rows.ts';
import type { ComparedRow } from './unrecorded-rows.ts';

/** So many are named; more would only fill the screen. */
const MOST = 20;

const keptFiles = `SELECT sha256, name, bytes FROM kept_file ORDER BY sha256`;
const newestDay = select<void, { at: string }>(`SELECT at FROM operation ORDER BY id DESC LIMIT 1`);

/**
 * What of a ledger's content is not as this program has written it (docs/adr, 22): the history by the chain of its seals, each row by its last
 * event in the history, all else by the seals of its tables, kept files by their hash.
 * @param look is called now and then, and may throw
 */
export function contentProblems(db: ReadDb, look: () => void): string[] {
  const tables = sealedTables(db);
  if (tables === null) return hasKeptFiles(db) ? strangeFiles(db, look) : [];
  const broken = brokenSeal(db, look);
  const rows = tables.audited.flatMap((table) => {
    look();
    return rowsUnlikeSaid(db, table, MOST).map((row) => rowProblem(table, row));
  });
  return [
    ...(broken === null ? [] : [historyProblem(broken)]),
    ...rows.slice(0, MOST),
    ...tablesUnlikeSeals(db).map((table) => `What the table ${table} holds is not what was written to it.`),
    ...strangeFiles(db, look),
  ];
}

/** When the newest change was made that a ledger or a copy has; null where there is none. */
export function contentAt(db: ReadDb): string | null {
  return newestDay.get(db)?.at ?? null;
}

function historyProblem({ from, to }: { from: number; to: number }): string {
  const which = from === to ? `change ${from} is` : `the changes ${from} to ${to} are`;
  return `The history of ${which} not as it was written.`;
}

function rowProblem(table: string, { key, image, said }: ComparedRow): string {
  const what = `${table === 'mpa' ? 'payer account' : table.replaceAll('_', ' ')} ${key}`;
  if (image === null) return `The ${what} is gone, and the history does not say why.`;
  return said === null
    ? `The ${what} is there, and the history does not know it.`
    : `The ${what} is not as the history has it.`;
}

function hasKeptFiles(db: ReadDb): boolean {
  return db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'kept_file'`).get() !== undefined;
}

function strangeFiles(db: ReadDb, look: () => void): string[] {
  const problems: string[] = [];
  const files = prepare(db, keptFiles).iterate() as IterableIterator<{
    sha256: string;
    name: string;
    bytes: Uint8Array;
  }>;
  for (const { sha256, name, bytes } of files) {
    look();
    if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      problems.push(`The kept file ${name} is not what was kept: its content does not fit its SHA-256.`);
  }
  return problems.slice(0, MOST);
}
