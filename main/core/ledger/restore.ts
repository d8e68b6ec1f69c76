import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { act } from '../../../shared/domain/action.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { copyOwnFile, makeOwnFile, makeOwnFolder } from '../files/own-files.ts';
import { replaceFile, whyNotReplaced } from '../files/replace-file.ts';
import { assertUsablePath } from '../files/usable-path.ts';
import type { Lock } from '../sqlite/lock.ts';
import { databaseFile, hasNothing, removeDatabase } from '../sqlite/database-file.ts';
import { isDiskFull, sqliteCode, toLedgerError } from '../sqlite/sqlite-errors.ts';
import { assertSqlitePath, copyPages, toWriteDb } from '../sqlite/sqlite.ts';
import { nowText } from '../time/clock.ts';
import type { Clock } from '../time/clock.ts';
import { backupFolder } from './backup-files.ts';
import type { Actor } from './context.ts';
import { writeIdentity } from './identity.ts';
import { takeWriterLock } from './lock.ts';
import { emptyBackup } from './inspect.ts';
import { migrate } from './migrate.ts';
import { ledgerFile, ledgerPlace } from './place.ts';
import { openLedgerFile } from './schema.ts';
import { backupOwner, ledgerNameOf, ownIdentity } from './whose-backup.ts';

/** What a restore did. */
export interface Restored {
  ledgerPath: string;
  backupPath: string;
  /** Where the ledger that was replaced is now; null when there was none. */
  keptAside: string | null;
}

/**
 * Puts a backup in the place of the ledger. The backup is checked first; the replaced ledger, damaged or not, is kept aside
 * under a name with the time, together with its write-ahead log. Nobody else may be writing; who is reading goes over to the
 * restored ledger by himself, but on Windows, where a file that is open can't be replaced: then all is left as it was. At every
 * moment there is a ledger at its path: the old one or the new one. It stays the ledger that it was, whatever it holds: its identity and so
 * its backups are still its own.
 * @param options.of the name of the ledger that the backup is of, as `ledgerNameOf` has it; needed where that is another ledger
 * @param options.inspect looks through the copy that will be the ledger, as `inspectBackup` does, and ends after some time
 * @throws AppError CHOICE_NEEDED (a backup of another ledger, whose name was not said), INVALID_INPUT (another name), FILE_NOT_FOUND, LEDGER_DAMAGED (the backup), LEDGER_TOO_NEW, LEDGER_LOCKED, FILE_NOT_WRITTEN.
 */
export async function restoreLedger(options: {
  ledgerPath: string;
  backupPath: string;
  of: string | null;
  actor: Actor;
  clock: Clock;
  appVersion: string;
  inspect: (path: string) => Promise<void>;
}): Promise<Restored> {
  const { backupPath, of, actor, clock, inspect } = options;
  const ledgerPath = ledgerFile(options.ledgerPath);
  assertUsablePath(backupPath);
  assertSqlitePath(ledgerPath, '.replaced-20261121T060000Z-2');
  checkBackup(backupPath);
  assertWanted(ledgerPath, backupPath, of);
  const incoming = `${ledgerPath}.restoring`;
  let lock: Lock | undefined;
  let aside: string | undefined;
  try {
    makeOwnFolder(dirname(ledgerPath));
    lock = takeWriterLock(ledgerPath, actor, clock);
    removeDatabase(incoming);
    makeOwnFile(incoming);
    await copyPages(backupPath, incoming);
    await inspect(incoming).catch((error: unknown) => {
      throw asBackupError(error, backupPath);
    });
    makeThisLedger(incoming, { ...options, ledgerPath });
    flush(incoming);
    aside = freeAside(ledgerPath, clock);
    const keptAside = keepAside(ledgerPath, aside);
    await replaceFile(incoming, ledgerPath);
    return { ledgerPath, backupPath, keptAside };
  } catch (error) {
    if (lock) leaveAsItWas(ledgerPath, incoming, aside);
    throw asWriteError(error, ledgerPath);
  } finally {
    lock?.release();
  }
}

function checkBackup(path: string): void {
  const found = databaseFile(path);
  if (found === null) {
    throw new AppError(
      'FILE_NOT_FOUND',
      `There is no backup at ${path}. List the ones there are: ${act('ledger.backups')}`,
      { path },
    );
  }
  if (hasNothing(found)) throw emptyBackup(path);
  try {
    openLedgerFile(path, 'read').close();
  } catch (error) {
    throw asBackupError(toLedgerError(error, path), path);
  }
}

/** What is wrong with a backup, or with its copy, in the words of who wants to restore it. */
function asBackupError(error: unknown, path: string): unknown {
  if (!(error instanceof AppError) || error.code !== 'LEDGER_DAMAGED') return error;
  const message = `The backup can't be restored: ${path}. ${error.message} Choose another one: ${act('ledger.backups')}`;
  return new AppError('LEDGER_DAMAGED', message, { ...error.data, path }, { cause: error });
}

