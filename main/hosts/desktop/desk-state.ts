import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { appearanceSchema } from '../../../shared/contract/desktop.ts';
import type { Log } from '../../core/log/log.ts';
import { makeOwnFolder, writeOwnFile } from '../../core/files/own-files.ts';

/** A window as it was: where, how large, and what it showed. */
const windowStateSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) }),
  maximized: z.boolean(),
  /** The page's place: '#/099999999999/accounts'; empty at the very start. */
  place: z.string().regex(/^(#\/.*)?$/u),
});
export type WindowState = z.infer<typeof windowStateSchema>;

/** What the desktop app remembers of itself; nothing of the ledger. Each part that can't be read is forgotten alone. */
const deskStateSchema = z.object({
  appearance: appearanceSchema.catch('system'),
  windows: z.array(windowStateSchema).max(10).catch([]),
  /** Folders that a person chose to write into, the newest first. */
  folders: z.array(z.string().min(1)).max(10).catch([]),
  /** Account lists that were opened, the newest first. */
  recent: z.array(z.string().min(1)).max(10).catch([]),
});
export type DeskState = z.infer<typeof deskStateSchema>;

const NOTHING: DeskState = { appearance: 'system', windows: [], folders: [], recent: [] };

/** The program's memory: a small JSON file in the system's folder for the app. */
export class DeskMemory {
  readonly #file: string;
  readonly #log: Log;
  #state: DeskState;

  /** @param file its path; a file that is missing or damaged is an empty memory */
  constructor(file: string, log: Log) {
    this.#file = file;
    this.#log = log;
    this.#state = this.#read();
  }

  get state(): DeskState {
    return this.#state;
  }

  /** Keeps a change, at once. Without a place to write to it lasts until the end of the program. */
  change(by: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...by };
    try {
      makeOwnFolder(dirname(this.#file));
      writeOwnFile(this.#file, JSON.stringify(this.#state, null, 2));
    } catch (error) {
      this.#log.error('desktop.memory', 'What the window looks like could not be kept', error);
    }
  }

  #read(): DeskState {
    try {
      return deskStateSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch (error) {
      const first = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!first) this.#log.error('desktop.memory', 'What the window looked like could not be read', error);
      return NOTHING;
    }
  }
}

/** A list of recent paths with one more in front, each once, ten at most. */
export function withRecent(recent: readonly string[], path: string): string[] {
  return [path, ...recent.filter((each) => each !== path)].slice(0, 10);
}
