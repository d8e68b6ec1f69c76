import { statSync } from 'node:fs';
import { extname, resolve } from 'node:path';

/** What an account list can be. */
const LISTS: ReadonlySet<string> = new Set(['.xlsx', '.csv']);

/** What the page may have opened in its own program: what this product writes, and nothing that runs. */
const OPENABLE: ReadonlySet<string> = new Set(['.eml', '.xlsx', '.csv', '.pdf', '.txt', '.json']);

/** Whether a path is named like an account list. */
export function isAccountList(path: string): boolean {
  return LISTS.has(extname(path).toLowerCase());
}

/** Whether a path is named like something that may be opened. */
export function isOpenable(path: string): boolean {
  return OPENABLE.has(extname(path).toLowerCase());
}

/** Whether there is such a file, that is no folder. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/**
 * The account lists among a program's arguments, which are another program's word: only files that are there count.
 * @param folder from where relative paths are seen
 */
export function accountListsOf(args: readonly string[], folder: string): string[] {
  return args
    .filter((arg) => !arg.startsWith('-') && isAccountList(arg))
    .map((arg) => resolve(folder, arg))
    .filter(isFile);
}
