import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { makeOwnFile, makeOwnFolder } from '../files/own-files.ts';
import { giveFreeName } from '../files/replace-file.ts';
import { removeDatabase } from '../sqlite/database-file.ts';
import { isDiskFull, sqliteCode } from '../sqlite/sqlite-errors.ts';
import { assertSqlitePath, openDatabase, sqliteFile, toWriteDb } from '../sqlite/sqlite.ts';
import { nowText } from '../time/clock.ts';
import { backupFolder, backupName } from './backup-files.ts';
import type { BackupFile } from './backup-files.ts';
import type { JobContext } from './context.ts';
import { identityAt, readIdentity, writeIdentity } from './identity.ts';
import { openReader } from './open-writer.ts';
import { soundness } from './damage.ts';
import { removeSecrets } from './secrets.ts';

/** Pages copied between two looks at progress and cancel: about 4 MB. */
const PAGES_A_TURN = 1000;

const DAY_MS = 86_400_000;

/**
 * Copies the ledger while others go on with it, checks the copy, and only then gives it its name.
 * @param input.path where to; null for a name with the time in the ledger's backup folder. An existing file is not replaced.
 * @throws AppError ALREADY_EXISTS, CANCELLED, FILE_NOT_WRITTEN, INVALID_INPUT (a name that the system can't keep).
 */
export async function backUpLedger(context: JobContext, input: { path: string | null }): Promise<BackupFile> {
  const path = resolve(input.path ?? join(backupFolder(context.ledgerPath), backupName('manual', context.clock)));
  assertSqlitePath(path, '.partial-0123456789ab');
  if (input.path !== null) assertFree(path);
  // A name of its own: another backup to the same place may be under way.
  const partial = `${path}.partial-${randomBytes(6).toString('hex')}`;
  try {
    makeOwnFolder(dirname(path));
    sweep(context);
    await copy(context, partial);
    finishCopy(context, partial);
    if (input.path !== null) assertFree(path);
    return backupAt(giveFreeName(partial, path));
  } catch (error) {
    removeDatabase(partial);
    throw asWriteError(error, path);
  }
}

/** With the file's own time, as a list of backups has it. */
function backupAt(path: string): BackupFile {
  const { mtime, size } = statSync(path);
  return { path, at: nowText(() => mtime), bytes: size };
}

function assertFree(path: string): void {
  if (!existsSync(path)) return;
  throw new AppError('ALREADY_EXISTS', `There is a file already at ${path}. Choose another name.`, { path });
}

/** Takes away what backups that were killed have left in the backup folder; none takes a day. */
function sweep({ ledgerPath, clock }: JobContext): void {
  const folder = backupFolder(ledgerPath);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const found = /\.db\.partial-[0-9a-f]{12}$/u.test(name) ? statSync(path, { throwIfNoEntry: false }) : undefined;
    if (found && clock().getTime() - found.mtimeMs > DAY_MS) rmSync(path, { force: true });
  }
}

async function copy(context: JobContext, to: string): Promise<void> {
  // A connection outside the job's snapshot: a backup restarts by itself when the ledger changes under it.
  const db = openReader(context.ledgerPath);
  try {
    makeOwnFile(to);
    await db.backup(sqliteFile(to), {
      progress: ({ totalPages, remainingPages }) => {
        context.progress({ what: 'Copying the ledger', done: totalPages - remainingPages, total: totalPages });
        context.checkCancelled();
        return PAGES_A_TURN;
      },
    });
  } finally {
    db.close();
  }
}

/**
 * A copied ledger says of itself that it has a write-ahead log, which can't be had on a network share or a read-only disk,
 * where backups are kept: the copy is made a plain file first. It says whose it is, also where the ledger was not written to since it
 * was copied or moved itself.
 */
function finishCopy({ db: ledger, ledgerPath }: JobContext, path: string): void {
  const db = openDatabase(path, 'write', 'rollback-journal');
  try {
    db.pragma('journal_mode = DELETE');
    const known = readIdentity(ledger);
    const copied = toWriteDb(db, 'a scratch file');
    if (known !== null) writeIdentity(copied, identityAt(known, ledgerPath));
    removeSecrets(copied);
    const report = soundness(db);
    if (!report.sound)
      throw new AppError('LEDGER_DAMAGED', `The copy is not sound: ${report.problems[0] ?? ''}`, { path });
  } finally {
    db.close();
  }
}

function asWriteError(error: unknown, path: string): unknown {
  const code = sqliteCode(error);
  // What SQLite reads is the ledger, what it writes is the backup: only damage is the ledger's fault.
  const ofBackup = code !== undefined && !/^SQLITE_(?:CORRUPT|NOTADB)/u.test(code);
  if (!(error instanceof Error) || !('syscall' in error || ofBackup)) return error;
  return new AppError(
    'FILE_NOT_WRITTEN',
    `The backup could not be written to ${path}: ${isDiskFull(error, path) ? 'the disk is full' : error.message}. See that there is room and that you may write there, or choose another place.`,
    { path },
    { cause: error },
  );
}
