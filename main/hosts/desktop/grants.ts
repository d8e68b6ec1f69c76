import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';

/**
 * The files and folders of this computer that a person gave to the program: chosen in a dialog, dropped, or opened with it. The
 * page names paths, but only these are followed; a page that went wrong reads and writes nothing else. What counts is where a path leads
 * when it is used: a link in a folder that was given opens nothing outside of it, nor does one that takes the place of a file that was.
 */
export class Grants {
  /** Where each led when it was given. */
  readonly #paths = new Set<string>();

  /** Gives a file, or a folder with all that is in it. */
  add(path: string): void {
    const given = leadsTo(resolve(path));
    if (given !== null) this.#paths.add(given);
  }

  /** Whether a path, that need not exist, was given, itself or by a folder above it. */
  cover(path: string): boolean {
    const asked = leadsTo(resolve(path));
    if (asked === null) return false;
    return [...this.#paths].some(
      (granted) => asked === granted || asked.startsWith(granted.endsWith(sep) ? granted : granted + sep),
    );
  }

  /** All of them, to be given once more: where each led, without those in whose place there is a link now. */
  list(): string[] {
    return [...this.#paths].filter((path) => leadsTo(path) === path);
  }
}

/** Where a path leads over all links in it, as far as it exists; null where nobody can say: over a link to nothing, or a folder that is closed. */
function leadsTo(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch (error) {
    const above = dirname(path);
    if (above === path || !isMissing(error) || isThere(path)) return null;
    const folder = leadsTo(above);
    return folder === null ? null : join(folder, basename(path));
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
