import { basename } from 'node:path';
import { AppError } from '../../../../shared/domain/app-error.ts';

/** A file that is not as it was delivered. @param what is the matter: 'it ends in the middle of line 12' */
export function damaged(path: string, what: string, data: Readonly<Record<string, unknown>> = {}): AppError {
  return new AppError(
    'FILE_DAMAGED',
    `${basename(path)} can't be used: ${what}. Get it again from the bucket, and add it once more. Nothing was kept of it.`,
    { path, ...data },
  );
}
