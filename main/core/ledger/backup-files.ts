import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { localDay } from '../../../shared/domain/local-day.ts';
import { makeOwnFile, makeOwnFolder } from '../files/own-files.ts';
import { giveFreeName } from '../files/replace-file.ts';
import { openDatabase, sqliteFile, toWriteDb } from '../sqlite/sqlite.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';
import type { Clock } from '../time/clock.ts';
import { nowText } from '../time/clock.ts';
import { byContent, daysFirst, newestCopy, wasOneDay } from './copy-age.ts';
import { readFrom, readIdentity } from './identity.ts';
import { ledgerFile, ledgerPlace } from './place.ts';
import { hasSecrets, removeSecrets } from './secrets.ts';
import { backupOwner, identityOf, ledgerNameOf } from './whose-backup.ts';

/** One backup file in the ledger's backup folder. */
export interface BackupFile {
  path: string;
  /** When it was made, ISO 8601 UTC. */
  at: string;
  bytes: number;
}

/** A backup of another ledger that lies in the same folder. */
export interface OtherBackup extends BackupFile {
  /** The name of the ledger that it is of, as `ledgerNameOf` has it. */
  of: string;
}

const KEPT_DAILY = 7;

/** Where the backups of a ledger are kept unless another place is asked for. Other ledgers of the same folder have theirs there, too. */
export function backupFolder(ledgerPath: string): string {
  return join(dirname(ledgerFile(ledgerPath)), 'backups');
}

/** The backups of a ledger itself, newest first by what they hold, and what holds the same by the times of the files. */
export function listBackups(ledgerPath: string): BackupFile[] {
  const all = backupsBeside(ledgerPath);
  if (all.length === 0) return [];
  const owner = backupOwner(ledgerPath);
  const [first, ...others] = all.filter(({ path }) => owner.owns(path));
  if (first === undefined) return [];
  const own = [first, ...others] as const;
  const sort = (db: ReadDb): BackupFile[] => byContent(own, db).map(({ path, at, bytes }) => ({ path, at, bytes }));
  return readFrom(ledgerPath, sort) ?? readFrom(newestCopy(own).path, sort) ?? [...own];
}

/** The backups in the ledger's backup folder that are of other ledgers, or of which nobody can say whose they are; newest first. */
export function listOtherBackups(ledgerPath: string): OtherBackup[] {
  const all = backupsBeside(ledgerPath);
  if (all.length === 0) return [];
  const owner = backupOwner(ledgerPath);
  return all.flatMap((file) => (owner.owns(file.path) ? [] : [{ ...file, of: ledgerNameOf(file.path) }]));
}

/** All backups in the folder, whosever they are, newest first. @throws AppError FILE_UNREADABLE. */
function backupsBeside(ledgerPath: string): BackupFile[] {
  const folder = backupFolder(ledgerPath);
  try {
    return backupsIn(folder);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new AppError(
      'FILE_UNREADABLE',
      `The folder of the backups, ${folder}, can't be looked into (${error.message}). Nothing was changed. See that you may read it and what is in it.`,
      { path: folder },
      { cause: error },
    );
  }
}

function backupsIn(folder: string): BackupFile[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .flatMap((name) => {
      const path = join(folder, name);
      // Another program may just have taken away its oldest one.
      const found = statSync(path, { throwIfNoEntry: false });
      return found?.isFile() ? [{ path, at: nowText(() => found.mtime), bytes: found.size }] : [];
    })
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.path < b.path ? 1 : -1));
}

/** A file name for a backup made now: `manual-20261121T040000Z.db`. */
export function backupName(kind: string, clock: Clock): string {
  return `${kind}-${nowText(clock).replaceAll(/[:-]/gu, '')}.db`;
}

/**
 * Keeps one copy a day of a ledger that has content, the newest seven of them, so that there is always a way back. A day is one by the
 * clocks of this computer. When a copy was made its name says: the time of a file changes where a folder is copied. Where a clock was wrong
 * then, the operations tell: which copies are newer than others, and that one was not made today. Only copies that have
 * the ledger's identity are counted and taken away: whose an older one is can be told, but not for certain.
 * @returns the path of the copy, or null when there was one already.
 */
export function backUpDaily(db: ReadDb, ledgerPath: string, clock: Clock): string | null {
  if (isEmpty(db)) return null;
  const identity = readIdentity(db)?.identity;
  const daily = backupsBeside(ledgerPath)
    .filter(({ path }) => DAILY.test(path) && identityOf(path) === identity)
    .sort((a, b) => madeAt(b.path).getTime() - madeAt(a.path).getTime());
  const today = localDay(clock());
  const madeToday = daily.filter(({ path }) => localDay(madeAt(path)) === today);
  if (byContent(madeToday, db).some((copy) => wasOneDay(copy, today, db))) return null;
  const copy = copyToBackups(db, ledgerPath, backupName('daily', clock));
  // What a ledger that was restored has come to now is newer than what it had come to before.
  const ranked = daysFirst([...byContent([{ path: copy }], db), ...byContent(daily, db)]);
  for (const old of ranked.slice(KEPT_DAILY)) rmSync(old.path, { force: true });
  return copy;
}

/** Whether nothing was ever changed in a ledger: there is nothing to copy. */
export function isEmpty(db: ReadDb): boolean {
  return db.prepare('SELECT 1 FROM operation LIMIT 1').get() === undefined;
}

const DAILY = /[/\\]daily-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z(?:-\d+)?\.db$/u;

/** When a daily copy was made, by its name. */
function madeAt(path: string): Date {
  return new Date(path.replace(/^.*[/\\]/u, '/').replace(DAILY, '$1-$2-$3T$4:$5:$6Z'));
}

/**
 * Copies a ledger into its backup folder, whole or not at all: a copy that is cut short, by a kill or a power loss, never has the name of
 * a backup. What earlier ones have left is swept away; the caller holds the ledger's writer lock, so nobody is at them.
 * @param name of the copy; where another backup has it, this one gets a number
 * @returns the path of the copy
 */
export function copyToBackups(db: ReadDb, ledgerPath: string, name: string): string {
  const folder = backupFolder(ledgerPath);
  makeOwnFolder(folder);
  // By the ledger: another one of the same folder may be making a copy now.
  const ending = `.db.partial-${createHash('sha256').update(ledgerPlace(ledgerPath)).digest('hex').slice(0, 12)}`;
  for (const left of readdirSync(folder)) if (left.endsWith(ending)) rmSync(join(folder, left), { force: true });
  const partial = join(folder, name.replace(/\.db$/u, ending));
  makeOwnFile(partial);
  db.prepare('VACUUM INTO ?').run(sqliteFile(partial));
  if (hasSecrets(db)) withoutSecrets(partial);
  const file = openSync(partial, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return giveFreeName(partial, join(folder, name));
}

function withoutSecrets(copy: string): void {
  const db = openDatabase(copy, 'write', 'rollback-journal');
  try {
    removeSecrets(toWriteDb(db, 'a scratch file'));
  } finally {
    db.close();
  }
}
