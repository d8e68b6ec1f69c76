import { dirname } from 'node:path';
import { act } from '../../../shared/domain/action.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { makeOwnFolder } from '../files/own-files.ts';
import { replaceFileSync } from '../files/replace-file.ts';
import { databaseFile, removeDatabase } from '../sqlite/database-file.ts';
import { isDiskFull, toLedgerError } from '../sqlite/sqlite-errors.ts';
import { openDatabase, toWriteDb } from '../sqlite/sqlite.ts';
import type { ReadDb, WriteDb } from '../sqlite/sqlite.ts';
import type { Clock } from '../time/clock.ts';
import type { Actor } from './context.ts';
import { dailyCopy } from './daily-copy.ts';
import { fileIdentity } from './file-identity.ts';
import { settleIdentity } from './identity.ts';
import { assertLedgerPath, takeWriterLock } from './lock.ts';
import { migrate } from './migrate.ts';
import { assertLocalDisk } from './network-share.ts';
import { ledgerFile } from './place.ts';
import { makeLedgerPrivate } from './private-ledger.ts';
import { openLedgerFile, schemaVersion } from './schema.ts';
import { seal } from './seals.ts';
import { forgetStatistics, isSmall } from './statistics.ts';
import { wipeTraces } from './secrets.ts';
import { ledgerFailure } from './way-back.ts';

/** What was noticed while a ledger was opened for writing. */
export interface OpenedWriter {
  db: WriteDb;
  /** The last program that wrote ended without closing the ledger; it was checked and is sound. */
  afterUncleanExit: boolean;
  /** Keeps the day's copy where it is due; to be called before each change, also by a writer that stays open over midnight. See DailyCopy. */
  keepDailyCopy: () => string | null;
  /**
   * Whether the file at the ledger's path is still the one that was opened. Writing on into one that was moved away or deleted
   * would be lost work.
   */
  isInPlace(): boolean;
  close(): void;
}

/**
 * Opens a ledger for writing: takes the lock, looks at it closely after an unclean exit, brings it up to
 * date, and sees to its identity. Makes the ledger and its folder where there is none.
 * @throws AppError LEDGER_LOCKED, LEDGER_DAMAGED (with the backups to go back to), LEDGER_TOO_NEW …
 */
export function openWriter(asked: { path: string; actor: Actor; clock: Clock; appVersion: string }): OpenedWriter {
  const options = { ...asked, path: ledgerFile(asked.path) };
  const { path, actor, clock } = options;
  assertLedgerPath(path);
  makeFolder(path);
  assertLocalDisk(path);
  makeLedgerPrivate(path);
  const lock = takeWriterLock(path, actor, clock);
  let opened: ReadDb | undefined;
  try {
    if (databaseFile(path) === null) makeLedger(options);
    else assertMade(path);
    const db = (opened = openLedgerFile(path, 'write'));
    if (lock.afterUncleanExit) assertSound(db, path);
    migrate(db, options);
    const writable = toWriteDb(db, 'holds the writer lock');
    settleIdentity(writable, path);
    wipeTraces(writable);
    const file = fileIdentity(path);
    return {
      db: writable,
      afterUncleanExit: lock.afterUncleanExit,
      keepDailyCopy: dailyCopy(db, path, clock),
      isInPlace: () => fileIdentity(path) === file,
      close: () => {
        try {
          optimize(writable);
        } finally {
          db.close();
          lock.release();
        }
      },
    };
  } catch (error) {
    opened?.close();
    lock.release();
    throw ledgerFailure(error, path);
  }
}

/**
 * Makes a ledger under another name first, and gives it its own when it is whole. So a file at a ledger's path that has nothing in it was
 * never made by us: it was emptied.
 */
function makeLedger(options: { path: string; clock: Clock; appVersion: string }): void {
  const made = `${options.path}.new`;
  removeDatabase(made);
  const db = openDatabase(made, 'create');
  try {
    migrate(db, { ...options, path: made });
  } finally {
    db.close();
  }
  replaceFileSync(made, options.path);
}

/** Looks into a ledger that is there before it is opened for writing, which would change it. @throws AppError LEDGER_DAMAGED. */
function assertMade(path: string): void {
  const db = openLedgerFile(path, 'read');
  try {
    assertHasTables(db, path);
  } finally {
    db.close();
  }
}

/** A ledger gets its name when it is whole: a database without tables was one, or never one of ours. @throws AppError LEDGER_DAMAGED. */
function assertHasTables(db: ReadDb, path: string): void {
  if (schemaVersion(db) > 0 || db.prepare('SELECT 1 FROM sqlite_schema').get() !== undefined) return;
  throw new AppError(
    'LEDGER_DAMAGED',
    'The ledger file is a database without tables: what was in it is gone. Nothing was changed. To begin a new ledger, move the file away first.',
    { path },
  );
}

/** @throws AppError LEDGER_READ_ONLY. */
function makeFolder(path: string): void {
  const folder = dirname(path);
  try {
    makeOwnFolder(folder);
  } catch (error) {
    if (isDiskFull(error, path)) throw toLedgerError(error, path);
    const said = error instanceof Error ? error.message : String(error);
    throw new AppError(
      'LEDGER_READ_ONLY',
      `The ledger's folder can't be made (${said}). Give another place${act('ledger.elsewhere')}, or see that you may write there.`,
      { path, folder },
      { cause: error },
    );
  }
}

/**
 * Opens a ledger for reading only; needs no lock.
 * @throws AppError LEDGER_NOT_FOUND when there is none, LEDGER_DAMAGED (also an emptied one), LEDGER_TOO_NEW, LEDGER_IO.
 */
export function openReader(path: string): ReadDb {
  if (databaseFile(path) === null) {
    throw new AppError(
      'LEDGER_NOT_FOUND',
      `There is no ledger yet at ${path}. Add a payer account to begin: ${act('mpa.add')}`,
      { path },
    );
  }
  let db: ReadDb | undefined;
  try {
    db = openLedgerFile(path, 'read');
    assertHasTables(db, path);
    return db;
  } catch (error) {
    db?.close();
    throw ledgerFailure(error, path);
  }
}

/** The schema version of a ledger file, 0 where there is none. */
export function ledgerSchema(path: string): number {
  if (databaseFile(path) === null) return 0;
  const db = openReader(path);
  try {
    return schemaVersion(db);
  } finally {
    db.close();
  }
}

/** Lets SQLite look again at how it plans its reading, where that is worth it; what it keeps of that is sealed as all else is. */
function optimize(db: WriteDb): void {
  db.transaction(() => {
    if (isSmall(db)) forgetStatistics(db);
    else db.pragma('optimize');
    seal(db, true);
  }).immediate();
}

function assertSound(db: ReadDb, path: string): void {
  const verdict = String(db.pragma('quick_check', { simple: true }));
  if (verdict === 'ok') return;
  throw new AppError('LEDGER_DAMAGED', `The ledger is damaged (${verdict}). Nothing was changed.`, { path, verdict });
}
