import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { replaceFileSync } from './replace-file.ts';

/*
 * What the program makes for itself is this user's alone, whatever the umask: files 0600, folders 0700. Windows keeps rights elsewhere;
 * there the user's own folders are trusted. All of it is made here, or by openDatabase, which asks here; what a person asked for is
 * made by overwrite.ts and atomic-file.ts. test/architecture/own-files.test.ts finds what goes another way.
 */
const FILE = 0o600;
const FOLDER = 0o700;
const OTHERS = 0o077;

/**
 * Makes a folder and those above it that are missing, for this user alone. One that is there is left as it is. Node's own recursive mkdir
 * never ends where a folder that is there can hold no other and says ENOENT, as /proc does.
 * @param mode of those that are made
 * @throws the system's error
 */
export function makeOwnFolder(folder: string, mode = FOLDER): void {
  const whole = resolve(folder);
  if (isFolder(whole)) return;
  const parent = dirname(whole);
  if (parent !== whole) makeOwnFolder(parent, mode);
  try {
    mkdirSync(whole, { mode });
  } catch (error) {
    // Another program may just have made it.
    if (!isFolder(whole)) throw error;
  }
}

function isFolder(path: string): boolean {
  return existsSync(join(path, sep));
}

/**
 * Makes an empty file for this user alone, which others then fill by its name: SQLite gives the files beside it the same rights.
 * @param mode where it is to be another than this user's alone
 * @returns false where something is there already @throws the system's error
 */
export function makeOwnFile(path: string, mode = FILE): boolean {
  try {
    closeSync(openSync(path, 'wx', mode));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Writes a whole file for this user alone: a reader finds what was there before, or all of it.
 * @param how.beside under what name it is written first @param how.flush see to it that it is on the disk for good
 * @throws the system's error; then nothing of it is left
 */
export function writeOwnFile(
  path: string,
  content: string | Uint8Array,
  how: { beside?: string; flush?: boolean } = {},
): void {
  const { beside = `${path}.new`, flush = false } = how;
  // Never into what is there: it may be a link, or have other rights.
  rmSync(beside, { force: true });
  try {
    const file = openSync(beside, 'wx', FILE);
    try {
      writeAll(file, Buffer.from(content));
      if (flush) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    replaceFileSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Writes bytes to the end of a file that makeOwnFile has made. @throws the system's error */
export function appendOwnFile(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'a', FILE);
  try {
    writeAll(file, bytes);
  } finally {
    closeSync(file);
  }
}

const CHUNK = 1024 * 1024;

/** Copies a file to a name that nothing has yet, onto the disk for good, for this user alone. @throws the system's error */
export function copyOwnFile(from: string, to: string): void {
  const source = openSync(from, 'r');
  try {
    const copy = openSync(to, 'wx', FILE);
    try {
      const chunk = Buffer.alloc(CHUNK);
      for (let read = 0; (read = readSync(source, chunk)) > 0;) writeAll(copy, chunk.subarray(0, read));
      fsyncSync(copy);
    } finally {
      closeSync(copy);
    }
  } finally {
    closeSync(source);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

/** Copies a folder of the program's own with all that is in it; each has the rights that it has there. @throws the system's error */
export function copyOwnFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
}

/** The rights to a file or folder that others than its owner have some of; null where they have none, and where the system has no such rights. */
export function openRights(path: string): number | null {
  const mode = process.getuid === undefined ? 0 : (modeOf(path) ?? 0) & 0o777;
  return (mode & OTHERS) === 0 ? null : mode;
}

/**
 * Takes the rights to a file or folder that this program made away from others. What is another user's, or a link, is left as it is.
 * @returns the rights that it had, as `ls -l` shows them: 'rw-r--r--'; null where nothing was to be done
 */
export function takeFromOthers(path: string): string | null {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined || found.isSymbolicLink() || found.uid !== process.getuid?.()) return null;
    if ((found.mode & OTHERS) === 0) return null;
    chmodSync(path, found.mode & 0o700);
    return rightsText(found.mode);
  } catch (error) {
    // In a folder that may not be entered, or on a disk that may only be read: nothing here may stop the work.
    if (error instanceof Error && 'syscall' in error) return null;
    throw error;
  }
}

/** Rights as `ls -l` shows them. */
export function rightsText(mode: number): string {
  return Array.from('rwxrwxrwx', (letter, n) => ((mode >> (8 - n)) & 1 ? letter : '-')).join('');
}

function modeOf(path: string): number | null {
  try {
    return statSync(path, { throwIfNoEntry: false })?.mode ?? null;
  } catch {
    return null;
  }
}
