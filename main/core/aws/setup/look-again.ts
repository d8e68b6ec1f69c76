import type { SetupReport } from '../../../../shared/contract/aws.ts';
import { isInPlace } from '../../../../shared/domain/aws/look-state.ts';
import type { SeenStep } from '../../../../shared/domain/aws/kept-step.ts';
import type { TaskContext } from '../../runtime/task.ts';
import { runSetup } from './engine.ts';
import type { SetupRequest } from './engine.ts';
import { toSeen } from './seen.ts';
import { lookOf } from './view-look.ts';

/**
 * Looks at a set-up and keeps what it sees: waits that are over, steps that were done by hand or are gone. Nothing is changed in AWS.
 * @throws AppError as runSetup; CONFLICT where a rehearsal was looked at in a real account, or the other way round.
 */
export async function lookAgain(task: TaskContext, request: Omit<SetupRequest, 'consents'>): Promise<SetupReport> {
  const report = await runSetup(task, 'plan', { ...request, consents: [], unseen: true });
  const { mpaId, bound, steps } = report;
  // Where it is not known whose account it was, nothing was seen of this one's.
  const [identity] = steps;
  if (bound === null || identity === undefined || !isInPlace(identity.state)) return report;
  const { simulated } = bound;
  await task.write('aws.bindSimulation', { mpaId, simulated });
  const known = new Map((await task.read('aws.knownSteps', { mpaId })).map((step) => [step.step, step]));
  const seen = steps
    .map((view) => toSeen(view.key, lookOf(view), known.get(view.key)))
    .filter((step): step is SeenStep => step !== null);
  await task.write('aws.keepSteps', { mpaId, seen, simulated });
  return report;
}
