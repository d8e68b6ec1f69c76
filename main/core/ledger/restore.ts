import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { Actor, Clock } from './context.ts';
import { nowText } from './context.ts';
import { takeWriterLock } from './lock.ts';
import { assertReadable, schemaVersion } from './migrate.ts';
import { toLedgerError } from './sqlite-errors.ts';
import { openDatabase } from './sqlite.ts';
import { soundness } from './verify.ts';

/** What a restore did. */
export interface Restored {
  ledgerPath: string;
  backupPath: string;
  /** Where the ledger that was replaced is now; null when there was none. */
  keptAside: string | null;
}

/**
 * Puts a backup in the place of the ledger. The backup is checked first; the replaced ledger, damaged or not, is kept aside
 * under a name with the time, together with its write-ahead log. Nobody else may be writing.
 * @throws AppError FILE_NOT_FOUND, LEDGER_DAMAGED (the backup), LEDGER_TOO_NEW, LEDGER_LOCKED.
 */
export async function restoreLedger(options: {
  ledgerPath: string;
  backupPath: string;
  actor: Actor;
  clock: Clock;
}): Promise<Restored> {
  const { ledgerPath, backupPath, actor, clock } = options;
  checkBackup(backupPath);
  mkdirSync(dirname(ledgerPath), { recursive: true });
  const lock = takeWriterLock(ledgerPath, actor, clock);
  try {
    const incoming = `${ledgerPath}.restoring`;
    await copyBackup(backupPath, incoming);
    const keptAside = keepAside(ledgerPath, clock);
    renameSync(incoming, ledgerPath);
    return { ledgerPath, backupPath, keptAside };
  } finally {
    lock.release();
  }
}

function checkBackup(path: string): void {
  if (!existsSync(path)) {
    throw new AppError(
      'FILE_NOT_FOUND',
      `There is no backup at ${path}. List the ones there are: enroll restore --list`,
      { path },
    );
  }
  try {
    const db = openDatabase(path, 'read');
    try {
      assertReadable(db, path);
      if (schemaVersion(db) === 0) {
        throw new AppError('LEDGER_DAMAGED', `The file is empty, not a backup: ${path}. Choose another one.`, { path });
      }
      const report = soundness(db);
      if (report.sound) return;
      throw new AppError(
        'LEDGER_DAMAGED',
        `The backup is damaged (${report.problems[0] ?? ''}): ${path}. Choose another one.`,
        {
          path,
        },
      );
    } finally {
      db.close();
    }
  } catch (error) {
    throw toLedgerError(error, path);
  }
}

/** A copy through SQLite, so that a backup with a write-ahead log of its own comes whole; then on the disk for good. */
async function copyBackup(from: string, to: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${to}${suffix}`, { force: true });
  const db = openDatabase(from, 'read');
  try {
    await db.backup(to);
  } finally {
    db.close();
  }
  const file = openSync(to, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function keepAside(ledgerPath: string, clock: Clock): string | null {
  if (!existsSync(ledgerPath)) return null;
  const stamp = nowText(clock).replaceAll(/[:-]/gu, '');
  let aside = `${ledgerPath}.replaced-${stamp}`;
  for (let n = 2; existsSync(aside); n += 1) aside = `${ledgerPath}.replaced-${stamp}-${n}`;
  // The log first: a kill in between leaves the old ledger where it was, never the new one with the old one's log.
  if (existsSync(`${ledgerPath}-wal`)) copyFileSync(`${ledgerPath}-wal`, `${aside}-wal`);
  renameSync(ledgerPath, aside);
  for (const suffix of ['-wal', '-shm']) rmSync(`${ledgerPath}${suffix}`, { force: true });
  return aside;
}
