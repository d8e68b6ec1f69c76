import { resolve, sep } from 'node:path';

/**
 * The files and folders of this computer that a person gave to the program: chosen in a dialog, dropped, or opened with it. The
 * page names paths, but only these are followed; a page that went wrong reads and writes nothing else.
 */
export class Grants {
  readonly #paths = new Set<string>();

  /** Gives a file, or a folder with all that is in it. */
  add(path: string): void {
    this.#paths.add(resolve(path));
  }

  /** Whether a path, that need not exist, was given, itself or by a folder above it. */
  cover(path: string): boolean {
    const asked = resolve(path);
    if (this.#paths.has(asked)) return true;
    return [...this.#paths].some((granted) => asked.startsWith(granted.endsWith(sep) ? granted : granted + sep));
  }

  /** All of them. */
  list(): string[] {
    return [...this.#paths];
  }
}
