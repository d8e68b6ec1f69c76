import type { Stack } from '@aws-sdk/client-cloudformation';
import { isStackName } from '../../link/quick-create-link.ts';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import type { SetupStepKey } from '../../../../../shared/domain/aws/setup-step.ts';
import type { Consent } from '../../../../../shared/contract/aws.ts';
import { waitEnds } from '../../../../../shared/domain/procedure.ts';
import type { Look, StepContext } from '../step.ts';
import { deletionConsent } from './create-stack.ts';
import { isOwnReview } from './delete-stack.ts';
import { eventsOf, findStack, isTaggedBy, phaseOf } from './stack-state.ts';

/** A little less than what followStack waits, so that both say the same. */
const QUIET_MS = 8 * 60_000;

/** What a step says of its stack. */
export interface StackWords {
  step: SetupStepKey;
  name: string;
  /** Its name comes from a link that may be replaced: the stack that was seen last is looked for by its ID first. */
  byId?: true;
  /** What the stack is, as it stands in sentences: 'The Athena stack'. */
  what: string;
  /** How a stack that is there differs from this one, in words that end a sentence; null where it is this one: ours, or made by hand. */
  strange: (stack: Stack) => string | null | Promise<string | null>;
  /** When it is in place: its sentence and evidence. */
  inPlace: (stack: Stack) => Look | Promise<Look>;
  /** When it is to be made; with what is left over of it and deleted before, whose names are free then. */
  toMake: (leftover: Stack | null) => Look | Promise<Look>;
}

/** How a stack stands for its step: in place, to be made, being made, left over from a failure, or somebody else's. */
export async function lookAtStack(context: StepContext, words: StackWords): Promise<Look> {
  const { name, what, inPlace, toMake } = words;
  const naming = { stack: name, step: words.step, from: isFromFile(context, words.step) ? 'file' : '' };
  if (!isStackName(name)) return blocked('stack-name-invalid', naming);
  const earlier = words.byId === true ? await seenStack(context, words.step) : null;
  const renamed = earlier !== null && earlier.StackName !== name;
  const stack = earlier === null || renamed ? await findStack(context, name) : earlier;
  const phase = phaseOf(stack);
  if (stack === null || phase === 'absent') return renamed ? besides(await toMake(null), earlier, name) : toMake(null);
  if (isOwnReview(context, stack, words.step)) return withDeletion(await toMake(stack), stack);
  if (phase === 'leftover') return withConsent(await toMake(stack), await deletionConsent(context, stack), stack);
  const difference = await differenceOf(context, words, stack);
  if (difference !== null) return blocked('stack-foreign', { ...naming, difference });
  if (phase === 'failed') return withConsent(await toMake(stack), await deletionConsent(context, stack), stack);
  if (phase === 'stuck') return blocked('stack-stuck', { stack: name, status: stack.StackStatus ?? '' });
  if (phase === 'in-place') return renamed ? notForgotten(await inPlace(stack), earlier) : inPlace(stack);
  return inProgress(context, stack, what);
}

/** Whether a stack is made from a template file, which gives it its name, and not from a link. */
function isFromFile({ choices }: StepContext, step: SetupStepKey): boolean {
  return step === 'access-role-stack' && choices.roleLink === null;
}

/** What AWS is doing is followed; a look after a deletion tells what is to be done then. */
async function inProgress(context: StepContext, stack: Stack, what: string): Promise<Look> {
  const { StackName: name = '', StackStatus: status = '' } = stack;
  const last = (await eventsOf(context, stack.StackId ?? name)).at(-1)?.Timestamp;
  if (isQuiet(context, stack, last)) return quiet(stack, last);
  const sentence = status.startsWith('DELETE')
    ? `${what} ${name} is being deleted, by somebody else or an earlier run. It is followed to its end; then it is looked at again.`
    : `${what} ${name} is being made (${status}); it is followed to its end.`;
  return { state: 'will-do', sentence, calls: [] };
}

