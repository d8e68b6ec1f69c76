import { AppError } from '../../../shared/domain/app-error.ts';
import { toLedgerError } from '../sqlite/sqlite-errors.ts';
import { contentAt } from './content.ts';
import { damageOf } from './damage.ts';
import { openLedgerFile, schemaVersion } from './schema.ts';

/**
 * Looks through a backup, which anybody may have made: its schema before anything of it is run, then its pages, its content and its kept
 * files. To be called on a file that nobody else writes to.
 * @returns when the newest change was made that it has; null where there is none
 * @throws AppError LEDGER_DAMAGED that names what is wrong, LEDGER_TOO_NEW.
 */
export function inspectBackup(path: string): string | null {
  try {
    const db = openLedgerFile(path, 'read');
    try {
      if (schemaVersion(db) === 0) throw emptyBackup(path);
      const [problem] = damageOf(db, () => undefined);
      if (problem !== undefined) throw new AppError('LEDGER_DAMAGED', problem, { path });
      return contentAt(db);
    } finally {
      db.close();
    }
  } catch (error) {
    throw toLedgerError(error, path);
  }
}

/** The error for a file in which nothing was ever kept. */
export function emptyBackup(path: string): AppError {
  return new AppError('LEDGER_DAMAGED', `The file is empty, not a backup: ${path}. Choose another one.`, { path });
}
