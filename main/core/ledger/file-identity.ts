import { statSync } from 'node:fs';
import type { BigIntStats } from 'node:fs';

/**
 * Which file is at a path now: another one after it was replaced, null where there is none, or none that can be looked at. As long as a file
 * is open the system gives its number to no other, so a connection can tell by this whether its file is still the one at the path.
 */
export function fileIdentity(path: string): string | null {
  const found = look(path);
  return found ? `${found.dev}:${found.ino}` : null;
}

/** The same with what changes when the file or its write-ahead log is written to. */
export function fileState(path: string): string {
  const [file, log] = [path, `${path}-wal`].map(look);
  return `${fileIdentity(path) ?? ''}:${file?.mtimeNs ?? ''}:${log?.size ?? 0}`;
}

function look(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    // In a folder that may not be entered, or a link in a circle: who opens it is told.
    return undefined;
  }
}
