import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeOwnFolder, writeOwnFile } from '../files/own-files.ts';

/** Bytes of an object, as the sandbox's state knows them. */
export interface KeptBytes {
  /** The name of the file that has them. */
  file: string;
  size: number;
  /** MD5, as S3 gives it for what was put at once. */
  etag: string;
}

/** The bytes of objects, each in a file of its own under the sandbox's folder. The same bytes are there once. */
export class ObjectFiles {
  readonly #folder: string;

  constructor(sandboxFolder: string) {
    this.#folder = join(sandboxFolder, 'objects');
  }

  keep(bytes: Uint8Array): KeptBytes {
    const file = createHash('sha256').update(bytes).digest('hex');
    makeOwnFolder(this.#folder);
    if (!existsSync(join(this.#folder, file))) writeOwnFile(join(this.#folder, file), bytes);
    return { file, size: bytes.length, etag: createHash('md5').update(bytes).digest('hex') };
  }

  read(file: string): Buffer {
    return readFileSync(join(this.#folder, file));
  }

  /** Takes away every file that is not among those named: of objects that were overwritten or deleted. */
  keepOnly(files: ReadonlySet<string>): void {
    if (!existsSync(this.#folder)) return;
    for (const name of readdirSync(this.#folder)) if (!files.has(name)) rmSync(join(this.#folder, name));
  }
}
