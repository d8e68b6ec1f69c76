import type { Stack } from '@aws-sdk/client-cloudformation';
import type { PlannedCall } from '../../../../../shared/contract/aws.ts';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { SetupStopped } from '../setup-stopped.ts';
import type { StepContext } from '../step.ts';
import { deleteStack } from './delete-stack.ts';
import { isOwn, seenStack } from './look-at-stack.ts';
import type { StackWords } from './look-at-stack.ts';
import { findStack, phaseOf } from './stack-state.ts';

/** Which stack a step would take back, and how one is known that is not its own. */
export type UndoneStack = Pick<StackWords, 'step' | 'name' | 'byId' | 'strange'>;

/** What taking the stack back would call. @throws SetupStopped `stack-foreign` where it is not the step's own. */
export async function planStackUndo(context: StepContext, undone: UndoneStack): Promise<PlannedCall[]> {
  const stack = await stackToUndo(context, undone);
  return stack === null
    ? []
    : [{ service: 'cloudformation', operation: 'DeleteStack', what: stack.StackName ?? undone.name }];
}

/**
 * Deletes the step's stack, where there is one.
 * @throws SetupStopped `stack-foreign` where it is not the step's own, `custom-resource-hangs` where the deletion goes on without us.
 */
export async function undoStack(context: StepContext, undone: UndoneStack): Promise<void> {
  const stack = await stackToUndo(context, undone);
  if (!stack?.StackId) return;
  const { StackId: id, StackName: name = undone.name } = stack;
  const end = await deleteStack(context, undone.step, id);
  if (end === 'quiet') throw new SetupStopped(setupFailure('custom-resource-hangs', { stack: name }));
}

async function stackToUndo(context: StepContext, undone: UndoneStack): Promise<Stack | null> {
  const seen = undone.byId === true ? await seenStack(context, undone.step) : null;
  const stack = seen ?? (await findStack(context, undone.name));
  if (stack === null || phaseOf(stack) === 'absent') return null;
  const difference = await whyForeign(context, stack, undone);
  if (difference === null) return stack;
  throw new SetupStopped(
    setupFailure('stack-foreign', { stack: stack.StackName ?? undone.name, difference, undo: 'yes' }),
  );
}

/** Why a stack is not to be deleted as the step's own, in words that end a sentence; null where it is. */
async function whyForeign(context: StepContext, stack: Stack, { step, strange }: UndoneStack): Promise<string | null> {
  const seen = context.known.get(step)?.evidence['stackId'];
  const ours = isOwn(context, stack, step);
  // What failed half made has not yet what it would be known by.
  if (ours && phaseOf(stack) !== 'in-place') return null;
  const difference = await strange(stack);
  if (difference !== null || ours || seen === undefined) return difference;
  return 'it was made anew since this set-up saw it last; apply looks at it again';
}