/** @throws AppError CHOICE_NEEDED, INVALID_INPUT. */
function assertWanted(ledgerPath: string, backupPath: string, of: string | null): void {
  const name = ledgerNameOf(backupPath);
  if (of !== null && of !== name) {
    throw new AppError(
      'INVALID_INPUT',
      `The backup ${backupPath} is of the ledger ${name}, not of ${of}. Nothing was changed. Say the name of the ledger that it is of, or choose another backup: ${act('ledger.backups')}`,
      { path: backupPath, of: name, asked: of },
    );
  }
  // Where there is no ledger, one that comes from elsewhere, as on a new computer, takes nothing's place.
  const isFromElsewhere = resolve(dirname(backupPath)) !== resolve(backupFolder(ledgerPath));
  const takesNoPlace = !existsSync(ledgerPath) && isFromElsewhere;
  if (of !== null || takesNoPlace || backupOwner(ledgerPath).owns(backupPath)) return;
  throw new AppError(
    'CHOICE_NEEDED',
    `The backup ${backupPath} is of another ledger, ${name}, not of ${ledgerPath}. Nothing was changed. See the backups of this one: ${act('ledger.backups')}. To put the other one's in its place all the same, say whose it is${act('ledger.restore-of', { name })}.`,
    { path: backupPath, of: name },
  );
}

/** Brings a copy of a backup up to date, and makes it the ledger in whose place it will be, where that can still be told. */
function makeThisLedger(incoming: string, options: { ledgerPath: string; clock: Clock; appVersion: string }): void {
  const { ledgerPath, clock, appVersion } = options;
  const identity = ownIdentity(ledgerPath);
  const db = openLedgerFile(incoming, 'write', 'rollback-journal');
  try {
    db.pragma('journal_mode = DELETE');
    migrate(db, { path: incoming, clock, appVersion, isCopy: true });
    if (identity === null) return;
    writeIdentity(toWriteDb(db, 'holds the writer lock'), { identity, path: ledgerPlace(ledgerPath) });
  } finally {
    db.close();
  }
}

/**
 * Gives the ledger a second name and takes its write-ahead log out of the way: a log that is left would be played into the new
 * ledger. What the log holds is put into a sound ledger first, so that a kill at any point loses nothing.
 */
function keepAside(ledgerPath: string, aside: string): string | null {
  if (!existsSync(ledgerPath)) {
    removeLogs(ledgerPath);
    return null;
  }
  emptyLog(ledgerPath);
  removeLogs(aside);
  if ((statSync(`${ledgerPath}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) {
    copyOwnFile(`${ledgerPath}-wal`, `${aside}-wal`);
  }
  linkOrCopy(ledgerPath, aside);
  removeLogs(ledgerPath);
  return aside;
}

/** A name with the time that is not taken. */
function freeAside(ledgerPath: string, clock: Clock): string {
  const first = `${ledgerPath}.replaced-${nowText(clock).replaceAll(/[:-]/gu, '')}`;
  let aside = first;
  for (let n = 2; existsSync(aside); n += 1) aside = `${first}-${n}`;
  return aside;
}

function emptyLog(ledgerPath: string): void {
  if (!existsSync(`${ledgerPath}-wal`)) return;
  try {
    const db = openLedgerFile(ledgerPath, 'write');
    try {
      db.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      db.close();
    }
  } catch (error) {
    // A damaged ledger is kept aside as it is, with its log.
    if (!(error instanceof AppError) && sqliteCode(error) === undefined) throw error;
  }
}

/**
 * A second name for the same file where the file system has such; a copy elsewhere, and on Windows: as long as somebody has the file open
 * no name of it could be taken away again.
 */
function linkOrCopy(from: string, to: string): void {
  if (process.platform === 'win32') return copyOwnFile(from, to);
  try {
    linkSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    copyOwnFile(from, to);
  }
}

/** Sees to it that a file is on the disk for good. */
function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** After a failure: the ledger is still at its path. Its log goes back where it was taken away, and its second name goes again. */
function leaveAsItWas(ledgerPath: string, incoming: string, aside: string | undefined): void {
  try {
    removeDatabase(incoming);
    if (aside === undefined || !existsSync(aside)) return;
    if (existsSync(`${aside}-wal`) && !existsSync(`${ledgerPath}-wal`)) {
      copyOwnFile(`${aside}-wal`, `${ledgerPath}-wal`);
    }
    removeDatabase(aside);
  } catch (error) {
    // What could not be taken away is only in the way: another copy. The first error says more.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
}

function removeLogs(path: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}

function asWriteError(error: unknown, path: string): unknown {
  const isFull = isDiskFull(error, path) || (error instanceof AppError && error.code === 'LEDGER_DISK_FULL');
  if (!(error instanceof Error) || !(isFull || 'syscall' in error || sqliteCode(error) !== undefined)) return error;
  const code = 'code' in error ? error.code : undefined;
  if ((code === 'EPERM' || code === 'EBUSY') && whyNotReplaced(path) === 'open') {
    // It holds the writer lock, so no window of the app and no command that writes has the ledger; readers need no lock and leave no name.
    return new AppError(
      'FILE_NOT_WRITTEN',
      `The backup could not be put in the ledger's place: another program has ${basename(path)} open, and Windows replaces no file that is open. Nothing was changed: the ledger and the backup are as they were. It is no program that writes to the ledger, but one that reads it: a command line, another window, or a program that copies or scans files. Close it, then try again. Windows' Resource Monitor (resmon) finds it under CPU, Associated Handles, by the name ${basename(path)}.`,
      { path, code, held: true },
      { cause: error },
    );
  }
  return new AppError(
    'FILE_NOT_WRITTEN',
    `The backup could not be put in the ledger's place (${isFull ? 'the disk is full' : error.message}). The ledger is as it was. Close other programs that have it open, see that there is room and that you may write to its folder, then try again.`,
    { path },
    { cause: error },
  );
}
