import { join } from 'node:path';
import { act } from '../../../shared/domain/action.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { userName } from '../files/this-user.ts';
import { takeLock, thisProcess } from '../sqlite/lock.ts';
import { nowText, systemClock } from '../time/clock.ts';

/**
 * Lets this program alone change the sandbox of a folder, until it is released or the program ends, however it ends.
 * @throws AppError CONFLICT that says which process has it.
 */
export function takeSandboxFolder(folder: string): { release(): void } {
  const holder = thisProcess(userName(), 'cli', nowText(systemClock));
  return takeLock(join(folder, 'sandbox.lock'), holder, (by) => {
    const process = by ? ` (process ${by.pid})` : '';
    return new AppError(
      'CONFLICT',
      `The sandbox in ${folder} runs already${process}. Stop it there, or give another folder${act('sandbox.folder')}.`,
      { folder, pid: by?.pid ?? null },
    );
  });
}
