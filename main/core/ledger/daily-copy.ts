import { AppError } from '../../../shared/domain/app-error.ts';
import { localDay } from '../../../shared/domain/local-day.ts';
import { toLedgerError } from '../sqlite/sqlite-errors.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';
import type { Clock } from '../time/clock.ts';
import { backUpDaily, isEmpty } from './backup-files.ts';

/**
 * Makes what keeps the copy of each day for a writer, however long it stays open. It is called before every change: the first call of a
 * day makes the copy where there is none; a ledger without content has nothing to copy, and is asked about again by the next change.
 * @returns gives why the copy could not be made, once a day, and null otherwise. Work goes on without the copy: a folder of backups that
 * can't be written to must not lock a person out.
 */
export function dailyCopy(db: ReadDb, path: string, clock: Clock): () => string | null {
  let lookedOn = '';
  return () => {
    const today = localDay(clock());
    if (today === lookedOn || isEmpty(db)) return null;
    lookedOn = today;
    try {
      backUpDaily(db, path, clock);
      return null;
    } catch (error) {
      const toBeTold = toLedgerError(error, path) instanceof AppError || (error instanceof Error && 'syscall' in error);
      if (!toBeTold) throw error;
      return error instanceof Error ? error.message : String(error);
    }
  };
}
