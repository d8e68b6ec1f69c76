import { act } from '../../../shared/domain/action.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { meaningOf, toLedgerError } from '../sqlite/sqlite-errors.ts';
import { listBackups, listOtherBackups } from './backup-files.ts';
import type { BackupFile } from './backup-files.ts';

/** The backups of a damaged ledger; what keeps them from being seen hides no damage. */
function backupsOf(path: string): BackupFile[] | AppError {
  try {
    return listBackups(path);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/**
 * An error that came up while a ledger was used, as a person can act on it: SQLite's own made into ours, and with a damaged
 * ledger the way back. What is no error of SQLite comes back as it is.
 */
export function ledgerFailure(error: unknown, path: string): unknown {
  return withWayBack(toLedgerError(error, path), path);
}

/** Adds to the error of a damaged ledger what the newest backup is and how to go back to it. */
function withWayBack(error: unknown, path: string): unknown {
  if (!(error instanceof AppError) || error.code !== 'LEDGER_DAMAGED') return error;
  // Said already, or about another file: a backup that is damaged itself.
  if ('backup' in error.data || error.data['path'] !== path) return error;
  const found = backupsOf(path);
  const newest = found instanceof AppError ? undefined : found[0];
  const way =
    found instanceof AppError
      ? found.message
      : newest
        ? `The newest backup is of ${newest.at}: ${act('ledger.restore', { path: newest.path })}. The damaged file is kept aside.`
        : listOtherBackups(path).length > 0
          ? `No backup beside it can be told to be of this ledger; see whose they are: ${act('ledger.backups')}`
          : `There is no backup beside it; restore one that you keep elsewhere with: ${act('ledger.restore')}`;
  const said = meaningOf(error.cause)?.sentence ?? error.message;
  return new AppError(
    'LEDGER_DAMAGED',
    `${said} ${way}`,
    { ...error.data, backup: newest?.path ?? null },
    { cause: error },
  );
}
