import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import type { Stack } from '@aws-sdk/client-cloudformation';
import type { SetupStepKey } from '../../../../../shared/domain/aws/setup-step.ts';
import type { StepContext } from '../step.ts';
import { followDeletion } from './follow-stack.ts';
import { isTaggedBy } from './stack-state.ts';

/** Deletes a stack and waits until it is gone, or tells nothing any more. @throws SetupStopped. */
export async function deleteStack(
  context: StepContext,
  step: SetupStepKey,
  stackId: string,
): Promise<'gone' | 'quiet'> {
  await nextAttempt(context, step, 'The stack is being deleted.');
  await context.session.cloudformation.send(new DeleteStackCommand({ StackName: stackId }));
  return followDeletion(context, step, stackId);
}

/**
 * Whether a stack is one that this program has begun by a change set and not made: nothing lives of it, so nobody has to agree to its
 * deletion. One of somebody else's may be waiting for a person in the console.
 */
export function isOwnReview({ mpa }: Pick<StepContext, 'mpa'>, stack: Stack, step: SetupStepKey): boolean {
  return stack.StackStatus === 'REVIEW_IN_PROGRESS' && isTaggedBy(stack, step, mpa.id);
}

/** Keeps that the next attempt begins, before anything is asked for. */
export async function nextAttempt(context: StepContext, step: SetupStepKey, sentence: string): Promise<void> {
  await context.keepEvidence(step, sentence, { attempt: String(attemptOf(context, step) + 1) });
}

/** What names a request that makes a stack, so that one that was sent twice makes one: payer account, step and attempt. */
export function requestToken(context: StepContext, step: SetupStepKey): string {
  return `${context.mpa.id}-${step}-${attemptOf(context, step)}`;
}

/** Which attempt this is: one more after each deletion, kept before the deletion is asked for. */
function attemptOf({ known }: StepContext, step: SetupStepKey): number {
  return Number(known.get(step)?.evidence['attempt'] ?? '1');
}
