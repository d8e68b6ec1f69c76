import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../../shared/domain/app-error.ts';
import { assertUsablePath } from './usable-path.ts';

/** What a writer says of the file it wrote. */
interface Written {
  path: string;
  bytes: number;
  sha256: string;
  rows: number;
  neutralised: number;
}

/**
 * Writes a file that may be there already, never silently over one with other content: that may be what was sent to the vendor.
 * The same bytes again are no change. The folder is made where it is missing.
 * @param write writes to the path it is given, whole or not at all.
 * @throws AppError ALREADY_EXISTS, FILE_NOT_WRITTEN.
 */
export async function writeUnlessDifferent<T extends Written>(
  path: string,
  overwrite: boolean,
  write: (target: string) => Promise<T>,
): Promise<T & { unchanged: boolean }> {
  await makeFolder(dirname(path));
  if (overwrite || !existsSync(path)) return { ...(await write(path)), unchanged: false };
  const beside = join(dirname(path), `.${basename(path)}.new`);
  try {
    const written = await write(beside);
    if ((await hashOf(path)) === written.sha256) return { ...written, path, unchanged: true };
    throw new AppError(
      'ALREADY_EXISTS',
      `There is a ${basename(path)} with other content already. Choose another folder, or say that it is to be replaced.`,
      { path },
    );
  } finally {
    await rm(beside, { force: true });
  }
}

/** Makes a folder. @throws AppError FILE_NOT_WRITTEN, INVALID_INPUT (a name that the system can't keep). */
export async function makeFolder(folder: string): Promise<void> {
  assertUsablePath(folder);
  try {
    await makeEach(resolve(folder));
  } catch (error) {
    throw new AppError(
      'FILE_NOT_WRITTEN',
      `The folder ${folder} can't be made: ${error instanceof Error ? error.message : String(error)}. Choose another place.`,
      { path: folder },
      { cause: error },
    );
  }
}

/**
 * Makes a folder and those above it that are missing. Node's own recursive mkdir never ends where a folder that is there can hold no
 * other and says ENOENT, as /proc does.
 */
async function makeEach(folder: string): Promise<void> {
  if (existsSync(folder)) return assertFolder(folder);
  const parent = dirname(folder);
  if (parent !== folder) await makeEach(parent);
  try {
    await mkdir(folder);
  } catch (error) {
    // Another program may just have made it.
    if (!existsSync(folder)) throw error;
  }
}

async function assertFolder(folder: string): Promise<void> {
  if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is a file`);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
