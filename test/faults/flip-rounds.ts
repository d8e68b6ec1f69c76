import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectBackup } from '../../main/core/ledger/inspect.ts';
import { migrate } from '../../main/core/ledger/migrate.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { sqliteCode } from '../../main/core/sqlite/sqlite-errors.ts';
import { openDatabase } from '../../main/core/sqlite/sqlite.ts';
import type { ReadDb } from '../../main/core/sqlite/sqlite.ts';
import { randomFrom } from './sample.ts';
import type { Round } from './sample.ts';

/** One changed byte in a page of a table or an index. */
export interface Flip extends Round {
  /** The table or index. */
  object: string;
}

/** So many in each table and each index. */
const EACH = 8;

/** Every flip of a full run, in every table and index that a ledger has. Its place and what it makes of it come from the seed and its name. */
export function allFlips(): Flip[] {
  return objectsOfALedger().flatMap(({ object, kind }) =>
    Array.from({ length: EACH }, (_, n) => ({
      name: `flip: ${n + 1} of ${object}`,
      facets: [object, kind],
      object,
    })),
  );
}

function objectsOfALedger(): { object: string; kind: string }[] {
  const db = openDatabase(':memory:', 'create', 'rollback-journal');
  try {
    migrate(db, { path: ':memory:', clock: () => new Date(0), appVersion: '0', isCopy: true });
    const objects = db.prepare(
      `SELECT name AS object, type AS kind FROM sqlite_schema WHERE rootpage > 0 ORDER BY name`,
    );
    const ours = objects.all() as { object: string; kind: string }[];
    const own = ['sqlite_schema', 'sqlite_stat1', 'sqlite_stat4'].map((object) => ({ object, kind: 'table' }));
    return [...own, ...ours];
  } finally {
    db.close();
  }
}

/** A ledger whose bytes are changed, with all that it says as long as they are not. */
export interface FlippedLedger {
  bytes: Buffer;
  /** The pages of each table and index. */
  pages: ReadonlyMap<string, readonly number[]>;
  content: string;
}

/** Takes a ledger as it is. Nobody may have it open. */
export function flippedLedger(path: string): FlippedLedger {
  inspectBackup(path);
  return withCopy(readFileSync(path), (copy) => {
    const db = openDatabase(copy, 'read');
    try {
      const pages = new Map<string, number[]>();
      const rows = db.prepare('SELECT name, pageno FROM dbstat').all() as { name: string; pageno: number }[];
      for (const { name, pageno } of rows) pages.set(name, [...(pages.get(name) ?? []), pageno]);
      return { bytes: readFileSync(copy), pages, content: everything(db) };
    } finally {
      db.close();
    }
  });
}

/** What became of a flip. */
export type Flipped = 'found' | 'no content' | 'missed';

/** Changes one byte in a copy of the ledger. @returns what a look through the copy makes of it, with the place */
export function flip(
  { bytes, pages, content }: FlippedLedger,
  round: Flip,
  seed: string,
): { what: Flipped; at: number } {
  const random = randomFrom(seed, round.name);
  const ofObject = pages.get(round.object) ?? [];
  const page = ofObject[Math.floor(random() * ofObject.length)] ?? 1;
  let at = (page - 1) * 4096 + Math.floor(random() * 4096);
  // Most of a page may be empty: what is there is rather tried.
  for (let n = 0; n < 20 && bytes[at] === 0; n += 1) at = (page - 1) * 4096 + Math.floor(random() * 4096);
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ (1 + Math.floor(random() * 255));
  return { at, what: withCopy(changed, (copy) => (isFound(copy) ? 'found' : sameContent(copy, content))) };
}

/** A round of a full run. @returns null where the flip was found, or changed nothing */
export function flipRound(ledger: FlippedLedger, round: Flip, seed: string): string | null {
  const { what, at } = flip(ledger, round, seed);
  return what === 'missed' ? `a changed byte was not found, at ${at} (page ${Math.floor(at / 4096) + 1})` : null;
}

function withCopy<T>(bytes: Buffer, look: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-flip-'));
  try {
    const path = join(folder, 'ledger.db');
    writeFileSync(path, bytes);
    return look(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isFound(path: string): boolean {
  try {
    // SQLite may write into it, as into any that says it has a write-ahead log.
    copyFileSync(path, `${path}.look`);
    inspectBackup(`${path}.look`);
    return false;
  } catch (error) {
    if (error instanceof AppError || sqliteCode(error) !== undefined) return true;
    throw error;
  }
}

function sameContent(path: string, content: string): Flipped {
  const db = openDatabase(path, 'read');
  try {
    return everything(db) === content ? 'no content' : 'missed';
  } finally {
    db.close();
  }
}

/** All that can be read out of a ledger, by its tables and by each of its indexes: one line a row. */
export function everything(db: ReadDb): string {
  const objects = db.prepare(`SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name`).all() as {
    type: string;
    name: string;
    tbl_name: string;
    sql: string | null;
  }[];
  const header = ['user_version', 'application_id', 'encoding'].map((name) =>
    String(db.pragma(name, { simple: true })),
  );
  const read = objects.map(({ type, name, tbl_name, sql }) => {
    if (type === 'table') return [name, ...rowsOf(db, `SELECT * FROM ${name} NOT INDEXED`)];
    if (type !== 'index') return [];
    const where = /\sWHERE\s.*$/isu.exec(sql ?? '')?.[0] ?? '';
    return [name, ...rowsOf(db, `SELECT ${columnsOfIndex(db, name)} FROM ${tbl_name} INDEXED BY ${name} ${where}`)];
  });
  return JSON.stringify([header, objects, read]);
}

function columnsOfIndex(db: ReadDb, index: string): string {
  const columns = db.prepare(`SELECT name FROM pragma_index_info(?) ORDER BY seqno`).all(index) as {
    name: string | null;
  }[];
  return columns.flatMap(({ name }) => name ?? []).join(', ');
}

function rowsOf(db: ReadDb, text: string): string[] {
  const rows = db.prepare(text).raw().all() as unknown[][];
  return rows
    .map((row) => JSON.stringify(row.map((value) => (Buffer.isBuffer(value) ? value.toString('hex') : value))))
    .sort();
}
