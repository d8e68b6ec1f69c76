import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { ROOT } from '../run.ts';

const STAMPS = `${ROOT}dist/.stamps/`;

/** Whether a part was built after all its sources (files and folders, from the project's root) were last changed. */
export function isUpToDate(part: string, sources: readonly string[]): boolean {
  const stamp = STAMPS + part;
  return existsSync(stamp) && sources.every((source) => newest(ROOT + source) < statSync(stamp).mtimeMs);
}

/** Remembers that a part is as its sources were at that time (in milliseconds since 1970). */
export function markBuilt(part: string, at: number): void {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(STAMPS + part, '');
  utimesSync(STAMPS + part, at / 1000, at / 1000);
}

/** When a file, or anything in a folder, was last changed. A folder's own time tells of files that were removed. */
function newest(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(`${path}/${name}`)), mtimeMs);
}
