import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { assertUsablePath } from '../files/usable-path.ts';
import type { TableSource } from './table.ts';

/** Bytes that can be read more than once: a file that stays open, or a buffer. */
export interface ByteSource {
  /** Name without folder; '' for pasted text. */
  name: string;
  size: number;
  /** All bytes from the start, in fresh chunks. */
  chunks(): AsyncIterable<Uint8Array>;
  /** The bytes from a position on, fewer where they end before; not to be written to. */
  read(position: number, length: number): Promise<Buffer>;
  /** @throws AppError FILE_UNREADABLE when the file was written to since it was opened. */
  checkUnchanged(): Promise<void>;
  close(): Promise<void>;
}

const CHUNK_BYTES = 256 * 1024;

/**
 * Opens a source for reading.
 * @throws AppError FILE_NOT_FOUND, FILE_UNREADABLE, INVALID_INPUT (a name that is no file's)
 */
export async function openSource(source: TableSource): Promise<ByteSource> {
  if (source.kind === 'path') return openFile(source.path);
  if (source.kind === 'bytes') return fromBytes(basename(source.name), source.bytes);
  return fromBytes('', Buffer.from(source.text, 'utf8'));
}

async function openFile(path: string): Promise<ByteSource> {
  const name = basename(path);
  assertUsablePath(path);
  try {
    const before = await stat(path);
    if (!before.isFile())
      throw new AppError('FILE_UNREADABLE', `${name} is not a file. Give the path of a .xlsx or .csv file.`, { path });
    const handle = await open(path, 'r');
    const opened = await handle.stat();
    const read = async (position: number, length: number): Promise<Buffer> => {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    };
    return {
      name,
      size: opened.size,
      async *chunks() {
        for (let position = 0; ;) {
          const bytes = await read(position, CHUNK_BYTES);
          if (bytes.length === 0) return;
          position += bytes.length;
          yield bytes;
        }
      },
      read,
      async checkUnchanged() {
        const now = await handle.stat();
        if (now.size === opened.size && now.mtimeMs === opened.mtimeMs) return;
        throw new AppError(
          'FILE_UNREADABLE',
          `${name} was changed while it was being read. Wait until it is saved, then try again.`,
          { path },
        );
      },
      close: () => handle.close(),
    };
  } catch (error) {
    throw fileError(error, name, path);
  }
}

function fromBytes(name: string, bytes: Uint8Array): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    name,
    size: buffer.length,
    async *chunks() {
      for (let at = 0; at < buffer.length; at += CHUNK_BYTES)
        yield await Promise.resolve(buffer.subarray(at, at + CHUNK_BYTES));
    },
    read: (position, length) => Promise.resolve(buffer.subarray(position, position + length)),
    checkUnchanged: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

function fileError(error: unknown, name: string, path: string): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    return new AppError('FILE_NOT_FOUND', `There is no file ${path}. Check the path.`, { path }, { cause: error });
  }
  if (error.code === 'EBUSY') {
    // A sharing violation in Windows. Spreadsheet programs let others read what they have open; most other programs, too.
    return new AppError(
      'FILE_UNREADABLE',
      `${name} is open in another program, which lets nobody else read it. Close it there, or import a copy of it.`,
      { path },
      { cause: error },
    );
  }
  const reason = error.code === 'EACCES' || error.code === 'EPERM' ? 'you may not read it' : error.message;
  return new AppError(
    'FILE_UNREADABLE',
    `${name} can't be opened: ${reason}. Check its permissions, or copy it elsewhere.`,
    { path },
    { cause: error },
  );
}
