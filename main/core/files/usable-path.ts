import { resolve, win32 } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { posixPathFault, windowsPathFault } from '../../../shared/domain/file-name.ts';

/** What is longer is not said again beside the part that is the reason. */
const LONGEST_SHOWN = 250;

/**
 * Refuses a path under which the system can keep no file or folder, before anything opens it: in Windows a device's name would be opened
 * as the device. Whatever opens or makes a file that a person or a page named goes through here. Other systems than Windows take every
 * name that is not too long.
 * @param what how the place is called that the path came from: '--out', 'ENROLL_LEDGER'
 * @throws AppError INVALID_INPUT.
 */
export function assertUsablePath(path: string, what = 'The path', platform: NodeJS.Platform = process.platform): void {
  const fault =
    platform === 'win32'
      ? windowsPathFault(win32.resolve(path))
      : posixPathFault(resolve(path), platform === 'darwin' ? 'darwin' : 'linux');
  if (fault === null) return;
  throw new AppError(
    'INVALID_INPUT',
    `${what}${path.length > LONGEST_SHOWN ? '' : ` ${path}`} can't be used: ${fault.part} ${fault.why}. Choose another name. Nothing was opened or changed.`,
    { path, part: fault.part },
  );
}

/** The whole path of a file or folder that a person named. @param what as assertUsablePath has it @throws AppError INVALID_INPUT. */
export function usablePath(path: string, what: string): string {
  const whole = resolve(path);
  assertUsablePath(whole, what);
  return whole;
}
