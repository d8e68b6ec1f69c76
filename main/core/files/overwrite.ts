import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../../shared/domain/app-error.ts';
import { fileStep, writeWhole } from './atomic-file.ts';
import { makeOwnFolder } from './own-files.ts';
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
  // Its beginning is enough: the whole of a long name with more to it would be too long.
  const beside = join(dirname(path), `.${basename(path).slice(0, 50)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    // In a folder that nobody else may enter: it only is compared.
    await fileStep(path, async () => makeOwnFolder(beside));
    const written = await write(join(beside, 'new'));
    if ((await hashOf(path)) === written.sha256) return { ...written, path, unchanged: true };
    throw new AppError(
      'ALREADY_EXISTS',
      `There is a ${basename(path)} with other content already. Choose another folder, or say that it is to be replaced.`,
      { path },
    );
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** What a person asked for has the rights that the system gives any new folder: the umask takes from these. */
const ASKED_FOR = 0o777;

/** Makes a folder. @throws AppError FILE_NOT_WRITTEN, INVALID_INPUT (a name that the system can't keep). */
export async function makeFolder(folder: string): Promise<void> {
  assertUsablePath(folder);
  try {
    if (existsSync(folder)) await assertFolder(folder);
    else makeOwnFolder(folder, ASKED_FOR);
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
 * Writes a text to a file that is not there yet.
 * @throws AppError ALREADY_EXISTS, FILE_NOT_WRITTEN, INVALID_INPUT (a name that the system can't keep).
 */
export async function writeNew(path: string, text: string): Promise<void> {
  if (existsSync(path)) throw new AppError('ALREADY_EXISTS', `There is a file already at ${path}.`, { path });
  await writeWhole(path, Readable.from([Buffer.from(text)]));
}

async function assertFolder(folder: string): Promise<void> {
  if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is a file`);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
