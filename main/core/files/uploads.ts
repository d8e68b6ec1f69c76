import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { appendOwnFile, makeOwnFile, makeOwnFolder } from './own-files.ts';
import { systemFailure } from './system-failure.ts';
import { assertUsablePath } from './usable-path.ts';

/** A file that is to come. */
export interface FileToCome {
  /** With the folders above it: 'report/20261001-20261101/report-1.csv.gz'. */
  readonly name: string;
  readonly bytes: number;
}

/** A part of a file. */
export interface Piece {
  readonly uploadId: string;
  /** Which file, from 0. */
  readonly file: number;
  /** How many of its bytes came before. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** Files that come in pieces, one piece after the other, from a page that can't name files of this computer. */
export class Uploads {
  readonly #open = new Map<string, (piece: Piece) => void>();

  /**
   * Waits until all bytes of some files have come. They lie in a folder, which the caller takes away, under the names that they came with.
   * @param how.tell is told the ID that pieces come with @param how.progress is told how many bytes have come
   * @throws AppError INVALID_INPUT (a name that leads elsewhere, or twice the same), FILE_NOT_WRITTEN (a full disk), CANCELLED
   */
  async receive(
    files: readonly FileToCome[],
    folder: string,
    how: { tell: (uploadId: string) => void; progress: (bytes: number) => void; signal: AbortSignal },
  ): Promise<void> {
    const paths = files.map(({ name }) => makePlace(folder, name));
    const came = files.map(() => 0);
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    const uploadId = randomUUID();
    let all = 0;
    try {
      await new Promise<void>((resolve, reject) => {
        const onAbort = (): void => reject(new AppError('CANCELLED', 'Cancelled. Nothing was kept.'));
        if (how.signal.aborted) return onAbort();
        how.signal.addEventListener('abort', onAbort, { once: true });
        if (total === 0) return resolve();
        this.#open.set(uploadId, ({ file, at, bytes }) => {
          const { name = '', bytes: most = 0 } = files[file] ?? {};
          if (bytes.length === 0 || at !== came[file] || at + bytes.length > most)
            throw notNext(name, at, bytes.length);
          try {
            appendOwnFile(paths[file] ?? '', bytes);
          } catch (error) {
            const failure = systemFailure(error) ?? error;
            // Some of it may have been written: there is no going on.
            reject(failure);
            throw failure;
          }
          came[file] = at + bytes.length;
          all += bytes.length;
          how.progress(all);
          if (all === total) resolve();
        });
        return how.tell(uploadId);
      });
    } finally {
      this.#open.delete(uploadId);
    }
  }

  /** Takes a piece. @throws AppError NOT_FOUND where nobody waits for it; INVALID_INPUT where it is not the next one of its file; FILE_NOT_WRITTEN */
  take(piece: Piece): void {
    const take = this.#open.get(piece.uploadId);
    if (take === undefined)
      throw new AppError('NOT_FOUND', 'These files are not waited for any more. Add them again.', {
        uploadId: piece.uploadId,
      });
    take(piece);
  }
}

/** Makes an empty file, and the folders above it. @returns its path @throws AppError INVALID_INPUT */
function makePlace(folder: string, name: string): string {
  const parts = name.split('/');
  // No part may be a step up, a drive, or several parts as the system has it.
  if (parts.some((part) => part === '' || part === '.' || part === '..' || basename(part) !== part))
    throw new AppError('INVALID_INPUT', `'${name}' is no name of a file in a folder that is sent. Nothing was kept.`, {
      name,
    });
  const path = join(folder, ...parts);
  assertUsablePath(path, `'${name}':`);
  try {
    makeOwnFolder(dirname(path));
    if (makeOwnFile(path)) return path;
  } catch (error) {
    throw systemFailure(error) ?? twice(name, error);
  }
  throw twice(name);
}

function twice(name: string, cause?: unknown): AppError {
  return new AppError(
    'INVALID_INPUT',
    `'${name}' comes twice among the files. Nothing was kept. Add one of them at a time.`,
    { name },
    { cause },
  );
}

function notNext(name: string, at: number, bytes: number): AppError {
  return new AppError('INVALID_INPUT', 'This is not the piece that comes next. Add the files again.', {
    name,
    at,
    bytes,
  });
}