/** The stack that a step saw in place last, by its ID; null where there is none, or it is gone. */
export async function seenStack(context: StepContext, step: SetupStepKey): Promise<Stack | null> {
  const id = context.known.get(step)?.evidence['stackId'];
  const stack = id === undefined ? null : await findStack(context, id);
  return phaseOf(stack) === 'absent' ? null : stack;
}

/** How a stack differs from the step's own. One that failed has not yet what it would be known by: its tags or its ID tell. */
async function differenceOf(context: StepContext, words: StackWords, stack: Stack): Promise<string | null> {
  return phaseOf(stack) === 'failed' && isOwn(context, stack, words.step) ? null : words.strange(stack);
}

/** Whether a stack is the one that the step saw last, or carries its tags. */
export function isOwn({ known, mpa }: StepContext, stack: Stack, step: SetupStepKey): boolean {
  return known.get(step)?.evidence['stackId'] === stack.StackId || isTaggedBy(stack, step, mpa.id);
}

/** A stack of another name does the same already: a second one is made only where that was agreed to. */
function besides(look: Look, { StackName: earlier = '' }: Stack, name: string): Look {
  if (look.state !== 'will-do') return look;
  const consent = {
    key: `second-stack:${earlier}`,
    question: `The stack ${earlier} of an earlier link is there and does the same. Make ${name} besides it?`,
    consequence: `Both run; ${earlier} stays until somebody deletes it in the CloudFormation console. To replace it, take it back first, with the earlier name.`,
  };
  return { ...look, consents: [consent, ...(look.consents ?? [])] };
}

function notForgotten(look: Look, { StackId: former = '' }: Stack): Look {
  return { ...look, evidence: { ...look.evidence, formerStackId: former } };
}

/** What an earlier apply began by a change set, and did not make, is deleted first. */
function withDeletion(look: Look, { StackName: name = '' }: Stack): Look {
  const deletion = { service: 'cloudformation', operation: 'DeleteStack', what: `${name}, begun and not made` };
  return look.state === 'will-do' ? { ...look, calls: [deletion, ...(look.calls ?? [])] } : look;
}

function withConsent(look: Look, consent: Consent, stack: Stack): Look {
  if (look.state !== 'will-do') return look;
  const key = stack.StackStatus === 'REVIEW_IN_PROGRESS' ? 'stack-in-review' : 'stack-rolled-back';
  const { StackName: name = '' } = stack;
  const cause = consent.consequence.includes('because of')
    ? ` (${consent.consequence.split('because of: ')[1]?.split('. What is in buckets')[0] ?? ''})`
    : '';
  const { byHand } = look;
  const first = `Delete the stack ${name} that is left, and wait until it is gone`;
  return {
    ...look,
    ...(byHand && { byHand: { ...byHand, order: [first, ...byHand.order] } }),
    calls: [{ service: 'cloudformation', operation: 'DeleteStack', what: name }, ...(look.calls ?? [])],
    consents: [consent, ...(look.consents ?? [])],
    failure: setupFailure(key, { stack: name, cause }),
  };
}

/** Whether a stack has told nothing for so long that it must be waiting for its own function (docs/aws.md: 'Custom resource hangs'). */
function isQuiet({ facts, task }: StepContext, { StackId = '' }: Stack, last: Date | undefined): boolean {
  if (facts.quietStackId === StackId) return true;
  return last !== undefined && task.clock().getTime() - last.getTime() > QUIET_MS;
}

/** AWS waits up to an hour for an answer, and so do we. */
function quiet({ StackName: stack = '' }: Stack, last: Date | undefined): Look {
  const failure = setupFailure('custom-resource-hangs', { stack });
  const due = last === undefined ? null : waitEnds({ hours: 1 }, last.toISOString());
  return { state: 'waiting', sentence: failure.sentence, failure, due };
}

function blocked(key: 'stack-name-invalid' | 'stack-foreign' | 'stack-stuck', details: Record<string, string>): Look {
  const failure = setupFailure(key, details);
  return { state: 'blocked', sentence: failure.sentence, failure };
}
