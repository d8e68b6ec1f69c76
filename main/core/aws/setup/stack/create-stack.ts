import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import type { Stack } from '@aws-sdk/client-cloudformation';
import type { Consent } from '../../../../../shared/contract/aws.ts';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { awsWords, callError } from '../../session/aws-error.ts';
import { SetupStopped } from '../setup-stopped.ts';
import type { Look, StepContext } from '../step.ts';
import { createByChangeSet, needsChangeSet } from './change-set.ts';
import { deleteStack, isOwnReview, nextAttempt, requestToken } from './delete-stack.ts';
import { followDeletion, followStack } from './follow-stack.ts';
import { eventsOf, findStack, isToDelete, livingResources, phaseOf, rootCause } from './stack-state.ts';
import { stackRequest } from './stack-request.ts';
import type { WantedStack } from './wanted-stack.ts';

/** How many request tokens are tried before the set-up gives up: each stands for a stack that was made and deleted before. */
const MOST_ATTEMPTS = 10;

/**
 * Makes the stack that a look has shown, of the very text that was shown, or goes on following one that is being made or deleted: after
 * such a deletion it is looked again. What an earlier attempt left behind is deleted first; the caller has asked for that. The request
 * token names payer account, step and attempt, so that a call that was sent twice makes one stack. A stack that tells nothing for long
 * is left alone.
 * @throws SetupStopped with the cause.
 */
export async function makeStack(
  context: StepContext,
  { step, name }: Pick<WantedStack, 'step' | 'name'>,
  { making }: Look,
): Promise<void> {
  const present = await findStack(context, name);
  const phase = phaseOf(present);
  const { StackId: presentId, StackStatus: status = '' } = present ?? {};
  if (phase === 'in-place') return;
  if (phase === 'stuck') throw new SetupStopped(setupFailure('stack-stuck', { stack: name, status }));
  if (phase === 'in-progress' && presentId) {
    // The look showed no call: what making it anew asks for is looked at, and agreed to, first.
    await (status.startsWith('DELETE') ? followDeletion : followStack)(context, step, presentId);
    return;
  }
  // Nothing was shown that could be made: what is there now is looked at first.
  if (making === undefined) return;
  await context.keepEvidence(step, 'The template is kept.', { templateSha256: making.template.sha256 });
  if (isToDelete(phase) && present && presentId) {
    if (!isOwnReview(context, present, step)) assertAgreed(context, name);
    if ((await deleteStack(context, step, presentId)) === 'quiet') return;
  }
  await followStack(context, step, await (needsChangeSet(making) ? byChangeSet : create)(context, making));
}

/** What is left of a stack may have come after the look: nothing is deleted that nobody was asked about. */
function assertAgreed({ agreed }: StepContext, name: string): void {
  if (!agreed.has(deletionKey(name))) throw new SetupStopped(setupFailure('stack-rolled-back', { stack: name }));
}

function deletionKey(name: string): string {
  return `delete-stack:${name}`;
}

/** The consent without which a leftover is not deleted, with what went wrong then. */
export async function deletionConsent(context: StepContext, stack: Stack): Promise<Consent> {
  const { StackName = '', StackId = '', StackStatus = '' } = stack;
  const review = StackStatus === 'REVIEW_IN_PROGRESS';
  const cause = review ? null : rootCause(await eventsOf(context, StackId));
  const living = phaseOf(stack) === 'failed' ? await livingResources(context, StackId) : [];
  const what = living.length === 0 ? '' : ` What still lives of it is deleted too: ${living.join(', ')}.`;
  const why = cause?.ResourceStatusReason === undefined ? '' : ` It failed because of: ${cause.ResourceStatusReason}.`;
  return {
    key: deletionKey(StackName),
    question: review
      ? `A stack ${StackName} was begun in the console and never created. Delete it?`
      : `A stack ${StackName} is left over from an attempt that failed. Delete what is left of it?`,
    consequence: `The stack ${StackName} (${StackStatus}) is deleted, then made anew.${why}${what} What is in buckets stays.`,
  };
}

async function create(context: StepContext, wanted: WantedStack): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const stackId = await createOnce(context, wanted, tries < MOST_ATTEMPTS);
    // A token that was used before gives the stack of then, though it has been deleted since: by hand, or for another ledger.
    if (stackId !== null && phaseOf(await findStack(context, stackId)) !== 'absent') return stackId;
    if (tries === MOST_ATTEMPTS) {
      const words = {
        operation: 'cloudformation:CreateStack',
        code: 'StackGone',
        message: stackId ?? '',
        requestId: null,
      };
      const message = 'the stack was made and is not there';
      throw new SetupStopped(setupFailure('unknown', { ...words, message, requestId: 'none' }, words));
    }
    await nextAttempt(context, wanted.step, `The stack ${wanted.name} is being made.`);
  }
}

/** @returns its ID; null where the token was used for something else and another may be tried. */
async function createOnce(context: StepContext, wanted: WantedStack, mayTryAgain: boolean): Promise<string | null> {
  const { step, name } = wanted;
  const token = requestToken(context, step);
  const input = { ...stackRequest(context, wanted), ClientRequestToken: token };
  try {
    const { StackId = '' } = await context.session.cloudformation.send(new CreateStackCommand(input));
    return StackId;
  } catch (error) {
    const { code } = callError(error);
    if (code === 'TokenAlreadyExistsException' && mayTryAgain) return null;
    const present = code === 'AlreadyExistsException' ? await findStack(context, name) : null;
    // The call had been done, and its answer was lost: the stack that is there is the one.
    if (present?.StackId && !isToDelete(phaseOf(present))) return present.StackId;
    throw creationFailure('CreateStack', error, wanted) ?? error;
  }
}

async function byChangeSet(context: StepContext, wanted: WantedStack): Promise<string> {
  try {
    return await createByChangeSet(context, wanted);
  } catch (error) {
    throw creationFailure('CreateChangeSet', error, wanted) ?? error;
  }
}

function creationFailure(operation: string, error: unknown, { capabilities }: WantedStack): Error | null {
  if (error instanceof SetupStopped) return null;
  const { code, message } = callError(error);
  const aws = awsWords(`cloudformation:${operation}`, error);
  if (code === 'InsufficientCapabilitiesException') {
    const needed = /\[([^\]]*)\]/u.exec(message)?.[1] ?? capabilities.join(', ');
    return new SetupStopped(setupFailure('capability-missing', { capabilities: needed }, aws), { cause: error });
  }
  if (code === 'LimitExceededException') {
    return new SetupStopped(setupFailure('stack-limit', {}, aws), { cause: error });
  }
  if (code === 'ValidationError' && /Parameters: \[/u.test(message)) {
    return new SetupStopped(setupFailure('link-parameters-drifted', { parameters: message }, aws), { cause: error });
  }
  return null;
}
