import { existsSync } from 'node:fs';
import { app } from 'electron';
import { accountListsOf, isFile } from './account-list-files.ts';
import type { Files } from './files.ts';
import { readStart } from './start-options.ts';
import type { Windows } from './windows.ts';

/** The account lists that a person gives to the program from outside of it: as arguments, by the dock, by a second start. */
export class GivenLists {
  readonly #windows: Windows;
  readonly #files: Files;
  /** What the system wanted opened (by the dock, on macOS) before there was a window. */
  readonly #early: string[] = [];

  constructor(windows: Windows, files: Files) {
    this.#windows = windows;
    this.#files = files;
    // The arguments are another program's word: of them only account lists that are there are looked at.
    app.on('second-instance', (_event, args, folder) => {
      void this.open(accountListsOf(readStart(args.slice(1)).rest, folder));
    });
    app.on('open-file', (event, path) => {
      event.preventDefault();
      const lists = accountListsOf([path], '/');
      if (windows.all().length === 0) this.#early.push(...lists);
      else void this.open(lists);
    });
  }

  /** Shows the app, and opens lists in it. */
  async open(paths: readonly string[]): Promise<void> {
    const window = this.#windows.show();
    if (paths.length === 0) return;
    await this.#files.give(paths);
    this.#windows.tell(window, { told: 'open-files', paths: [...paths] });
  }

  /** Opens what the program was started with. @param args without options */
  async openFirst(args: readonly string[]): Promise<void> {
    await this.open([...accountListsOf(args, process.cwd()), ...this.#early.splice(0)]);
  }

  /** Opens one that was open before, where it is still there. */
  openRecent(path: string): void {
    void this.open([path].filter(isFile));
  }

  /** Takes files and folders that were dropped on a page. @returns those that are there */
  async drop(paths: readonly string[]): Promise<string[]> {
    const there = paths.filter((path) => path !== '' && existsSync(path));
    await this.#files.give(there);
    return there;
  }
}
