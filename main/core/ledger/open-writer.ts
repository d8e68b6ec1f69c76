import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { act } from '../../../shared/domain/action.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { isDiskFull, toLedgerError } from '../sqlite/sqlite-errors.ts';
import { openDatabase, toWriteDb } from '../sqlite/sqlite.ts';
import type { ReadDb, WriteDb } from '../sqlite/sqlite.ts';
import type { Clock } from '../time/clock.ts';
import type { Actor } from './context.ts';
import { dailyCopy } from './daily-copy.ts';
import { fileIdentity } from './file-identity.ts';
import { settleIdentity } from './identity.ts';
import { assertLedgerName, takeWriterLock } from './lock.ts';
import { assertReadable, migrate, schemaVersion } from './migrate.ts';
import { assertLocalDisk } from './network-share.ts';
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
export function openWriter(options: { path: string; actor: Actor; clock: Clock; appVersion: string }): OpenedWriter {
  const { path, actor, clock } = options;
  assertLedgerName(path);
  makeFolder(path);
  assertLocalDisk(path);
  const lock = takeWriterLock(path, actor, clock);
  let opened: ReadDb | undefined;
  try {
    const db = (opened = openDatabase(path, 'create'));
    if (lock.afterUncleanExit) assertSound(db, path);
    migrate(db, options);
    const writable = toWriteDb(db, 'holds the writer lock');
    settleIdentity(writable, path);
    const file = fileIdentity(path);
    return {
      db: writable,
      afterUncleanExit: lock.afterUncleanExit,
      keepDailyCopy: dailyCopy(db, path, clock),
      isInPlace: () => fileIdentity(path) === file,
      close: () => {
        try {
          db.pragma('optimize');
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

/** @throws AppError LEDGER_READ_ONLY. */
function makeFolder(path: string): void {
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true });
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
 * @throws AppError LEDGER_NOT_FOUND when there is none, LEDGER_DAMAGED, LEDGER_TOO_NEW.
 */
export function openReader(path: string): ReadDb {
  if (!existsSync(path)) {
    throw new AppError(
      'LEDGER_NOT_FOUND',
      `There is no ledger yet at ${path}. Add a payer account to begin: ${act('mpa.add')}`,
      { path },
    );
  }
  let db: ReadDb | undefined;
  try {
    db = openDatabase(path, 'read');
    assertReadable(db, path);
    return db;
  } catch (error) {
    db?.close();
    throw ledgerFailure(error, path);
  }
}

/** The schema version of a ledger file, 0 where there is none. */
export function ledgerSchema(path: string): number {
  if (!existsSync(path)) return 0;
  const db = openReader(path);
  try {
    return schemaVersion(db);
  } finally {
    db.close();
  }
}

function assertSound(db: ReadDb, path: string): void {
  const verdict = String(db.pragma('quick_check', { simple: true }));
  if (verdict === 'ok') return;
  throw new AppError('LEDGER_DAMAGED', `The ledger is damaged (${verdict}). Nothing was changed.`, { path, verdict });
}
