import { statfs } from 'node:fs/promises';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { wholeMegabytes } from '../../../../shared/domain/file-size.ts';

/** @param needed bytes @throws AppError FILE_NOT_WRITTEN where the disk of a folder has less than that */
export async function assertFree(folder: string, needed: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free > needed) return;
  throw noRoom(folder, `about ${wholeMegabytes(needed)} are needed, and ${wholeMegabytes(free)} are free`);
}

/** That the disk of a folder has no room. @param why as part of a sentence */
export function noRoom(folder: string, why: string): AppError {
  return new AppError(
    'FILE_NOT_WRITTEN',
    `There is not enough room on the disk of ${folder}: ${why}. Free some, and read the report again. Nothing was kept.`,
    { folder },
  );
}
