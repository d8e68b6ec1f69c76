import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { callError } from '../../session/aws-error.ts';
import { CONSOLE } from '../console-links.ts';
import type { SetupStep, StepContext } from '../step.ts';

/** Both functions of the Athena stack reserve one (docs/aws.md: 'The crawler template'). */
const NEEDED = 2;

/**
 * What AWS keeps unreserved in accounts with the lowest quota; in others it is 100. The API does not tell it, the refusals do
 * (docs/aws.md: 'Lambda quota').
 */
const KEPT_AT_LEAST = 10;
const KEPT_USUALLY = 100;

/** Whether the two functions of the Athena stack can reserve what they need. */
export const lambdaQuota: SetupStep = {
  key: 'lambda-quota',
  look: async (context) => {
    const { AccountLimit } = await context.session.lambda.send(new GetAccountSettingsCommand({}));
    const available = AccountLimit?.UnreservedConcurrentExecutions ?? 0;
    const left = available - NEEDED;
    if (left >= KEPT_USUALLY) {
      return {
        state: 'in-place',
        sentence: `${available} functions can run at once; the Athena stack needs ${NEEDED}.`,
      };
    }
    if (await hasAthenaStack(context)) {
      return { state: 'in-place', sentence: 'The Athena stack is there, with what its functions need.' };
    }
    if (left >= KEPT_AT_LEAST) {
      const sentence = `${available} functions can run at once; the Athena stack needs ${NEEDED}. That is little: if AWS refuses the stack for it, ask for a higher quota.`;
      return { state: 'in-place', sentence, byHand: byHand(context) };
    }
    const failure = setupFailure('lambda-quota', { available: String(available), minimum: String(KEPT_AT_LEAST) });
    return { state: 'blocked', sentence: failure.sentence, failure, byHand: byHand(context) };
  },
};

/** Asked only where the quota is low: a stack that is there has reserved already. */
async function hasAthenaStack({ session, mpa }: StepContext): Promise<boolean> {
  try {
    const { Stacks } = await session.cloudformation.send(new DescribeStacksCommand({ StackName: mpa.stackName }));
    return (
      Stacks?.some(({ StackStatus }) => /^(?:CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/u.test(StackStatus ?? '')) ===
      true
    );
  } catch (error) {
    const { code, message } = callError(error);
    if (code === 'ValidationError' && /does not exist/u.test(message)) return false;
    throw error;
  }
}

function byHand({ session }: StepContext) {
  return {
    consoleUrl: CONSOLE.lambdaQuota(session.region),
    values: [
      { label: 'Region', value: session.region },
      { label: 'Quota', value: 'AWS Lambda, Concurrent executions (L-B99A9384)' },
      { label: 'New value', value: '1000' },
    ],
    order: ['Open the quota, Request increase at account level.', 'AWS answers within some days; then apply again.'],
  };
}
