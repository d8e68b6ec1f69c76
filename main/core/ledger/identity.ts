import { createHash, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { AppError } from '../../../shared/domain/app-error.ts';
import { sqliteCode } from '../sqlite/sqlite-errors.ts';
import { change, select } from '../sqlite/sqlite.ts';
import type { ReadDb, WriteDb } from '../sqlite/sqlite.ts';
import { fileIdentity } from './file-identity.ts';
import { isNetworkPath } from './network-share.ts';
import { ledgerPlace } from './place.ts';
import { openLedgerFile } from './schema.ts';
import { seal } from './seals.ts';

/** What tells a ledger, and the backups made of it, from every other one. */
export interface LedgerIdentity {
  /** 32 hexadecimal digits, made once. */
  identity: string;
  /** Where the ledger lay when it was opened for writing last, as `ledgerPlace` gives it. */
  path: string;
}

const hasTable = select<void, { n: number }>(
  `SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table' AND name = 'ledger_identity'`,
);
const row = select<void, LedgerIdentity>(`SELECT identity, path FROM ledger_identity`);
const writeRow = change<{ identity: string; path: string }>(
  `INSERT INTO ledger_identity (id, identity, path) VALUES (1, @identity, @path)
   ON CONFLICT (id) DO UPDATE SET identity = excluded.identity, path = excluded.path`,
);

const demo = select<void, { demo: number }>(`SELECT demo FROM ledger_identity`);
const writeDemo = change<void>(`UPDATE ledger_identity SET demo = 1`);

/** Whether all of a ledger is a demo: made-up data, in which a rehearsal counts. */
export function isDemo(db: ReadDb): boolean {
  return demo.get(db)?.demo === 1;
}

/** Makes a ledger a demo as a whole, which it stays, as do its copies and backups. */
export function becomeDemo(db: WriteDb): void {
  writeDemo.run(db);
}

/** The identity that a file says it has; null where it was made by a version that gave none. @throws what SQLite throws for a damaged file. */
export function readIdentity(db: ReadDb): LedgerIdentity | null {
  return hasTable.get(db)?.n === 1 ? (row.get(db) ?? null) : null;
}

/** Gives a ledger an identity. It must be of this version's schema. */
export function writeIdentity(db: WriteDb, identity: LedgerIdentity): void {
  db.transaction(() => {
    writeRow.run(db, { ...identity });
    seal(db);
  }).immediate();
}

/**
 * Sees to it that a ledger that is opened for writing has an identity of its own, and knows where it lies. One of a schema that has no
 * place for it is left alone.
 */
export function settleIdentity(db: WriteDb, path: string): void {
  if (hasTable.get(db)?.n !== 1) return;
  const known = readIdentity(db);
  const settled =
    known === null ? { identity: randomBytes(16).toString('hex'), path: ledgerPlace(path) } : identityAt(known, path);
  if (settled.identity !== known?.identity || settled.path !== known.path) writeIdentity(db, settled);
}

/**
 * The identity of the ledger at a path (docs/adr, 20). One that was moved or renamed keeps what it says; a copy, whose original is still
 * where it was, is another ledger: it has the same identity before it is first written to, as its backups do, and afterwards.
 * @param known as the file at the path says it
 */
export function identityAt(known: LedgerIdentity, path: string): LedgerIdentity {
  const here = ledgerPlace(path);
  if (known.path === here || !isCopy(known, path)) return { identity: known.identity, path: here };
  const ofCopy = `${known.identity} ${here} ${fileIdentity(path) ?? ''}`;
  return { identity: createHash('sha256').update(ofCopy).digest('hex').slice(0, 32), path: here };
}

/** Whether at the place that an identity names lies another file than this one, which has the same identity or can't be read. */
function isCopy(known: LedgerIdentity, path: string): boolean {
  // No ledger lies on a network share; and a file from elsewhere must not make us call any server.
  if (isNetworkPath(known.path)) return false;
  const there = fileThere(known.path);
  if (there === null || there === fileThere(path)) return false;
  // Damaged, or no ledger at all: another identity harms nobody, the same one twice would mix backups.
  return readFrom(known.path, (db) => readIdentity(db)?.identity === known.identity) ?? true;
}

/** What is read of a file that may be a ledger; null where it is damaged, was changed by another program, or is one's database. */
export function readFrom<T>(path: string, read: (db: ReadDb) => T): T | null {
  try {
    const db = openLedgerFile(path, 'read');
    try {
      return read(db);
    } finally {
      db.close();
    }
  } catch (error) {
    if (!(error instanceof AppError) && sqliteCode(error) === undefined) throw error;
    return null;
  }
}

function fileThere(path: string): string | null {
  try {
    // Not what would have to be waited for, as a pipe.
    return statSync(path, { throwIfNoEntry: false })?.isFile() ? fileIdentity(path) : null;
  } catch {
    // In a folder that may not be looked into: none that could share a folder of backups.
    return null;
  }
}
