import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import type { ByteSource } from '../byte-source.ts';

const STEP = 256 * 1024;
const END_SIGNATURE = Buffer.from('PK\x05\x06', 'latin1');
const END_BYTES = 22;
const ZIP64_LOCATOR_BYTES = 20;

/**
 * Finds where the directory of an archive ends, from the end of the bytes: behind it may be a comment, and whatever a mail gateway or a download
 * has put there.
 * @returns the position behind the end record without its comment; null where the bytes hold no whole archive
 */
export async function findArchiveEnd(source: ByteSource): Promise<number | null> {
  for (let to = source.size; to >= END_BYTES;) {
    const from = Math.max(0, to - STEP);
    const bytes = await source.read(from, to - from);
    for (let at = lastIndex(bytes, bytes.length - END_BYTES); at >= 0; at = lastIndex(bytes, at - 1))
      if (await isEnd(source, from + at, bytes.subarray(at))) return from + at + END_BYTES;
    if (from === 0) return null;
    to = from + END_BYTES - 1;
  }
  return null;
}

function lastIndex(bytes: Buffer, from: number): number {
  return from < 0 ? -1 : bytes.lastIndexOf(END_SIGNATURE, from);
}

/** Whether an end record leads to a directory. Four letters alone may stand anywhere, also in another archive that is a part of this one. */
async function isEnd(source: ByteSource, position: number, record: Buffer): Promise<boolean> {
  let entries = record.readUInt16LE(10);
  let size = record.readUInt32LE(12);
  let offset = record.readUInt32LE(16);
  const locator = await source.read(Math.max(0, position - ZIP64_LOCATOR_BYTES), ZIP64_LOCATOR_BYTES);
  if (locator.length === ZIP64_LOCATOR_BYTES && locator.readUInt32LE(0) === 0x07064b50) {
    const zip64 = await source.read(Number(locator.readBigUInt64LE(8)), 56);
    if (zip64.length < 56 || zip64.readUInt32LE(0) !== 0x06064b50) return false;
    entries = Number(zip64.readBigUInt64LE(32));
    size = Number(zip64.readBigUInt64LE(40));
    offset = Number(zip64.readBigUInt64LE(48));
  }
  if (offset + size > position) return false;
  if (entries === 0) return size === 0;
  const directory = await source.read(offset, 4);
  return directory.length === 4 && directory.readUInt32LE(0) === 0x02014b50;
}

/** The bytes of an archive as yauzl reads them: up to `end`, and the last two, the length of its comment, are 0. */
export class ArchiveBytes extends RandomAccessReader {
  readonly #source: ByteSource;
  readonly #end: number;

  constructor(source: ByteSource, end: number) {
    super();
    this.#source = source;
    this.#end = end;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#pieces(start, end), { objectMode: false });
  }

  async *#pieces(start: number, end: number): AsyncGenerator<Buffer, void, undefined> {
    for (let at = start; at < end;) {
      const bytes = await this.#source.read(at, Math.min(STEP, end - at));
      if (bytes.length === 0) return;
      at += bytes.length;
      yield at === this.#end ? withoutCommentLength(bytes) : bytes;
    }
  }
}

function withoutCommentLength(bytes: Buffer): Buffer {
  return Buffer.from(bytes).fill(0, Math.max(0, bytes.length - 2));
}
