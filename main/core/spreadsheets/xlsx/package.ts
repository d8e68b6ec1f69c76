import { crc32, createInflateRaw } from 'node:zlib';
import { fromRandomAccessReaderPromise, getFileNameLowLevel } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { damaged, tooLarge } from '../limits.ts';
import type { Limits } from '../limits.ts';
import { unknownType } from '../sniff.ts';
import { ArchiveBytes, findArchiveEnd } from './archive-bytes.ts';

/** Names and sizes are checked by us, of the parts that are read; names are never used as paths. */
const ZIP_OPTIONS = { autoClose: false, decodeStrings: false, validateEntrySizes: false } as const;
const STORED = 0;
const DEFLATED = 8;
const INFLATE_CHUNK = 128 * 1024;

/** The parts of an .xlsx archive by name. Names are compared without case (ECMA-376 part 2, 6.2.2.3). */
export class Package {
  readonly #zip: ZipFile;
  readonly #limits: Limits;
  readonly #entries = new Map<string, Entry>();
  /** Names under which different contents stand. */
  readonly #ambiguous = new Set<string>();
  #inflated = 0;

  private constructor(zip: ZipFile, limits: Limits) {
    this.#zip = zip;
    this.#limits = limits;
  }

  /**
   * Reads the directory of the archive; no part is unpacked yet.
   * @throws AppError FILE_DAMAGED, FILE_TOO_LARGE, FILE_TYPE_UNKNOWN for an archive without parts
   */
  static async open(source: ByteSource, limits: Limits): Promise<Package> {
    try {
      const end = await findArchiveEnd(source);
      if (end === null)
        throw damaged('The file is damaged: its archive has no end. It may have been cut off while it was copied.');
      const zip = await fromRandomAccessReaderPromise(new ArchiveBytes(source, end), end, ZIP_OPTIONS);
      if (zip.entryCount === 0) throw unknownType(source.name, 'a ZIP archive with nothing in it');
      if (zip.entryCount > limits.entries)
        throw tooLarge(
          'entries',
          `has ${zip.entryCount} parts; at most ${limits.entries} are read. Save only the sheets that are needed.`,
        );
      const opened = new Package(zip, limits);
      for await (const entry of zip.eachEntry()) opened.#add(entry);
      return opened;
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw damaged('The file is damaged: its archive is incomplete or broken.', { reason: reasonOf(error) }, error);
    }
  }

  #add(entry: Entry): void {
    const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
    entry.fileName = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false).replace(/^\/+/, '');
    const name = entry.fileName.toLowerCase();
    const other = this.#entries.get(name);
    if (other !== undefined && (other.crc32 !== entry.crc32 || other.uncompressedSize !== entry.uncompressedSize))
      this.#ambiguous.add(name);
    this.#entries.set(name, entry);
  }

  /** Whether there is a part of this name (without leading slash). */
  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** All part names, in lower case. */
  names(): string[] {
    return [...this.#entries.keys()];
  }

  /**
   * The bytes of a part. What it unpacks to is counted while it does; size and checksum are checked at the end.
   * @throws AppError FILE_DAMAGED, FILE_TOO_LARGE, FILE_ENCRYPTED
   */
  async *part(name: string): AsyncGenerator<Uint8Array, void, undefined> {
    const entry = this.#entry(name);
    let size = 0;
    let sum = 0;
    try {
      for await (const chunk of this.#bytes(entry)) {
        size += chunk.length;
        this.#count(entry, size, chunk.length);
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw damaged(
        `The file is damaged: its part ${name} can't be unpacked.`,
        { part: name, reason: reasonOf(error) },
        error,
      );
    }
    if (size !== entry.uncompressedSize || sum !== entry.crc32) {
      throw damaged(`The file is damaged: its part ${name} does not have the checksum that it should have.`, {
        part: name,
      });
    }
  }

  #entry(name: string): Entry {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) throw damaged(`The file is damaged: its part ${name} is missing.`, { part: name });
    if (this.#ambiguous.has(name.toLowerCase()))
      throw damaged(`The file is damaged: its part ${name} is there twice, with different contents.`, { part: name });
    if (entry.isEncrypted()) {
      throw new AppError(
        'FILE_ENCRYPTED',
        'The file is protected by a password. Remove the password and save it as .xlsx.',
        { part: name },
      );
    }
    return entry;
  }

  async *#bytes(entry: Entry): AsyncGenerator<Uint8Array, void, undefined> {
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
      throw damaged(
        `The file is packed in a way that spreadsheet programs don't use (method ${entry.compressionMethod}).`,
        { part: entry.fileName },
      );
    }
    const raw = await this.#zip.openReadStreamPromise(entry, { decodeFileData: false });
    if (entry.compressionMethod === STORED) {
      yield* raw;
      return;
    }
    const inflate = createInflateRaw({ chunkSize: INFLATE_CHUNK });
    raw.on('error', (error) => inflate.destroy(error));
    raw.pipe(inflate);
    try {
      yield* inflate;
    } finally {
      raw.unpipe(inflate);
      raw.destroy();
      inflate.destroy();
    }
  }

  #count(entry: Entry, size: number, added: number): void {
    const { inflatedBytes, inflationRatio, inflationRatioFrom } = this.#limits;
    this.#inflated += added;
    const part = entry.fileName;
    const remedy = 'Remove sheets, formatting and columns that are not needed, or save it as .csv.';
    if (this.#inflated > inflatedBytes)
      throw tooLarge('inflatedBytes', `unpacks to more than ${Math.round(inflatedBytes / 1048576)} MB. ${remedy}`, {
        part,
      });
    if (size > inflationRatioFrom && size > entry.compressedSize * inflationRatio) {
      throw tooLarge(
        'inflationRatio',
        `unpacks to more than ${inflationRatio} times its size, as no account list does. ${remedy}`,
        { part },
      );
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
