import type { FeaturesWith } from '../../shared/contract/kinds.ts';
import { about } from './about/index.ts';
import { aws } from './aws/index.ts';
import { organizationImport } from './aws/organizations/index.ts';
import { costData } from './billing/index.ts';
import { demo } from './demo/index.ts';
import { ticketTasks } from './enrolment/tickets/tasks.ts';
import { ledgerTasks } from './history/tasks.ts';
import type { TaskProcedures } from './runtime/procedure.ts';
import { sandbox } from './sandbox/index.ts';
import type { TaskContext } from './runtime/task.ts';

/** Every task. Their modules load what talks to AWS only when one is run. */
const TASKS = {
  ledger: ledgerTasks,
  tickets: ticketTasks,
  imports: organizationImport,
  aws,
  costData,
  sandbox,
  demo,
  about,
} satisfies { [F in FeaturesWith<'task'>]: TaskProcedures<F> };

/** The task of a name. @throws Error where there is none: a fault of the program. */
export function taskNamed(name: string): (context: TaskContext, input: unknown) => unknown {
  const [feature = '', own = ''] = name.split('.');
  const group = (TASKS as Readonly<Record<string, Readonly<Record<string, unknown>>>>)[feature];
  const task = group?.[own];
  if (typeof task !== 'function') throw new Error(`there is no task named ${name}`);
  return task as (context: TaskContext, input: unknown) => unknown;
}
