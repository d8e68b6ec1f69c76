import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { act } from '../../../shared/domain/action.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { rightsText } from '../files/own-files.ts';

/**
 * Refuses to change a ledger where its folder, or one of the files in it that SQLite writes to, may only be read.
 * @throws AppError LEDGER_READ_ONLY that names the folder or the file with its rights.
 */
export function assertMayWrite(ledgerPath: string): void {
  const folder = dirname(ledgerPath);
  if (!existsSync(folder)) return;
  refuseWhereDenied(folder, constants.W_OK | constants.X_OK, ledgerPath);
  for (const ending of ['', '-wal', '-shm', '.lock']) {
    const file = `${ledgerPath}${ending}`;
    if (existsSync(file)) refuseWhereDenied(file, constants.W_OK, ledgerPath);
  }
}

/** The error of a ledger that may not be written to. @param place its folder, or the file in it that may only be read */
export function readOnlyError(ledgerPath: string, place: string, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const what = place === dirname(ledgerPath) ? 'the folder' : 'the file';
  const why =
    code === 'EROFS'
      ? `${what} ${place} is on a disk that may only be read`
      : `you may not write to ${what} ${place}${rightsOf(place)}`;
  return new AppError(
    'LEDGER_READ_ONLY',
    `The ledger can be read, not changed: ${why}. Nothing was changed. Have the right to write there given to you, or keep the ledger in a folder of your own${act('ledger.elsewhere')}.`,
    { path: ledgerPath, place },
    { cause },
  );
}

function refuseWhereDenied(place: string, mode: number, ledgerPath: string): void {
  try {
    accessSync(place, mode);
  } catch (error) {
    throw readOnlyError(ledgerPath, place, error);
  }
}

/** As `ls -l` shows them: ' (r-xr-xr-x, of user 0; you are user 1000)'. Windows keeps rights elsewhere. */
function rightsOf(place: string): string {
  const me = process.getuid?.();
  const found = statSync(place, { throwIfNoEntry: false });
  if (me === undefined || found === undefined) return '';
  return ` (${rightsText(found.mode)}, of user ${found.uid}; you are user ${me})`;
}
