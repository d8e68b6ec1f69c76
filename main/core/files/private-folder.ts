import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';

/**
 * Makes a folder of a new name, which only this user may enter, in the system's folder for temporary files. Who made it takes it away.
 * @param beginning what its name begins with
 * @returns its path
 * @throws AppError FILE_NOT_WRITTEN that names the folder for temporary files.
 */
export function privateFolder(beginning: string): string {
  try {
    return mkdtempSync(join(tmpdir(), beginning));
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw temporaryFolderError(error.message, error);
  }
}

/** The error of who needs the folder for temporary files and can't write to it. @param why as it stands in brackets */
export function temporaryFolderError(why: string, cause: unknown): AppError {
  const variable = process.platform === 'win32' ? 'TEMP' : 'TMPDIR';
  return new AppError(
    'FILE_NOT_WRITTEN',
    `The folder for temporary files, ${tmpdir()}, is needed for this and can't be written to (${why}). Nothing was changed. See that there is room and that you may write there, or name another folder in the environment variable ${variable}.`,
    { path: tmpdir() },
    { cause },
  );
}
