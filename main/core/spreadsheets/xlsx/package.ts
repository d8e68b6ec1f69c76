import { crc32, createInflateRaw } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { damaged, tooLarge } from '../limits.ts';
import type { Limits } from '../limits.ts';

const STORED = 0;
const DEFLATED = 8;
const INFLATE_CHUNK = 128 * 1024;

/** The parts of an .xlsx archive by name. Names are compared without case (ECMA-376 part 2, 6.2.2.3). */
export class Package {
  readonly #zip: ZipFile;
  readonly #limits: Limits;
  readonly #entries = new Map<string, Entry>();
  #inflated = 0;

  private constructor(zip: ZipFile, limits: Limits) {
    this.#zip = zip;
    this.#limits = limits;
  }

  /**
   * Reads the directory of the archive; no part is unpacked yet.
   * @throws AppError FILE_DAMAGED, FILE_TOO_LARGE
   */
  static async open(source: ByteSource, limits: Limits): Promise<Package> {
    try {
      const zip = await source.zip();
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
    const name = entry.fileName.toLowerCase();
    if (this.#entries.has(name))
      throw damaged(`The file is damaged: its part ${entry.fileName} is there twice.`, { part: entry.fileName });
    if (entry.isEncrypted()) {
      throw new AppError(
        'FILE_ENCRYPTED',
        'The file is protected by a password. Remove the password and save it as .xlsx.',
        { part: entry.fileName },
      );
    }
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

  /** What a part says it is large when unpacked; to be checked, not trusted. */
  declaredSize(name: string): number {
    return this.#entries.get(name.toLowerCase())?.uncompressedSize ?? 0;
  }

  /**
   * The bytes of a part. What it unpacks to is counted while it does; size and checksum are checked at the end.
   * @throws AppError FILE_DAMAGED, FILE_TOO_LARGE
   */
  async *part(name: string): AsyncGenerator<Uint8Array, void, undefined> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) throw damaged(`The file is damaged: its part ${name} is missing.`, { part: name });
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
