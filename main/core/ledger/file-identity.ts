import { statSync } from 'node:fs';

/**
 * Which file is at a path now: another one after it was replaced, null where there is none. As long as a file is open the
 * system gives its number to no other, so a connection can tell by this whether its file is still the one at the path.
 */
export function fileIdentity(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : null;
}

/** The same with what changes when the file or its write-ahead log is written to. */
export function fileState(path: string): string {
  const [file, log] = [path, `${path}-wal`].map((each) => statSync(each, { bigint: true, throwIfNoEntry: false }));
  return `${fileIdentity(path) ?? ''}:${file?.mtimeNs ?? ''}:${log?.size ?? 0}`;
}
