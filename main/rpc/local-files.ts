import type { Meta } from '../../shared/contract/base.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { assertUsablePath } from '../core/files/usable-path.ts';
import type { RpcContext } from './context.ts';

/**
 * Refuses an input that names files of this computer to callers that may not, and names under which the system can keep no file to all.
 * @param names where the input names files, as the contract declares it
 * @throws AppError INVALID_INPUT.
 */
export function assertMayName(
  { core, localFiles }: RpcContext,
  { files, backups }: Pick<Meta, 'files' | 'backups'>,
  input: unknown,
): void {
  for (const path of files.flatMap((place) => valuesAt(input, place.split('.')))) {
    // Not said: left to the program, or given as bytes.
    if (typeof path !== 'string') continue;
    if (backups && [...core.backups(), ...core.otherBackups()].some((backup) => backup.path === path)) continue;
    assertOnThisComputer(localFiles, path);
  }
}

function assertOnThisComputer(localFiles: RpcContext['localFiles'], path: string): void {
  if (localFiles === false)
    throw new AppError('INVALID_INPUT', 'This can only be asked for on the computer itself, not from a page.');
  if (localFiles === true || localFiles(path)) return assertUsablePath(path);
  throw new AppError(
    'INVALID_INPUT',
    'Choose this file or folder with its button: a page may only name what was chosen in a dialog, or dropped.',
    { path },
  );
}

/** @param place as in 'source.path'; in 'paths.*' each of a list */
function valuesAt(value: unknown, [key, ...rest]: readonly string[]): unknown[] {
  if (key === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (key === '*') return Array.isArray(value) ? value.flatMap((each) => valuesAt(each, rest)) : [];
  return valuesAt((value as Readonly<Record<string, unknown>>)[key], rest);
}
