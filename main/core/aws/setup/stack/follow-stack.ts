import type { Stack, StackEvent } from '@aws-sdk/client-cloudformation';
import type { SetupStepKey } from '../../../../../shared/domain/aws/setup-step.ts';
import { SetupStopped } from '../setup-stopped.ts';
import type { StepContext } from '../step.ts';
import { stackFailure } from './stack-failure.ts';
import { eventsOf, findStack, phaseOf, rootCause, sinceBeginning } from './stack-state.ts';
import type { StackPhase } from './stack-state.ts';

/** Seconds between two looks, the last one from then on: AWS asks not to look more often than every five. */
const PAUSES = [5, 5, 5, 10, 15] as const;

/** How many looks without a new event make a stack that hangs on a function of its own: some ten minutes. */
const QUIET_LOOKS = 40;

/**
 * Follows a stack until it is made or has failed, and tells each of its events once, in order. A stack that tells nothing for long
 * is left alone: AWS goes on without us.
 * @throws SetupStopped with the cause when it failed; AppError CANCELLED.
 */
export async function followStack(context: StepContext, step: SetupStepKey, stackId: string): Promise<void> {
  const { phase, events } = await follow(context, {
    step,
    stackId,
    isOver: (stack) => phaseOf(stack) !== 'in-progress',
  });
  if (phase === 'in-place' || phase === 'in-progress') return;
  throw new SetupStopped(await stackFailure(context, stackId, rootCause(events)));
}

/**
 * Follows the deletion of a stack to its end in the same way, one that hangs no longer than a stack that is being made.
 * @throws SetupStopped where it could not be deleted; AppError CANCELLED.
 */
export async function followDeletion(
  context: StepContext,
  step: SetupStepKey,
  stackId: string,
): Promise<'gone' | 'quiet'> {
  // A moment after the call AWS may still show the stack as it was before.
  const isOver = (stack: Stack | null): boolean =>
    phaseOf(stack) === 'absent' || stack?.StackStatus === 'DELETE_FAILED';
  const { phase, events } = await follow(context, { step, stackId, isOver });
  if (phase === 'absent') return 'gone';
  if (phase !== 'failed') return 'quiet';
  throw new SetupStopped(await stackFailure(context, stackId, rootCause(events), 'delete'));
}

/** @returns how the stack stands and all its events, when it is over, or when it has told nothing for long. */
async function follow(
  context: StepContext,
  { step, stackId, isOver }: { step: SetupStepKey; stackId: string; isOver: (stack: Stack | null) => boolean },
): Promise<{ phase: StackPhase; events: StackEvent[] }> {
  const told = new Set<string>();
  let quiet = 0;
  for (let look = 0; ; look += 1) {
    // The state first: events that are read after it tell why it is so.
    const stack = await findStack(context, stackId);
    const events = await eventsOf(context, stackId);
    const fresh = sinceBeginning(events).filter(({ EventId = '' }) => !told.has(EventId));
    for (const event of fresh) tell(context, step, event);
    for (const { EventId = '' } of fresh) told.add(EventId);
    if (isOver(stack)) return { phase: phaseOf(stack), events };
    quiet = fresh.length > 0 ? 0 : quiet + 1;
    if (quiet >= QUIET_LOOKS) {
      context.facts.quietStackId = stackId;
      return { phase: phaseOf(stack), events };
    }
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
