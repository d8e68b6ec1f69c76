import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Environment } from './read-config.ts';

/** Where programs are that a window's PATH does not have (macOS gives a window /usr/bin:/bin:/usr/sbin:/sbin). */
export const KNOWN_PLACES = ['/opt/homebrew/bin', '/usr/local/bin', String.raw`C:\Program Files\Amazon\AWSCLIV2`];

/** The program that a credential_process begins with; what it is given may be secret. */
export function programOf(command: string): string {
  return /^\s*(?:"([^"]+)"|(\S+))/u.exec(command)?.slice(1).find(Boolean) ?? '';
}

/** Where a program is: by its path, on the PATH, or in the places that a window's PATH lacks; null where it is not. */
export function findProgram(program: string, environment: Environment): string | null {
  if (program === '') return null;
  if (isAbsolute(program)) return isExecutable(program) ? program : null;
  const folders = [...(environment['PATH'] ?? '').split(delimiter), ...KNOWN_PLACES].filter((folder) => folder !== '');
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`, program] : [program];
  for (const folder of folders) {
    for (const name of names) if (isExecutable(join(folder, name))) return join(folder, name);
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not to be run: for whoever looks for it the same.
    return false;
  }
}
