import { accessSync, constants, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/**
 * How often and how long a file that is open is waited for, in milliseconds. On Windows a file can't be replaced or removed while
 * somebody has it open; virus scanners and indexers open each new file for a moment.
 */
const WAITS_MS = [10, 20, 50, 100, 200, 400, 700];

/**
 * Gives a file the name of another one, which it replaces. Where that one is open in Windows it is tried again for a moment.
 * @throws the system's error; see whyNotReplaced
 */
export async function replaceFile(from: string, to: string): Promise<void> {
  for (const wait of WAITS_MS) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!isHeld(error)) throw error;
      await setTimeout(wait);
    }
  }
  await rename(from, to);
}

/** Takes a file away, where it is there; one that is open in Windows is waited for in the same way. @throws the system's error */
export async function removeFile(path: string): Promise<void> {
  for (const wait of WAITS_MS) {
    try {
      return await rm(path, { force: true });
    } catch (error) {
      if (!isHeld(error)) throw error;
      await setTimeout(wait);
    }
  }
  await rm(path, { force: true });
}

/** As replaceFile, for those who can't wait elsewhere: the thread stands still meanwhile. */
export function replaceFileSync(from: string, to: string): void {
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  for (const wait of WAITS_MS) {
    try {
      return renameSync(from, to);
    } catch (error) {
      if (!isHeld(error)) throw error;
      Atomics.wait(nobody, 0, 0, wait);
    }
  }
  return renameSync(from, to);
}

/**
 * Gives a file a name that no other file has: the one that is asked for, or else that with a number, `copy-2.db`.
 * @returns the name that it got @throws the system's error
 */
export function giveFreeName(from: string, to: string): string {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? to : to.replace(/(\.[^./\\]*)?$/u, `-${n}$1`);
    if (!existsSync(name) && takeName(from, name)) return name;
  }
}

/** False where another program has taken the name meanwhile, as far as the file system lets us know. */
function takeName(from: string, name: string): boolean {
  // A second name of a file can't be had everywhere, and on Windows not be taken away again while somebody has the file open.
  if (process.platform === 'win32') return renamed(from, name);
  try {
    linkSync(from, name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    return renamed(from, name);
  }
  rmSync(from);
  return true;
}

function renamed(from: string, name: string): true {
  replaceFileSync(from, name);
  return true;
}

/**
 * Why a file could not be replaced or removed, where it is there and Windows' own code does not tell: it gives the same one (EPERM) for a
 * file that is open, for one that is marked read-only, and for a folder. Null where the code says enough.
 */
export function whyNotReplaced(path: string): 'folder' | 'read-only' | 'open' | null {
  if (process.platform !== 'win32') return null;
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return null;
  if (found.isDirectory()) return 'folder';
  try {
    accessSync(path, constants.W_OK);
    return 'open';
  } catch {
    return 'read-only';
  }
}

/** Whether an error says that somebody has the file open; other systems than Windows let open files be replaced. */
function isHeld(error: unknown): boolean {
  if (process.platform !== 'win32' || !(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'EPERM' || error.code === 'EBUSY' || error.code === 'EACCES';
}
