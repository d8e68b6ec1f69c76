import type { TaskContext } from '../../runtime/task.ts';
import { cancelled, pause } from '../session/until-aborted.ts';

/** Waits, unless the task is given up first. @throws AppError CANCELLED. */
export function pauseFor({ signal }: Pick<TaskContext, 'signal'>, milliseconds: number): Promise<void> {
  return pause(milliseconds, signal).catch((error: unknown) => {
    throw cancelled(error);
  });
}
