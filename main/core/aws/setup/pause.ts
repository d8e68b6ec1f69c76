import { AppError } from '../../../../shared/domain/app-error.ts';
import type { TaskContext } from '../../runtime/task.ts';

/** Waits, unless the task is given up first. @throws AppError CANCELLED. */
export function pauseFor({ signal }: Pick<TaskContext, 'signal'>, milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(new AppError('CANCELLED', 'Cancelled. Run apply again to go on where it stopped.'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}
