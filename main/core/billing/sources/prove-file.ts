import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import type { ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import type { TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createGunzip, createInflateRaw } from 'node:zlib';
import { openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { CsvScan } from './csv-scan.ts';
import { damaged } from './damage.ts';
import type { ReportFileKind } from './file-kind.ts';

/** What is known of a file that was read from its first to its last byte. */
export interface FileProof {
  /** Of the file as it lies there. */
  readonly sha256: string;
  readonly bytes: number;
  /** Bytes of the csv; those of the file where nothing is packed. */
  readonly unpackedBytes: number;
  /** Lines of a csv without its heading; null of Parquet. */
  readonly lines: number | null;
  /** The heading line of a csv; null of Parquet. */
  readonly header: string | null;
  /** Whether a checksum says that it is whole. Of a plain csv nothing can say so. */
  readonly checked: boolean;
}

/** After how many bytes it is told how many they are. */
const TOLD = 4 * 1024 * 1024;

/** Bytes that are read and unpacked at a time: with Node's 16 KiB unpacking takes twice as long. */
const AT_A_TIME = 256 * 1024;
const chunks = { chunkSize: AT_A_TIME };

/** How a file is proven. */
export interface HowToProve {
  readonly kind: ReportFileKind;
  /** Where the csv of a zip is written; nothing may be there. Null: nowhere. */
  readonly unpackTo: string | null;
  /** Is told now and then how many bytes of the file were read. */
  readonly onBytes?: (bytes: number) => void;
}

/** What the bytes of a file go through. */
class Watched extends Transform {
  readonly hash = createHash('sha256');
  bytes = 0;
  readonly #onBytes: (bytes: number) => void;

  constructor(onBytes: (bytes: number) => void) {
    super();
    this.#onBytes = onBytes;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.hash.update(chunk);
    const before = this.bytes;
    this.bytes += chunk.length;
    if (Math.floor(before / TOLD) !== Math.floor(this.bytes / TOLD)) this.#onBytes(this.bytes);
    done(null, chunk);
  }
}

/** Where unpacked bytes end up: they are looked at, and written where a place is given. */
function endOf(scan: CsvScan, size: { bytes: number; sum: number }): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      scan.push(chunk);
      size.bytes += chunk.length;
      done(null, chunk);
    },
  });
}

/**
 * Reads a file of a report from its first to its last byte: gzip to its trailer, zip by its CRC, the lines of a csv by their quotes.
 * @throws AppError FILE_DAMAGED what is not whole; the system's error
 */
export async function proveFile(
  path: string,
  { kind, unpackTo, onBytes = () => undefined }: HowToProve,
): Promise<FileProof> {
  const watched = new Watched(onBytes);
  if (kind === 'parquet') return proveParquet(path, watched);
  const scan = new CsvScan();
  const size = { bytes: 0, sum: 0 };
  if (kind === 'zip') {
    await pipeline(inLargeParts(path), watched, discard());
    await unpackOnly(path, scan, size, unpackTo);
  } else {
    const unpack = kind === 'gzip' ? [createGunzip(chunks)] : [];
    try {
      await pipeline([inLargeParts(path), watched, ...unpack, endOf(scan, size), discard()]);
    } catch (error) {
      throw packedDamage(path, error);
    }
  }
  assertWhole(path, scan);
  return {
    sha256: watched.hash.digest('hex'),
    bytes: watched.bytes,
    unpackedBytes: size.bytes,
    lines: scan.lines - 1,
    header: scan.header,
    checked: kind !== 'csv',
  };
}

/** The heading line of a csv or of a packed one, without reading further. @throws AppError FILE_DAMAGED where there is none */
export async function headerOf(path: string, kind: 'csv' | 'gzip'): Promise<string> {
  const scan = new CsvScan();
  const file = createReadStream(path);
  const bytes = kind === 'gzip' ? file.pipe(createGunzip()) : file;
  try {
    for await (const chunk of bytes) {
      scan.push(chunk as Buffer);
      if (scan.header !== null) return textOnly(path, scan.header);
    }
  } catch (error) {
    throw packedDamage(path, error);
  } finally {
    file.destroy();
    bytes.destroy();
  }
  throw damaged(path, 'it has no line that ends');
}

