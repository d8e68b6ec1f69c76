import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { backUpDaily, listBackups } from './backup-files.ts';
import type { Actor, Clock } from './context.ts';
import { takeWriterLock } from './lock.ts';
import { assertReadable, migrate, schemaVersion } from './migrate.ts';
import { assertLocalDisk } from './network-share.ts';
import { toLedgerError } from './sqlite-errors.ts';
import { openDatabase, toWriteDb } from './sqlite.ts';
import type { ReadDb, WriteDb } from './sqlite.ts';

/** What was noticed while a ledger was opened for writing. */
export interface OpenedWriter {
  db: WriteDb;
  /** The last program that wrote ended without closing the ledger; it was checked and is sound. */
  afterUncleanExit: boolean;
  close(): void;
}

/**
 * Opens a ledger for writing: takes the lock, looks at it closely after an unclean exit, brings it up to date, and keeps a
 * copy a day. Makes the ledger and its folder where there is none.
 * @throws AppError LEDGER_LOCKED, LEDGER_DAMAGED (with the backups to go back to), LEDGER_TOO_NEW …
 */
export function openWriter(options: { path: string; actor: Actor; clock: Clock; appVersion: string }): OpenedWriter {
  const { path, actor, clock } = options;
  mkdirSync(dirname(path), { recursive: true });
  assertLocalDisk(path);
  const lock = takeWriterLock(path, actor, clock);
  let opened: ReadDb | undefined;
  try {
    const db = (opened = openDatabase(path, 'create'));
    if (lock.afterUncleanExit) assertSound(db, path);
    migrate(db, options);
    backUpDaily(db, path, clock);
    return {
      db: toWriteDb(db, 'holds the writer lock'),
      afterUncleanExit: lock.afterUncleanExit,
      close: () => {
        db.pragma('optimize');
        db.close();
        lock.release();
      },
    };
  } catch (error) {
    opened?.close();
    lock.release();
    throw withWayBack(toLedgerError(error, path), path);
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
      `There is no ledger yet at ${path}. Add a payer account to begin: enroll mpa add <account ID> --name <name> --scenario <scenario>`,
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
    throw withWayBack(toLedgerError(error, path), path);
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

/** Adds to the error of a damaged ledger what the newest backup is and how to go back to it. */
function withWayBack(error: unknown, path: string): unknown {
  if (!(error instanceof AppError) || error.code !== 'LEDGER_DAMAGED') return error;
  const newest = listBackups(path)[0];
  const way = newest
    ? `The newest backup is of ${newest.at}: enroll restore ${JSON.stringify(newest.path)}. The damaged file is kept aside.`
    : 'There is no backup beside it; restore one that you keep elsewhere with: enroll restore FILE';
  const said = error.message.replace(/ Restore the newest backup: .*$/u, '');
  return new AppError(
    'LEDGER_DAMAGED',
    `${said} ${way}`,
    { ...error.data, backup: newest?.path ?? null },
    { cause: error },
  );
}
