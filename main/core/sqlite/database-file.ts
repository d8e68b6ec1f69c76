import { existsSync, rmSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { AppError } from '../../../shared/domain/app-error.ts';

/** What SQLite keeps beside a file, by what it adds to its name. */
const BESIDE = ['-wal', '-shm', '-journal'] as const;

/** SQLite takes a file of one byte for an empty one as well (os_unix.c, unixFileSize). */
const NOTHING_IN_IT = 1;

/**
 * Looks at what is at a path before SQLite opens it: it would wait for a pipe or a device without end.
 * @returns null where nothing is there
 * @throws AppError LEDGER_IO for what is no file, also beside it under the names that SQLite uses, and for what can't be looked at.
 */
export function databaseFile(path: string): Stats | null {
  for (const ending of BESIDE) plainFile(`${path}${ending}`);
  return plainFile(path);
}

/**
 * Refuses a file that has nothing in it. SQLite would take it for a new one, and throw away the write-ahead log beside it.
 * @throws AppError LEDGER_DAMAGED; LEDGER_IO as databaseFile does.
 */
export function assertNotEmptied(path: string): void {
  const found = databaseFile(path);
  if (found === null || !hasNothing(found)) return;
  throw new AppError(
    'LEDGER_DAMAGED',
    'The ledger file is empty: what was in it is gone. Nothing was changed. To begin a new ledger, move the file away first.',
    { path },
  );
}

/** Whether SQLite would take a file for a new one. */
export function hasNothing({ size }: Stats): boolean {
  return size <= NOTHING_IN_IT;
}

/** Takes away a file of SQLite with all that it keeps beside it; what is not there is no error. */
export function removeDatabase(path: string): void {
  for (const ending of ['', ...BESIDE]) {
    // Below a file, where no folder can be, `force` is an error.
    if (existsSync(`${path}${ending}`)) rmSync(`${path}${ending}`, { force: true });
  }
}

/** Takes away what a transaction that was not ended has left beside a file. */
export function removeJournal(path: string): void {
  rmSync(`${path}-journal`, { force: true });
}

function plainFile(path: string): Stats | null {
  const found = look(path);
  if (found === null || found.isFile()) return found;
  const kind = found.isDirectory() ? 'folder' : found.isFIFO() ? 'pipe' : found.isSocket() ? 'socket' : 'device';
  throw new AppError(
    'LEDGER_IO',
    `There is a ${kind} at ${path}, where only a file can be. Nothing was opened or changed. See that its path is a file, or give another one.`,
    { path, kind },
  );
}

function look(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // A file where a folder would be: then nothing is there. Who makes the folder says more.
    if (code === 'ENOTDIR') return null;
    throw new AppError(
      'LEDGER_IO',
      `It can't be seen what is at ${path} (${code}). Nothing was opened or changed. See that you may enter its folder, and that no link leads in a circle.`,
      { path },
      { cause: error },
    );
  }
}
