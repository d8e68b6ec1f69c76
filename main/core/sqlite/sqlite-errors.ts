import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { act } from '../../../shared/domain/action.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/app-error.ts';

/** What a result code of SQLite means for a person. */
interface Meaning {
  readonly prefix: string;
  readonly code: ErrorCode;
  readonly sentence: string;
  /** What to do about it where that depends on what else is there; see way-back.ts. */
  readonly remedy?: string;
}

const RESTORE = `Restore the newest backup: ${act('ledger.backups')}`;

const DISK_FULL: Meaning = {
  prefix: 'SQLITE_FULL',
  code: 'LEDGER_DISK_FULL',
  sentence: 'The disk is full. Nothing was changed. Make room and try again.',
};

/** SQLite's result codes, by what they mean for a person. Longer names come before their own beginnings. */
const MEANINGS: readonly Meaning[] = [
  {
    prefix: 'SQLITE_CORRUPT',
    code: 'LEDGER_DAMAGED',
    sentence: 'The ledger file is damaged. Nothing was changed.',
    remedy: RESTORE,
  },
  {
    prefix: 'SQLITE_NOTADB',
    code: 'LEDGER_DAMAGED',
    sentence: 'The file is not a ledger, or its beginning is damaged.',
    remedy: RESTORE,
  },
  DISK_FULL,
  {
    prefix: 'SQLITE_READONLY',
    code: 'LEDGER_READ_ONLY',
    sentence: "The ledger can't be written to. Check that you may write to the file and to its folder.",
  },
  {
    prefix: 'SQLITE_CANTOPEN',
    code: 'LEDGER_NOT_FOUND',
    sentence: "The ledger can't be opened. Check the path and that you may read its folder.",
  },
  {
    prefix: 'SQLITE_IOERR',
    code: 'LEDGER_IO',
    sentence:
      'The disk gave an error while the ledger was read or written. Nothing was changed. See that its path is a file on a disk that works, and try again.',
  },
  {
    prefix: 'SQLITE_BUSY',
    code: 'LEDGER_LOCKED',
    sentence: 'Another program is using the ledger. Close it, or wait until it is done.',
  },
];

/** Whether an error came out of SQLite, with its result code. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== 'SqliteError') return undefined;
  const code: unknown = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : undefined;
}

/**
 * Makes SQLite's own errors into ours where a person can act on them; all else comes back as it is.
 * @param path the file, for the error's data.
 */
export function toLedgerError(error: unknown, path: string): unknown {
  if (error instanceof TypeError && /directory does not exist/u.test(error.message)) {
    return new AppError(
      'LEDGER_NOT_FOUND',
      `The folder of the ledger does not exist: ${path}. Check the path.`,
      { path },
      { cause: error },
    );
  }
  const meaning = isDiskFull(error, path) ? DISK_FULL : meaningOf(error);
  if (!meaning) return error;
  const { code, sentence, remedy } = meaning;
  const message = remedy === undefined ? sentence : `${sentence} ${remedy}`;
  return new AppError(code, message, { path, sqlite: sqliteCode(error) }, { cause: error });
}

/** What SQLite makes first beside a file takes 32 KiB (the index of a write-ahead log). */
const LEAST_ROOM = 64 * 1024;

/**
 * Whether an error comes from a disk that is full: the system says so, or SQLite could not make or write a file where there is no room.
 * For that SQLite has other codes than for a row that does not fit.
 * @param path the file that was to be written
 */
export function isDiskFull(error: unknown, path: string): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(?:SQLITE_FULL|ENOSPC|EDQUOT)$/u.test(code)) return true;
  return /^SQLITE_(?:IOERR|CANTOPEN)/u.test(code) && roomAt(dirname(path)) < LEAST_ROOM;
}

/** Bytes that may still be written in a folder. */
function roomAt(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    // No folder: then it is not its room that lacks.
    return Infinity;
  }
}

/** What an error of SQLite means; undefined where it is none, or one that nobody can act on. */
export function meaningOf(error: unknown): Meaning | undefined {
  const code = sqliteCode(error);
  return code === undefined ? undefined : MEANINGS.find(({ prefix }) => code.startsWith(prefix));
}
