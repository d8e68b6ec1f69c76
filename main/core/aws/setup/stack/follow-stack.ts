import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { SetupStepKey } from '../../../../../shared/domain/aws/setup-step.ts';
import { SetupStopped } from '../step.ts';
import type { StepContext } from '../step.ts';
import { stackFailure } from './stack-failure.ts';
import { eventsOf, findStack, phaseOf, rootCause } from './stack-state.ts';

/** Seconds between two looks, the last one from then on: AWS asks not to look more often than every five. */
const PAUSES = [5, 5, 5, 10, 15] as const;

/** How many looks without a new event make a stack that hangs on a function of its own: some ten minutes. */
const QUIET_LOOKS = 40;

/**
 * Follows a stack until it is made or has failed, and tells each of its events once, in order. A stack that hears nothing for long
 * is left alone: AWS goes on without us.
 * @throws SetupStopped with the cause when it failed; AppError CANCELLED.
 */
export async function followStack(
  context: StepContext,
  step: SetupStepKey,
  stackId: string,
): Promise<'made' | 'quiet'> {
  const told = new Set<string>();
  let quiet = 0;
  for (let look = 0; ; look += 1) {
    const events = await eventsOf(context, stackId);
    const fresh = events.filter(({ EventId = '' }) => !told.has(EventId));
    for (const event of fresh) tell(context, step, event);
    for (const { EventId = '' } of fresh) told.add(EventId);
    const phase = phaseOf(await findStack(context, stackId));
    if (phase === 'in-place') return 'made';
    if (phase !== 'in-progress') throw new SetupStopped(await stackFailure(context, stackId, rootCause(events)));
    quiet = fresh.length > 0 ? 0 : quiet + 1;
    if (quiet >= QUIET_LOOKS) {
      context.facts.quietStackId = stackId;
      return 'quiet';
    }
    await context.pause((PAUSES[Math.min(look, PAUSES.length - 1)] ?? 15) * 1000);
  }
}

/** Follows the deletion of a stack to its end. @throws SetupStopped where it could not be deleted; AppError CANCELLED. */
export async function followDeletion(context: StepContext, step: SetupStepKey, stackId: string): Promise<void> {
  for (let look = 0; ; look += 1) {
    const stack = await findStack(context, stackId);
    if (phaseOf(stack) === 'absent') return;
    if (stack?.StackStatus === 'DELETE_FAILED') {
      const cause = rootCause(await eventsOf(context, stackId));
      throw new SetupStopped(await stackFailure(context, stackId, cause, 'delete'));
    }
    context.tell({
      type: 'stack',
      step,
      stack: stack?.StackName ?? stackId,
      resource: stack?.StackName ?? '',
      status: stack?.StackStatus ?? '',
      reason: '',
    });
    await context.pause((PAUSES[Math.min(look, PAUSES.length - 1)] ?? 15) * 1000);
  }
}

function tell(context: StepContext, step: SetupStepKey, event: StackEvent): void {
  const { StackName = '', LogicalResourceId = '', ResourceStatus = '', ResourceStatusReason = '' } = event;
  context.tell({
    type: 'stack',
    step,
    stack: StackName,
    resource: LogicalResourceId,
    status: ResourceStatus,
    reason: ResourceStatusReason,
  });
}
