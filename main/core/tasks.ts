import type { TaskFunction } from './task.ts';
import { awsTasks } from './aws/tasks.ts';
import { sandboxTasks } from './sandbox/tasks.ts';

/** Every task. Their modules load what talks to AWS only when one is run. */
export const TASKS = { ...awsTasks, ...sandboxTasks } satisfies Record<string, TaskFunction>;

export type Tasks = typeof TASKS;