/** A packed file whose first bytes were changed looks like a csv, and one of a strange kind does. @throws AppError FILE_DAMAGED */
function textOnly(path: string, header: string): string {
  if (!/[\u0000-\u0008\u000E-\u001F\u{FFFD}]/u.test(header)) return header;
  throw damaged(
    path,
    'its heading line is no text: its bytes were changed, or it is packed in a way that is not known',
  );
}

function inLargeParts(path: string): ReadStream {
  return createReadStream(path, { highWaterMark: AT_A_TIME });
}

function discard(): Transform {
  return new Transform({ transform: (_chunk, _encoding, done) => done() }).resume();
}

function assertWhole(path: string, scan: CsvScan): void {
  if (scan.header === null)
    throw damaged(path, scan.lines === 0 ? 'it has no line that ends' : 'its heading line has no end');
  if (scan.fault !== null)
    throw damaged(path, `line ${scan.fault.line} has ${scan.fault.what}`, { line: scan.fault.line });
  if (!scan.endsWhole)
    throw damaged(
      path,
      `it ends in the middle of line ${scan.lines + 1}: it was cut, or a quotation mark of it was lost`,
      {
        line: scan.lines + 1,
      },
    );
}

/** What zlib says, in words. @returns any other error as it is */
function packedDamage(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR') return damaged(path, 'it ends before it should: it was cut, or is not all there yet');
  if (/^Z_|ERR_.*ZLIB/u.test(code)) return damaged(path, `its bytes were changed (${(error as Error).message})`);
  return error;
}

async function unpackOnly(
  path: string,
  scan: CsvScan,
  size: { bytes: number; sum: number },
  unpackTo: string | null,
): Promise<void> {
  await inZip(path, async (zip, entry) => {
    const raw = await zip.openReadStreamPromise(entry, { decodeFileData: false });
    const unpacked = entry.compressionMethod === 8 ? [createInflateRaw(chunks)] : [];
    const check = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size.sum = crc32(chunk, size.sum);
        // A small zip may say that it has much in it, or have it.
        if (size.bytes + chunk.length > entry.uncompressedSize) done(damaged(path, 'it has more in it than it says'));
        else done(null, chunk);
      },
    });
    const end = unpackTo === null ? discard() : createWriteStream(unpackTo, { flags: 'wx', mode: 0o600 });
    await pipeline([raw, ...unpacked, check, endOf(scan, size), end]);
    if (size.bytes !== entry.uncompressedSize || size.sum !== entry.crc32)
      throw damaged(path, 'its bytes were changed (their checksum is another one)');
  });
}

/** How many bytes a zip says that it has unpacked. @throws AppError FILE_DAMAGED */
export async function unpackedBytesOfZip(path: string): Promise<number> {
  return inZip(path, (_zip, { uncompressedSize }) => Promise.resolve(uncompressedSize));
}

/** Does something with the one file of a report's zip. */
async function inZip<T>(path: string, work: (zip: ZipFile, entry: Entry) => Promise<T>): Promise<T> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch((error: unknown) => {
    throw zipDamage(path, error);
  });
  try {
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) if (!entry.fileName.endsWith('/')) entries.push(entry);
    const [entry] = entries;
    if (entry === undefined || entries.length > 1)
      throw damaged(path, `a report's zip has one file, and this one has ${entries.length}`);
    if (entry.isEncrypted()) throw damaged(path, 'it is locked with a password');
    return await work(zip, entry);
  } catch (error) {
    throw zipDamage(path, packedDamage(path, error));
  } finally {
    zip.close();
  }
}

/** What the reader of zips says; errors of the system and our own stay. */
function zipDamage(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError || 'syscall' in error) return error;
  return damaged(path, `it is no whole zip (${error.message})`);
}

/** Parquet has no checksum of the whole: its first and last four bytes, and how long it is, tell a cut one. */
async function proveParquet(path: string, watched: Watched): Promise<FileProof> {
  await pipeline(inLargeParts(path), watched, discard());
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, Math.max(0, size - 8));
    if (size < 12 || buffer.subarray(4).toString('latin1') !== 'PAR1')
      throw damaged(path, 'it has no end as Parquet has one: it was cut, or is not all there yet');
  } finally {
    await file.close();
  }
  return {
    sha256: watched.hash.digest('hex'),
    bytes: watched.bytes,
    unpackedBytes: watched.bytes,
    lines: null,
    header: null,
    checked: false,
  };
}
