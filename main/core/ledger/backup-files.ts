import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { localDay } from '../../../shared/domain/local-day.ts';
import { replaceFileSync } from '../files/replace-file.ts';
import { sqliteFile } from '../sqlite/sqlite.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';
import type { Clock } from '../time/clock.ts';
import { nowText } from '../time/clock.ts';

/** One backup file in the ledger's backup folder. */
export interface BackupFile {
  path: string;
  /** When it was made, ISO 8601 UTC. */
  at: string;
  bytes: number;
}

const KEPT_DAILY = 7;

/** Where the backups of a ledger are kept unless another place is asked for. */
export function backupFolder(ledgerPath: string): string {
  return join(dirname(ledgerPath), 'backups');
}

/** The backups of a ledger, newest first. */
export function listBackups(ledgerPath: string): BackupFile[] {
  const folder = backupFolder(ledgerPath);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .flatMap((name) => {
      const path = join(folder, name);
      // Another program may just have taken away its oldest one.
      const found = statSync(path, { throwIfNoEntry: false });
      return found ? [{ path, at: nowText(() => found.mtime), bytes: found.size }] : [];
    })
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.path < b.path ? 1 : -1));
}

/** A file name for a backup made now: `manual-20261121T040000Z.db`. */
export function backupName(kind: 'manual' | 'daily', clock: Clock): string {
  return `${kind}-${nowText(clock).replaceAll(/[:-]/gu, '')}.db`;
}

/**
 * Keeps one copy a day of a ledger that has content, the newest seven of them, so that there is always a way back. A day is one by the
 * clocks of this computer. When a copy was made its name says: the time of a file changes where a folder is copied.
 * @returns the path of the copy, or null when there was one already.
 */
export function backUpDaily(db: ReadDb, ledgerPath: string, clock: Clock): string | null {
  if (isEmpty(db)) return null;
  const daily = listBackups(ledgerPath)
    .filter(({ path }) => DAILY.test(path))
    .sort((a, b) => madeAt(b.path).getTime() - madeAt(a.path).getTime());
  const today = localDay(clock());
  if (daily.some(({ path }) => localDay(madeAt(path)) === today)) return null;
  const folder = backupFolder(ledgerPath);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, backupName('daily', clock));
  copyWhole(db, path);
  for (const old of daily.slice(KEPT_DAILY - 1)) rmSync(old.path, { force: true });
  return path;
}

/** Whether nothing was ever changed in a ledger: there is nothing to copy. */
export function isEmpty(db: ReadDb): boolean {
  return db.prepare('SELECT 1 FROM operation LIMIT 1').get() === undefined;
}

const DAILY = /[/\\]daily-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.db$/u;

/** When a daily copy was made, by its name. */
function madeAt(path: string): Date {
  return new Date(path.replace(/^.*[/\\]/u, '/').replace(DAILY, '$1-$2-$3T$4:$5:$6Z'));
}

/**
 * Copies a ledger into a file of that name, whole or not at all: a copy that is cut short, by a kill or a power loss, never has
 * the name of a backup. What earlier ones have left is swept away; the caller holds the writer lock, so nobody is at them.
 */
export function copyWhole(db: ReadDb, path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    // Not those of `enroll backup`, which needs no lock and may be at work.
    if (/^(?:daily|before-migration)-.*\.db\.partial$/u.test(name)) rmSync(join(folder, name), { force: true });
  }
  const partial = `${path}.partial`;
  db.prepare('VACUUM INTO ?').run(sqliteFile(partial));
  const file = openSync(partial, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  replaceFileSync(partial, path);
}
