import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Client } from '../../../rpc/in-process.ts';
import type { Cli } from '../cli.ts';
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
  readonly cli: Cli;
  readonly client: Client;
  readonly folders: DemoFolders;
  readonly events: DemoEvent[] = [];
  readonly files: DemoFile[] = [];
  readonly #say: (line: string) => void;

  constructor(options: { cli: Cli; client: Client; folders: DemoFolders; say: (line: string) => void }) {
    this.cli = options.cli;
    this.client = options.client;
    this.folders = options.folders;
    this.#say = options.say;
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
