import { hostname } from 'node:os';
import { AppError } from '../../../shared/domain/app-error.ts';
import { sqliteCode, toLedgerError } from './sqlite-errors.ts';
import { openDatabase, toWriteDb } from './sqlite.ts';
import type { ReadDb } from './sqlite.ts';

/** Who holds a lock. */
export interface LockHolder {
  who: string;
  host: string;
  pid: number;
  machine: string;
  since: string;
}

export interface Lock {
  /** True when the last holder ended without letting go: killed, crashed, or the power went. */
  readonly afterUncleanExit: boolean;
  release(): void;
}

/** How long others' reading of the holder's row, which takes a moment, is waited for. */
const PATIENCE_MS = 5000;

/** How long another's hold is waited for: a command beside an open window, or a core that just starts again, is soon through. */
const HOLD_PATIENCE_MS = 1500;

/** This process as a lock's holder. @param since ISO 8601 UTC */
export function thisProcess(who: string, host: string, since: string): LockHolder {
  return { who, host, pid: process.pid, machine: hostname(), since };
}

/**
 * Takes a lock, for as long as the process lives or until it is released.
 *
 * The lock is a write transaction held open in a little database of its own: the operating system drops it when the process
 * ends, however it ends, so there is no stale lock to remove by hand. It keeps a rollback journal, not WAL, because then others
 * can still read the holder's row while the transaction is open.
 * @param path the lock's own file, made where it is missing
 * @param taken the error for who finds it taken; the holder is null where nobody can be named
 * @throws what `taken` gives; AppError as `openDatabase` does
 */
export function takeLock(path: string, holder: LockHolder, taken: (by: LockHolder | null) => AppError): Lock {
  const db = openDatabase(path, 'create', 'rollback-journal');
  try {
    const afterUncleanExit = announce(db, holder, taken);
    return {
      afterUncleanExit,
      release: () => {
        try {
          db.exec('DELETE FROM holder; COMMIT');
        } catch (error) {
          // The disk is full, or somebody has deleted the lock's file. Closing lets the lock go all the same; the name that
          // stays behind makes the next one look more closely, no more.
          if (sqliteCode(error) === undefined) throw error;
        } finally {
          db.close();
        }
      },
    };
  } catch (error) {
    db.close();
    throw toLedgerError(error, path);
  }
}

/** Who took a lock last and has not let it go, alive or not; null where nobody has. Looking must not take the lock, not even for a moment. */
export function lastHolder(path: string): LockHolder | null {
  let db: ReadDb;
  try {
    db = openDatabase(path, 'read');
  } catch (error) {
    if (error instanceof AppError && error.code === 'LEDGER_NOT_FOUND') return null;
    throw error;
  }
  try {
    return readHolder(db);
  } finally {
    db.close();
  }
}

/** Whether a holder's process is there. Of another machine nothing can be known: its word is taken. */
export function isRunning({ pid, machine }: LockHolder): boolean {
  return machine !== hostname() || isProcess(pid);
}

/** Whether there is a process of an ID on this computer now, whosever it is. */
export function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

type Taken = (by: LockHolder | null) => AppError;

/**
 * Writes who we are in a first transaction, so that the row is there to read, and holds a second one. Between the two another
 * program may have come and gone and left its own name: then once more.
 */
function announce(db: ReadDb, holder: LockHolder, taken: Taken): boolean {
  let leftOver = false;
  for (let attempt = 0; ; attempt += 1) {
    leftOver = writeHolder(db, holder, taken) || leftOver;
    begin(db, taken);
    if (JSON.stringify(readHolder(db)) === JSON.stringify(holder)) return leftOver;
    if (attempt === 5) throw taken(readHolder(db));
    db.exec('COMMIT');
  }
}

function writeHolder(db: ReadDb, holder: LockHolder, taken: Taken): boolean {
  begin(db, taken);
  db.exec('CREATE TABLE IF NOT EXISTS holder (id INTEGER PRIMARY KEY CHECK (id = 1), holder TEXT NOT NULL) STRICT');
  const leftOver = readHolder(db) !== null;
  const writer = toWriteDb(db, 'holds the writer lock');
  writer.prepare('INSERT OR REPLACE INTO holder (id, holder) VALUES (1, ?)').run(JSON.stringify(holder));
  writer.exec('COMMIT');
  return leftOver;
}

/** Takes the lock, or is told that it is taken and stays so. */
function begin(db: ReadDb, taken: Taken): void {
  try {
    db.pragma(`busy_timeout = ${HOLD_PATIENCE_MS}`);
    db.exec('BEGIN IMMEDIATE');
  } catch (error) {
    db.pragma(`busy_timeout = ${PATIENCE_MS}`);
    if (!sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw error;
    throw taken(readHolder(db));
  }
  db.pragma(`busy_timeout = ${PATIENCE_MS}`);
}

function readHolder(db: ReadDb): LockHolder | null {
  const table = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'holder'`).get();
  if (table === undefined) return null;
  const row = db.prepare('SELECT holder FROM holder').get() as { holder: string } | undefined;
  return row ? (JSON.parse(row.holder) as LockHolder) : null;
}
