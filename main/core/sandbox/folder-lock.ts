import { userInfo } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { takeWriterLock } from '../ledger/lock.ts';
import { systemClock } from '../system-time.ts';
import { act } from '../../../shared/domain/action.ts';

/**
 * Lets this program alone change the sandbox of a folder, until it is released or the program ends, however it ends.
 * @throws AppError CONFLICT that says which process has it.
 */
export function takeSandboxFolder(folder: string): { release(): void } {
  try {
    return takeWriterLock(join(folder, 'sandbox'), { who: userInfo().username, host: 'cli' }, systemClock);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'LEDGER_LOCKED') throw error;
    const { holder } = error.data as { holder: { pid: number } | null };
    const process = holder ? ` (process ${holder.pid})` : '';
    throw new AppError(
      'CONFLICT',
      `The sandbox in ${folder} runs already${process}. Stop it there, or give another folder${act('sandbox.folder')}.`,
      { folder, pid: holder?.pid ?? null },
    );
  }
}
