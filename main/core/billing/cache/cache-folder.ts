import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { makeOwnFolder } from '../../files/own-files.ts';
import { removeFile, replaceFile } from '../../files/replace-file.ts';
import { isProcess } from '../../sqlite/lock.ts';
import type { DuckdbEngine } from '../../duckdb/engine.ts';
import type { EngineLimits } from '../../duckdb/protocol.ts';

/** What is written into a cached file: where that changes, all have another name, and are read again. */
export const CACHE_VERSION = 1;

/** What it may put on the disk meanwhile. */
const TEMP_MB = 20 * 1024;

/** A download can go on for a day; what a program of another computer has left stays as long: it may be at work now. */
const LEFT_MS = 24 * 60 * 60 * 1000;

/** Folders of a process are named by it, so that those of one that was killed are told from those of one at work. */
const MACHINE = hostname().replaceAll(/[^\dA-Za-z]/gu, '');
const OF_THIS_PROCESS = `process-${MACHINE}-${process.pid}`;

/** @param ageMs since something was last made in it */
function isLeft(name: string, ageMs: number): boolean {
  const [, machine, pid] = /^process-([\dA-Za-z]*)-(\d+)-/u.exec(name) ?? [];
  return machine === MACHINE ? !isProcess(Number(pid)) : ageMs > LEFT_MS;
}

/** What a cache is of. */
interface CacheOf {
  readonly dataFolder: string;
  readonly identity: string;
  readonly memoryMb: number;
}

/**
 * The cached lines of a ledger's cost data, one file for a payer account, month and report. They can be read again from the reports, are in no
 * backup, and this user's alone.
 */
export class CacheFolder {
  readonly #folder: string;
  readonly #engine: DuckdbEngine;
  readonly #memoryMb: number;

  /**
   * @param of.dataFolder the program's own folder for data @param of.identity the ledger's
   * @param of.memoryMb what the engine keeps in memory. Its process takes some 250 MiB more: 487 MiB were measured with 256
   */
  constructor({ dataFolder, identity, memoryMb }: CacheOf, engine: DuckdbEngine) {
    this.#folder = join(dataFolder, 'cost-data', identity);
    this.#engine = engine;
    this.#memoryMb = memoryMb;
  }

  /** The file of a name, whether it is there or not. */
  path(name: string): string {
    return join(this.#folder, name);
  }

  /** The size of the file of a name; null where it is not there. */
  bytes(name: string): number | null {
    return statSync(this.path(name), { throwIfNoEntry: false })?.size ?? null;
  }

  /** Settings for the engine, with a folder for what has no room in memory. */
  limits(): EngineLimits {
    const tempFolder = join(this.#folder, 'work', `${OF_THIS_PROCESS}-temp`);
    makeOwnFolder(tempFolder);
    return { memoryMb: this.#memoryMb, tempFolder, tempMb: TEMP_MB };
  }

  /** Does work in a folder of its own, which is gone afterwards. @param now what `Date.now` would say */
  async inWorkFolder<T>(now: number, work: (folder: string) => Promise<T>): Promise<T> {
    const folder = this.lastingFolder(now, `${OF_THIS_PROCESS}-${randomUUID()}`);
    try {
      return await work(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** A folder for work that can go on later; a day after it was last used it is taken away, and before what killed programs have left. @param now as above */
  lastingFolder(now: number, name: string): string {
    const all = join(this.#folder, 'work');
    makeOwnFolder(all);
    for (const left of readdirSync(all)) {
      const path = join(all, left);
      const { mtimeMs = now } = statSync(path, { throwIfNoEntry: false }) ?? {};
      if (left !== name && isLeft(left, now - mtimeMs)) rmSync(path, { recursive: true, force: true });
    }
    const folder = join(all, name);
    makeOwnFolder(folder);
    return folder;
  }

  /** Takes a file that was made into the cache, under its name; one that is there already is replaced. */
  async take(made: string, name: string): Promise<void> {
    await this.#engine.letGo();
    await replaceFile(made, this.path(name));
  }

  /** Takes files out of the cache. @returns how many there were, and how large */
  async remove(names: readonly string[]): Promise<{ files: number; bytes: number }> {
    await this.#engine.letGo();
    const there = names.filter((name) => this.bytes(name) !== null);
    const bytes = there.reduce((sum, name) => sum + (this.bytes(name) ?? 0), 0);
    for (const name of there) await removeFile(this.path(name));
    return { files: there.length, bytes };
  }

  /** Every cached file, also of reports that the ledger does not know any more. */
  names(): string[] {
    try {
      return readdirSync(this.#folder).filter((name) => name.endsWith('.parquet'));
    } catch {
      return [];
    }
  }
}
