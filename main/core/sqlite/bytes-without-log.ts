import { readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';

/** Where a SQLite file says whether it needs a write-ahead log (SQLite, 'Database File Format'): 2 where it does, 1 where not. */
const [WRITE_VERSION, READ_VERSION] = [18, 19];

/**
 * What a file holds that needs a write-ahead log where none can be made, because its folder may only be read: to be opened in memory,
 * without a log. All of it is in the file as long as there is no log beside it.
 * @returns null for a file that needs no log
 * @throws AppError LEDGER_READ_ONLY where the last changes are in a log; LEDGER_LOCKED where the file is being written to
 */
export function bytesWithoutLog(path: string): Buffer | null {
  const before = stateOf(path);
  if (before.log > 0) {
    throw new AppError(
      'LEDGER_READ_ONLY',
      `The ledger can't be read as it is: its last changes are in ${basename(path)}-wal, and to read that SQLite has to write to the folder ${dirname(path)}, which you may not. Let somebody who may write there open the ledger and close it again, or copy both files into a folder of your own.`,
      { path },
    );
  }
  const bytes = readFileSync(path);
  if (bytes[READ_VERSION] !== 2) return null;
  if (JSON.stringify(stateOf(path)) !== JSON.stringify(before)) {
    throw new AppError('LEDGER_LOCKED', 'The ledger is being changed by another program just now. Try again.', {
      path,
    });
  }
  bytes[WRITE_VERSION] = bytes[READ_VERSION] = 1;
  return bytes;
}

function stateOf(path: string): { bytes: number; changedAt: number; log: number } {
  const { size, mtimeMs } = statSync(path);
  return { bytes: size, changedAt: mtimeMs, log: statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0 };
}
