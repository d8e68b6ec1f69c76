import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

/**
 * The file that a URL path asks for, if it lies in a folder.
 * @param root the folder, as an absolute path without links
 * @param pathname a URL's path, still percent-encoded; '/' asks for index.html
 * @returns the file's real path, or null where there is none, it lies outside (also by a link), or the path is no honest one
 */
export async function containedPath(root: string, pathname: string): Promise<string | null> {
  const decoded = decode(pathname);
  if (decoded === null || /[\0\\]/.test(decoded)) return null;
  const parts = decoded.split('/').filter((part) => part !== '');
  if (parts.some((part) => part === '..' || part.startsWith('.') || part.includes(':'))) return null;
  try {
    const real = await realpath(join(root, ...(parts.length === 0 ? ['index.html'] : parts)));
    return real.startsWith(root + sep) ? real : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
}
