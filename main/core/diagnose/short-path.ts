import { isAbsolute, relative, sep } from 'node:path';

/** Folders that a path may be shown in. */
export interface KnownFolders {
  home: string;
  /** Folders that the product made itself: names in them say nothing of anybody. */
  ours: readonly string[];
}

/**
 * A path without what a person named: the product's own folders are shown from the home folder on (`~`), of any other path only
 * whether it is in the home folder. Folders are named after people and customers.
 */
export function shortPath(path: string, { home, ours }: KnownFolders): string {
  if (ours.some((folder) => isInside(path, folder))) {
    return isInside(path, home) ? `~${sep}${relative(home, path)}` : path;
  }
  return isInside(path, home) ? `~${sep}…` : '…';
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
