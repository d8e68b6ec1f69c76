import { readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** How many links one after another are followed, as Linux does it. */
const MOST_LINKS = 40;

/** The one whole path of a ledger, by whatever link it was named; also where it is not there. */
export function ledgerPlace(path: string, links = MOST_LINKS): string {
  try {
    return realpathSync.native(path);
  } catch {
    const place = join(realFolder(dirname(resolve(path))), basename(path));
    const target = links > 0 ? linkTarget(place) : null;
    return target === null ? place : ledgerPlace(target, links - 1);
  }
}

/**
 * The path of a ledger by its own name, where it is named by a link to it. What lies beside a ledger (lock, write-ahead log, backups) lies
 * beside its own name, so all who have it open by any name share that. A link to its folder needs none of this, and is left as it is.
 */
export function ledgerFile(path: string): string {
  return linkTarget(path) === null ? path : ledgerPlace(path);
}

/** Where a link leads to; null for what is no link. */
function linkTarget(path: string): string | null {
  try {
    return resolve(realFolder(dirname(resolve(path))), readlinkSync(path));
  } catch {
    return null;
  }
}

function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}
