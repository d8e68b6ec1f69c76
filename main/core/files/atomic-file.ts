import { createHash, randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { chmod, lstat, open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { AppError } from '../../../shared/domain/app-error.ts';
import { replaceFile, whyNotReplaced } from './replace-file.ts';
import { assertUsablePath } from './usable-path.ts';

/** What was written. */
export interface WrittenBytes {
  bytes: number;
  /** In hex. */
  sha256: string;
}

/**
 * Writes chunks to a file or a stream. A file is written under a temporary name beside its own, flushed to the disk and then
 * renamed, so that whatever happens there is either the old file or the whole new one. After an error nothing is left behind.
 * A stream is neither ended nor destroyed.
 * @param target a path, or a stream that takes bytes
 * @throws AppError FILE_NOT_WRITTEN, CANCELLED, INVALID_INPUT (a name that the system can't keep); what `chunks` throws is passed on
 */
export async function writeWhole(
  target: string | Writable,
  chunks: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<WrittenBytes> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of chunks) {
      if (signal?.aborted === true)
        throw new AppError('CANCELLED', 'Writing the file was cancelled. No file was left behind.');
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  if (typeof target === 'string') await writeFileWhole(target, counted());
  else await writeStream(target, counted());
  return { bytes, sha256: hash.digest('hex') };
}

async function writeFileWhole(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  assertUsablePath(path);
  const folder = dirname(path);
  // Its beginning is enough: the whole of a long name with more to it would be too long.
  const temporary = join(folder, `.${basename(path).slice(0, 50)}.${randomBytes(6).toString('hex')}.tmp`);
  // This user's alone until it is whole, and has its name.
  const handle = await fileStep(path, () => open(temporary, 'wx', 0o600));
  try {
    await writeAndClose(handle, path, chunks);
    await fileStep(path, () => giveRights(temporary, path));
    await fileStep(path, () => replaceFile(temporary, path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await flushFolder(folder);
}

/**
 * Gives a file that a person asked for the rights that it is to have: those of the one that it replaces, else those that the system gives
 * any new file there. These are seen by an empty file: to read the umask would set it, for the whole program.
 */
async function giveRights(temporary: string, path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const replaced = await lstat(path).catch(() => null);
  await chmod(temporary, (replaced?.isFile() === true ? replaced : await newFile(temporary)).mode & 0o777);
}

async function newFile(temporary: string): Promise<Stats> {
  const empty = `${temporary}.rights`;
  const handle = await open(empty, 'wx');
  try {
    return await handle.stat();
  } finally {
    await handle.close();
    await rm(empty, { force: true });
  }
}

async function writeAndClose(handle: FileHandle, path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length;) {
        const { bytesWritten } = await fileStep(path, () => handle.write(chunk, at));
        at += bytesWritten;
      }
    }
    await fileStep(path, () => handle.sync());
  } finally {
    await handle.close();
  }
}

async function writeStream(target: Writable, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of chunks) {
    await new Promise<void>((resolve, reject) => {
      // the callback comes when the stream has taken the chunk: that is the back-pressure
      target.write(chunk, (error) => {
        if (error == null) resolve();
        else
          reject(
            new AppError(
              'FILE_NOT_WRITTEN',
              `The file could not be sent: ${error.message}. Try again.`,
              {},
              { cause: error },
            ),
          );
      });
    });
  }
}

/** Makes the new name itself last through a power failure, where the system lets folders be flushed (Windows does not). */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist. Make the folder first.',
  ENOTDIR: 'its folder is not a folder. Choose another place.',
  EISDIR: 'there is a folder of that name. Choose another name.',
  EACCES: 'you may not write there. Choose another folder.',
  EPERM: 'it may be open in another program. Close it there, or choose another name.',
  EBUSY: 'it is open in another program. Close it there, or choose another name.',
  // What Windows means by EPERM, as whyNotReplaced tells it.
  open: 'it is open in another program, a spreadsheet program perhaps. The file is as it was. Close it there, or choose another name.',
  'read-only':
    'it is marked read-only. The file is as it was. Take the mark off in its properties, or choose another name.',
  folder: 'there is a folder of that name. Choose another name.',
  ENOSPC: 'the disk is full. Free some space, then try again.',
  EROFS: 'the disk can only be read. Choose another folder.',
};

/** A step of writing a file, whose failure is told as that of the file. @throws AppError FILE_NOT_WRITTEN. */
export async function fileStep<T>(path: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason =
      REASONS[code === 'EPERM' ? (whyNotReplaced(path) ?? code) : code] ??
      `${error instanceof Error ? error.message : String(error)}. Choose another place.`;
    throw new AppError(
      'FILE_NOT_WRITTEN',
      `${basename(path)} can't be written: ${reason}`,
      { path, code },
      { cause: error },
    );
  }
}
