import { isAccountList, isFile } from './account-list-files.ts';
import type { DeskMemory } from './desk-state.ts';
import { withRecent } from './desk-state.ts';
import { Grants } from './grants.ts';

/** What the files are made of. */
export interface FilesParts {
  readonly memory: DeskMemory;
  /** Tells the core of paths that it may follow; settled when it knows. */
  readonly tellCore: (paths: readonly string[]) => Promise<void>;
  /** The system's own list of recent files. */
  readonly addRecentDocument: (path: string) => void;
  /** Told that the list of recent files is another one. */
  readonly recentChanged: () => void;
}

/** The files and folders that a person gives to the program. */
export class Files {
  readonly grants = new Grants();
  readonly #parts: FilesParts;

  constructor(parts: FilesParts) {
    this.#parts = parts;
    for (const folder of parts.memory.state.folders) this.grants.add(folder);
  }

  /** Takes what a person chose; the core follows it from now on. Account lists that are there become recent ones. */
  async give(paths: readonly string[]): Promise<void> {
    const { memory, tellCore, addRecentDocument, recentChanged } = this.#parts;
    for (const path of paths) this.grants.add(path);
    await tellCore(paths);
    const lists = paths.filter((path) => isAccountList(path) && isFile(path));
    if (lists.length === 0) return;
    for (const path of lists) addRecentDocument(path);
    memory.change({ recent: lists.reduce(withRecent, memory.state.recent) });
    recentChanged();
  }

  /** Takes a folder that a person chose, also for the starts that come. */
  async giveFolder(folder: string): Promise<void> {
    const { memory } = this.#parts;
    await this.give([folder]);
    memory.change({ folders: withRecent(memory.state.folders, folder) });
  }

  /** The account lists that were opened before and are still there, newest first. */
  recent(): string[] {
    return this.#parts.memory.state.recent.filter(isFile);
  }

  /** Forgets the recent ones. */
  clearRecent(): void {
    this.#parts.memory.change({ recent: [] });
    this.#parts.recentChanged();
  }
}
