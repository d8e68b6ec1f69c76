import type { DemoStatus } from '../../../shared/contract/demo.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { TaskProcedures } from '../runtime/procedure.ts';
import type { TaskContext } from '../runtime/task.ts';
import type { DemoDoor } from '../runtime/demo-door.ts';

export const demo = {
  status: statusOf,
  open: async (task, input) => {
    await doorOf(task).open(input, { signal: task.signal, onProgress: (progress) => task.progress(progress) });
    return statusOf(task);
  },
  leave: async (task) => {
    await doorOf(task).leave();
    return statusOf(task);
  },
} satisfies TaskProcedures<'demo'>;

/** @throws AppError NOT_FOUND where the host has no demo. */
function doorOf({ demo: door }: TaskContext): DemoDoor {
  if (door) return door;
  throw new AppError('NOT_FOUND', 'There is no demo to open here.');
}

function statusOf({ demo: door }: TaskContext): DemoStatus {
  return { offered: door !== undefined, open: door?.isOpen ?? false, folder: door?.folder ?? '' };
}
