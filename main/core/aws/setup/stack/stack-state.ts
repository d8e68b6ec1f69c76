import { DescribeStackEventsCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Stack, StackEvent } from '@aws-sdk/client-cloudformation';
import { callError } from '../../session/aws-error.ts';
import type { SetupStepKey } from '../../../../../shared/domain/aws/setup-step.ts';
import type { StepContext } from '../step.ts';

/** How a stack stands, in four words. */
export type StackPhase = 'absent' | 'in-place' | 'in-progress' | 'leftover';

const IN_PLACE =
  /^(?:CREATE_COMPLETE|UPDATE_COMPLETE|UPDATE_ROLLBACK_COMPLETE|IMPORT_COMPLETE|UPDATE_COMPLETE_CLEANUP_IN_PROGRESS)$/u;
const LEFTOVER =
  /^(?:ROLLBACK_COMPLETE|ROLLBACK_FAILED|CREATE_FAILED|DELETE_FAILED|UPDATE_ROLLBACK_FAILED|REVIEW_IN_PROGRESS)$/u;

/** The stack of a name or an ID; null where there is none. */
export async function findStack({ session }: StepContext, name: string): Promise<Stack | null> {
  try {
    const { Stacks = [] } = await session.cloudformation.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks[0] ?? null;
  } catch (error) {
    const { code, message } = callError(error);
    // CloudFormation has no error of its own for a stack that is not there (aws-setup.md, D).
    if (code === 'ValidationError' && message.includes('does not exist')) return null;
    throw error;
  }
}

/** How a stack stands (aws-setup.md, D, 'States'). */
export function phaseOf(stack: Stack | null): StackPhase {
  const status = stack?.StackStatus ?? 'DELETE_COMPLETE';
  if (stack === null || status === 'DELETE_COMPLETE') return 'absent';
  if (IN_PLACE.test(status)) return 'in-place';
  return LEFTOVER.test(status) ? 'leftover' : 'in-progress';
}

/** Whether this program made a stack, for this step of this payer account: by the tags that it gives. */
export function isTaggedBy({ Tags = [] }: Stack, step: SetupStepKey, payer: string): boolean {
  const has = (key: string, value: string): boolean => Tags.some(({ Key, Value }) => Key === key && Value === value);
  return has('enrollment-desk:step', step) && has('enrollment-desk:payer-account', payer);
}

/** Every event of a stack, the oldest first. */
export async function eventsOf({ session }: StepContext, stackId: string): Promise<StackEvent[]> {
  const found: StackEvent[] = [];
  let token: string | undefined;
  do {
    const input = { StackName: stackId, ...(token === undefined ? {} : { NextToken: token }) };
    const { StackEvents = [], NextToken } = await session.cloudformation.send(new DescribeStackEventsCommand(input));
    found.push(...StackEvents);
    token = NextToken;
  } while (token !== undefined);
  return found.toReversed();
}

/**
 * The event that a stack failed by: the first that failed of itself, not because another did. What is being done to it last counts:
 * the reason of a deletion that failed is not that of the creation before it.
 * @param events the oldest first
 */
export function rootCause(events: readonly StackEvent[]): StackEvent | null {
  const begun = events.findLastIndex(isBeginning);
  const failed = events
    .slice(Math.max(begun, 0))
    .filter(({ ResourceStatus = '' }) => ResourceStatus.endsWith('_FAILED'));
  return failed.find(({ ResourceStatusReason = '' }) => !/cancelled/iu.test(ResourceStatusReason)) ?? null;
}

function isBeginning({ ResourceType, PhysicalResourceId, StackId, ResourceStatus }: StackEvent): boolean {
  const own = ResourceType === 'AWS::CloudFormation::Stack' && PhysicalResourceId === StackId;
  return own && /^(?:CREATE|UPDATE|DELETE)_IN_PROGRESS$/u.test(ResourceStatus ?? '');
}
