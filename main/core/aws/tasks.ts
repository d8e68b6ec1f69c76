import type { ApplyInput, PlanInput, SetupReport } from '../../../shared/contract/aws.ts';
import type { TaskContext } from '../task.ts';

/** What talks to AWS. Each loads its module, and with it the SDK, when it is run: nothing else needs it. */
export const awsTasks = {
  'aws.plan': async (task: TaskContext, input: PlanInput): Promise<SetupReport> => {
    const { runSetup } = await import('./setup/engine.ts');
    return runSetup(task, 'plan', { ...input, consents: [] });
  },
  'aws.apply': async (task: TaskContext, input: ApplyInput): Promise<SetupReport> => {
    const { runSetup } = await import('./setup/engine.ts');
    return runSetup(task, 'apply', input);
  },
};
