import { hostname } from 'node:os';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { Actor, Clock } from './context.ts';
import { nowText } from './context.ts';
import { sqliteCode } from './sqlite-errors.ts';
import { openDatabase, toWriteDb } from './sqlite.ts';
import type { ReadDb } from './sqlite.ts';

/** Who holds a ledger's writer lock. */
export interface LockHolder {
  who: string;
  host: string;
  pid: number;
  machine: string;
  since: string;
}

export interface WriterLock {
  /** True when the last holder ended without letting go: killed, crashed, or the power went. */
  readonly afterUncleanExit: boolean;
  release(): void;
}

/** How long others' reading of the holder's row, which takes a moment, is waited for. */
const PATIENCE_MS = 5000;

/** How long another's hold is waited for: a command beside an open window, or a core that just starts again, is soon through. */
const HOLD_PATIENCE_MS = 1500;

/** The lock's own little database, beside the ledger. */
export function lockPath(ledgerPath: string): string {
  return `${ledgerPath}.lock`;
}

/**
 * Takes the one writer lock of a ledger, for as long as the process lives or until it is released.
 *
 * The lock is a write transaction held open in a database of its own: the operating system drops it when the process
 * ends, however it ends, so there is no stale lock to remove by hand. It keeps a rollback journal, not WAL, because then others
 * can still read the holder's row while the transaction is open.
 * @throws AppError LEDGER_LOCKED that names the holder.
 */
export function takeWriterLock(ledgerPath: string, actor: Actor, clock: Clock): WriterLock {
  const db = openLockDatabase(ledgerPath);
  try {
    const holder: LockHolder = {
      who: actor.who,
      host: actor.host,
      pid: process.pid,
      machine: hostname(),
      since: nowText(clock),
    };
    const afterUncleanExit = announce(db, holder, ledgerPath);
    return {
      afterUncleanExit,
      release: () => {
        try {
          db.exec('DELETE FROM holder; COMMIT');
        } catch (error) {
          // The disk is full, or somebody has deleted the lock's file. Closing lets the lock go all the same; the name that
          // stays behind makes the next one look at the ledger more closely, no more.
          if (sqliteCode(error) === undefined) throw error;
        } finally {
          db.close();
        }
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Who holds the lock now, or null when nobody does. Looking must not take the lock, not even for a moment, so a holder that was
 * killed is told by its process being gone.
 */
export function currentHolder(ledgerPath: string): LockHolder | null {
  const holder = lastHolder(ledgerPath);
  return holder && isRunning(holder) ? holder : null;
}

/** Whether the last holder ended without letting go, and nobody has noticed yet: the ledger is to be looked at before it is trusted. */
export function wasLeftHeld(ledgerPath: string): boolean {
  const holder = lastHolder(ledgerPath);
  return holder !== null && !isRunning(holder);
}

function lastHolder(ledgerPath: string): LockHolder | null {
  let db: ReadDb;
  try {
    db = openDatabase(lockPath(ledgerPath), 'read');
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

/** Of another machine nothing can be known: its word is taken. */
function isRunning({ pid, machine }: LockHolder): boolean {
  if (machine !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function openLockDatabase(ledgerPath: string): ReadDb {
  return openDatabase(lockPath(ledgerPath), 'create', 'rollback-journal');
}

/**
 * Writes who we are in a first transaction, so that the row is there to read, and holds a second one. Between the two another
 * program may have come and gone and left its own name: then once more.
 */
function announce(db: ReadDb, holder: LockHolder, ledgerPath: string): boolean {
  let leftOver = false;
  for (let attempt = 0; ; attempt += 1) {
    leftOver = writeHolder(db, holder, ledgerPath) || leftOver;
    begin(db, ledgerPath);
    if (JSON.stringify(readHolder(db)) === JSON.stringify(holder)) return leftOver;
    if (attempt === 5) throw lockedError(readHolder(db), ledgerPath);
    db.exec('COMMIT');
  }
}

function writeHolder(db: ReadDb, holder: LockHolder, ledgerPath: string): boolean {
  begin(db, ledgerPath);
  db.exec('CREATE TABLE IF NOT EXISTS holder (id INTEGER PRIMARY KEY CHECK (id = 1), holder TEXT NOT NULL) STRICT');
  const leftOver = readHolder(db) !== null;
  const writer = toWriteDb(db, 'holds the writer lock');
  writer.prepare('INSERT OR REPLACE INTO holder (id, holder) VALUES (1, ?)').run(JSON.stringify(holder));
  writer.exec('COMMIT');
  return leftOver;
}

/** Takes the lock, or is told that it is taken and stays so. */
function begin(db: ReadDb, ledgerPath: string): void {
  try {
    db.pragma(`busy_timeout = ${HOLD_PATIENCE_MS}`);
    db.exec('BEGIN IMMEDIATE');
  } catch (error) {
    db.pragma(`busy_timeout = ${PATIENCE_MS}`);
    if (!sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw error;
    throw lockedError(readHolder(db), ledgerPath);
  }
  db.pragma(`busy_timeout = ${PATIENCE_MS}`);
}

function readHolder(db: ReadDb): LockHolder | null {
  const table = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'holder'`).get();
  if (table === undefined) return null;
  const row = db.prepare('SELECT holder FROM holder').get() as { holder: string } | undefined;
  return row ? (JSON.parse(row.holder) as LockHolder) : null;
}

function lockedError(holder: LockHolder | null, ledgerPath: string): AppError {
  const name = holder
    ? `${HOST_NAMES[holder.host] ?? holder.host} of ${holder.who} (process ${holder.pid} on ${holder.machine}, since ${holder.since})`
    : 'another program';
  return new AppError(
    'LEDGER_LOCKED',
    `The ledger is being changed by ${name}. Nothing was changed. Make the change there, or close it and try again.`,
    { path: ledgerPath, holder },
  );
}

const HOST_NAMES: Readonly<Record<string, string>> = {
  desktop: 'the Enrollment Desk app',
  web: 'the Enrollment Desk web host',
  cli: 'an `enroll` command',
};
