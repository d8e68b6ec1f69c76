import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Client } from '../../../../shared/contract/client.ts';
import type { DemoFolders } from './folder.ts';

/** Something that the demo did, or a file that it wrote. */
export interface DemoEvent {
  what: string;
}

export interface DemoFile {
  /** Inside the demo's folder, with slashes. */
  path: string;
  bytes: number;
  sha256: string;
}

/** Tells the demo as it goes on, and keeps what was told. */
export class Story {
  readonly client: Client;
  readonly folders: DemoFolders;
  readonly events: DemoEvent[] = [];
  readonly files: DemoFile[] = [];
  readonly #say: (line: string) => void;
  readonly #signal: AbortSignal;

  constructor(options: {
    client: Client;
    folders: DemoFolders;
    /** Ends it. */
    signal: AbortSignal;
    say: (line: string) => void;
  }) {
    this.#signal = options.signal;
    this.client = options.client;
    this.folders = options.folders;
    this.#say = options.say;
  }

  /** Given along with every long call. */
  get abortable(): { signal: AbortSignal } {
    return { signal: this.#signal };
  }

  /** Runs long work to its end; how far it is is not shown. @throws what the work throws */
  async run<T>(started: PromiseLike<{ next(): Promise<IteratorResult<unknown, T>> }>): Promise<T> {
    const work = await started;
    for (;;) {
      const step = await work.next();
      if (step.done) return step.value;
    }
  }

  /** Begins a chapter. */
  chapter(title: string): void {
    this.#say(`\n${title}`);
  }

  /** Tells one thing that was done. */
  tell(what: string): void {
    this.events.push({ what });
    this.#say(`  ${what}`);
  }

  /** Notes files that were written. */
  wrote(paths: readonly string[]): void {
    for (const path of paths) {
      const content = readFileSync(path);
      this.files.push({
        path: relative(this.folders.root, path).split(sep).join('/'),
        bytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      });
    }
  }
}

/** '1 account', '2 accounts'. */
export function count(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`;
}
