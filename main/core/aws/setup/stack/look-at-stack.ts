import type { Stack } from '@aws-sdk/client-cloudformation';
import { isStackName } from '../../link/quick-create-link.ts';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import type { SetupStepKey } from '../../../../../shared/domain/aws/setup-step.ts';
import type { Consent } from '../../../../../shared/contract/aws.ts';
import type { Look, StepContext } from '../step.ts';
import { deletionConsent } from './create-stack.ts';
import { findStack, phaseOf } from './stack-state.ts';

/** What a step says of its stack. */
export interface StackWords {
  step: SetupStepKey;
  name: string;
  /** What the stack is, as it stands in sentences: 'The Athena stack'. */
  what: string;
  /** Whether a stack that is there is this one: made by us, or by hand out of the same. */
  isOurs: (stack: Stack) => boolean | Promise<boolean>;
  /** When it is in place: its sentence and evidence. */
  inPlace: (stack: Stack) => Look | Promise<Look>;
  /** When it is to be made. */
  toMake: () => Look | Promise<Look>;
}

/** How a stack stands for its step: in place, to be made, being made, left over from a failure, or somebody else's. */
export async function lookAtStack(context: StepContext, words: StackWords): Promise<Look> {
  const { name, what, isOurs, inPlace, toMake } = words;
  if (!isStackName(name)) return blocked('stack-name-invalid', { stack: name });
  const stack = await findStack(context, name);
  const phase = phaseOf(stack);
  if (stack === null || phase === 'absent') return toMake();
  if (phase === 'leftover') return withConsent(await toMake(), await deletionConsent(context, stack), stack);
  if (!(await isOurs(stack))) return blocked('stack-foreign', { stack: name });
  if (phase === 'in-place') return inPlace(stack);
  if (isQuiet(context, stack)) return quiet(name);
  return {
    state: 'will-do',
    sentence: `${what} ${name} is being made (${stack.StackStatus ?? ''}); it is followed to its end.`,
    calls: [],
  };
}

function withConsent(look: Look, consent: Consent, stack: Stack): Look {
  if (look.state !== 'will-do') return look;
  const key = stack.StackStatus === 'REVIEW_IN_PROGRESS' ? 'stack-in-review' : 'stack-rolled-back';
  const { StackName: name = '' } = stack;
  const cause = consent.consequence.includes('because of')
    ? ` (${consent.consequence.split('because of: ')[1]?.split('. No data')[0] ?? ''})`
    : '';
  return {
    ...look,
    calls: [{ service: 'cloudformation', operation: 'DeleteStack', what: name }, ...(look.calls ?? [])],
    consents: [consent, ...(look.consents ?? [])],
    failure: setupFailure(key, { stack: name, cause }),
  };
}

/** Whether a stack has been at work for so long without an end that it must be waiting for a function of its own. */
function isQuiet({ task }: StepContext, stack: Stack): boolean {
  const begun = stack.CreationTime?.getTime() ?? 0;
  return task.clock().getTime() - begun > 10 * 60_000;
}

function quiet(name: string): Look {
  const { sentence } = setupFailure('custom-resource-hangs', { stack: name });
  return { state: 'waiting', sentence };
}

function blocked(key: 'stack-name-invalid' | 'stack-foreign', details: Record<string, string>): Look {
  const failure = setupFailure(key, details);
  return { state: 'blocked', sentence: failure.sentence, failure };
}
