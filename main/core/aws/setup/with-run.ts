import { AppError } from '../../../../shared/domain/app-error.ts';
import { failureOfOther } from '../../../../shared/domain/aws/setup-failure.ts';
import type { TaskContext } from '../../runtime/task.ts';
import { openRun } from './open-run.ts';
import type { OpenRun } from './open-run.ts';

/**
 * Does something with a profile as a run of the journal, in the account that the profile was made sure to belong to.
 * @param work gives its result, and how the run ended in a few words
 * @throws AppError as openRun; WRONG_ACCOUNT, or SERVICE_FAILED where AWS refuses (`data.failure` has code, sentence and remedy); what the work throws.
 */
export async function withRun<T>(
  task: TaskContext,
  options: Parameters<typeof openRun>[1],
  work: (run: OpenRun) => Promise<{ result: T; outcome: string }>,
): Promise<T> {
  const run = await openRun(task, options);
  let ended = 'failed';
  try {
    await run.session.identify();
    const { result, outcome } = await work(run);
    ended = outcome;
    return result;
  } catch (error) {
    if (error instanceof AppError) {
      if (error.code === 'CANCELLED') ended = 'cancelled';
      throw run.journal.tellChanged(error);
    }
    const { kind } = options;
    const said = run.session.failureOf(error);
    const failure = kind === 'apply' || kind === 'plan' ? said : failureOfOther(said, kind);
    const code = failure.key === 'wrong-account' ? 'WRONG_ACCOUNT' : 'SERVICE_FAILED';
    throw new AppError(code, `${failure.sentence} ${failure.remedy}`, { failure }, { cause: error });
  } finally {
    await run.journal.flush();
    const { accountId = null, callerArn = null } = run.session.bound ?? {};
    await task.write('aws.finishRun', { runId: run.runId, accountId, callerArn, outcome: ended, report: null });
    run.session.destroy();
  }
}
