import { chmodSync, lstatSync, truncateSync } from 'node:fs';
import { hostname } from 'node:os';
import { AppError } from '../../../shared/domain/app-error.ts';
import { makeOwnFile } from '../files/own-files.ts';
import { removeJournal } from './database-file.ts';
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

/**
 * How long another's hold is waited for: a command beside an open window, or a core that just starts again, is soon through. So is who
 * reads the holder's row.
 */
const PATIENCE_MS = 1500;

/** Only this user may open a lock: who can open a file to read it can keep others from writing it. */
const MINE_ALONE = 0o600;

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
 *
 * A lock that can't be read is made anew, in the same file, so that who may hold it all the same still does.
 * @param path the lock's own file, made where it is missing
 * @param taken the error for who finds it taken; the holder is null where nobody can be named
 * @param mode the rights of its file
 * @throws what `taken` gives; AppError as `openDatabase` does
 */
export function takeLock(
  path: string,
  holder: LockHolder,
  taken: (by: LockHolder | null) => AppError,
  mode = MINE_ALONE,
): Lock {
  giveRights(path, mode);
  try {
    return hold(path, holder, taken);
  } catch (error) {
    if (!isDamage(error) || !emptied(path)) throw error;
    // Nobody can know how the last holder ended.
    return { ...hold(path, holder, taken), afterUncleanExit: true };
  }
}

function hold(path: string, holder: LockHolder, taken: Taken): Lock {
  const db = openDatabase(path, 'create', 'rollback-journal');
  try {
    db.pragma(`busy_timeout = ${PATIENCE_MS}`);
    const afterUncleanExit = announce(db, holder, taken);
    return {
      afterUncleanExit,
      release: () => {
        try {
          db.exec('DELETE FROM holder; COMMIT');
        } catch (error) {
          // The disk is full, somebody has deleted the lock's file, or keeps reading it. Closing lets the lock go all the same; the name
          // that stays behind makes the next one look more closely, no more.
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

/** Sees to the rights of a lock's file before SQLite makes it with those of any file. */
function giveRights(path: string, mode: number): void {
  try {
    // A file that is there already is not opened: to close it would let go of this process's own hold.
    makeOwnFile(path, mode);
  } catch (error) {
    // Where it can't be made SQLite says why.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
  const found = lstatSync(path, { throwIfNoEntry: false });
  const mine = found?.isFile() === true && process.getuid?.() === found.uid;
  if (mine && (found.mode & 0o777) !== mode) chmodSync(path, mode);
}

/** Whether SQLite can make nothing of a lock's file, other than because of a program or a disk. */
function isDamage(error: unknown): boolean {
  const code = sqliteCode(error instanceof AppError ? error.cause : error);
  return code !== undefined && !/^SQLITE_(?:BUSY|LOCKED|FULL|IOERR|CANTOPEN|NOMEM)/u.test(code);
}

/** Empties a damaged lock; false where that is not allowed. The file stays the same: another program may hold a lock on it. */
function emptied(path: string): boolean {
  try {
    truncateSync(path);
    removeJournal(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return false;
    throw error;
  }
}

/** Who took a lock last and has not let it go, alive or not; null where nobody has, or can be named. Looking must not take the lock, not even for a moment. */
export function lastHolder(path: string): LockHolder | null {
  let db: ReadDb | undefined;
  try {
    db = openDatabase(path, 'read');
    return readHolder(db);
  } catch (error) {
    // None, another user's, or one that is damaged: the next who takes it makes it anew.
    const isNone = error instanceof AppError && /^LEDGER_(?:NOT_FOUND|DAMAGED)$/u.test(error.code);
    if (isNone || isDamage(error)) return null;
    throw toLedgerError(error, path);
  } finally {
    db?.close();
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
 * program may have come and gone and left its own name: then once more. Where somebody keeps reading the row, it is held without a name.
 */
function announce(db: ReadDb, holder: LockHolder, taken: Taken): boolean {
  let leftOver = false;
  for (let attempt = 0; ; attempt += 1) {
    begin(db, taken);
    db.exec('CREATE TABLE IF NOT EXISTS holder (id INTEGER PRIMARY KEY CHECK (id = 1), holder TEXT NOT NULL) STRICT');
    leftOver = holderRow(db) !== undefined || leftOver;
    const isNamed = writeHolder(db, holder);
    begin(db, taken);
    if (!isNamed || holderRow(db) === JSON.stringify(holder)) return leftOver;
    if (attempt === 5) throw taken(readHolder(db));
    db.exec('COMMIT');
  }
}

/** Ends the transaction with our name in it, or without where the file is being read and can't be written. */
function writeHolder(db: ReadDb, holder: LockHolder): boolean {
  const writer = toWriteDb(db, 'holds the writer lock');
  writer.exec('DELETE FROM holder');
  writer.prepare('INSERT INTO holder (id, holder) VALUES (1, ?)').run(JSON.stringify(holder));
  try {
    writer.exec('COMMIT');
    return true;
  } catch (error) {
    if (!isBusy(error)) throw error;
    writer.exec('ROLLBACK');
    return false;
  }
}

/** Takes the lock, or is told that it is taken and stays so. */
function begin(db: ReadDb, taken: Taken): void {
  try {
    db.exec('BEGIN IMMEDIATE');
  } catch (error) {
    if (!isBusy(error)) throw error;
    throw taken(readHolder(db));
  }
}

function isBusy(error: unknown): boolean {
  return sqliteCode(error)?.startsWith('SQLITE_BUSY') ?? false;
}

function readHolder(db: ReadDb): LockHolder | null {
  const row = holderRow(db);
  if (row === undefined) return null;
  try {
    const { who, host, pid, machine, since } = JSON.parse(row) as Record<keyof LockHolder, unknown>;
    return isText(who) && isText(host) && isText(machine) && isText(since) && typeof pid === 'number'
      ? { who, host, pid, machine, since }
      : null;
  } catch (error) {
    // No JSON, or the JSON null.
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function holderRow(db: ReadDb): string | undefined {
  const table = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'holder'`).get();
  if (table === undefined) return undefined;
  return (db.prepare('SELECT holder FROM holder').get() as { holder: string } | undefined)?.holder;
}
