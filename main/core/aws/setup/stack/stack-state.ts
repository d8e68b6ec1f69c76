import {
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import type { Stack, StackEvent } from '@aws-sdk/client-cloudformation';
import { callError } from '../../session/aws-error.ts';
import type { SetupStepKey } from '../../../../../shared/domain/aws/setup-step.ts';
import type { StepContext } from '../step.ts';

/**
 * How a stack stands. `leftover`: nothing of it lives, it can only be deleted. `failed`: it failed and resources of it may live.
 * `stuck`: it lives, and an operator has to bring it out of its state.
 */
export type StackPhase = 'absent' | 'in-place' | 'in-progress' | 'leftover' | 'failed' | 'stuck';

const PHASES: readonly (readonly [RegExp, StackPhase])[] = [
  [/^DELETE_COMPLETE$/u, 'absent'],
  [/^(?:(?:CREATE|UPDATE|IMPORT|UPDATE_ROLLBACK)_COMPLETE|UPDATE_COMPLETE_CLEANUP_IN_PROGRESS)$/u, 'in-place'],
  [/^(?:ROLLBACK_COMPLETE|REVIEW_IN_PROGRESS)$/u, 'leftover'],
  [/^(?:CREATE_FAILED|ROLLBACK_FAILED|DELETE_FAILED)$/u, 'failed'],
  [/_IN_PROGRESS$/u, 'in-progress'],
];

/** The stack of a name or an ID; null where there is none. */
export async function findStack({ session }: StepContext, name: string): Promise<Stack | null> {
  try {
    const { Stacks = [] } = await session.cloudformation.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks[0] ?? null;
  } catch (error) {
    const { code, message } = callError(error);
    // CloudFormation has no error of its own for a stack that is not there (docs/aws.md: 'Stack states').
    if (code === 'ValidationError' && message.includes('does not exist')) return null;
    throw error;
  }
}

/** How a stack stands (docs/aws.md: 'Stack states'). What AWS calls neither done nor in progress is `stuck`. */
export function phaseOf(stack: Stack | null): StackPhase {
  const status = stack?.StackStatus ?? 'DELETE_COMPLETE';
  return PHASES.find(([states]) => states.test(status))?.[1] ?? 'stuck';
}

/** Whether a stack can only be deleted: with what failed it may still have resources that live. */
export function isToDelete(phase: StackPhase): boolean {
  return phase === 'leftover' || phase === 'failed';
}

/** Whether this program made a stack, for this step of this payer account: by the tags that it gives. */
export function isTaggedBy({ Tags = [] }: Stack, step: SetupStepKey, payer: string): boolean {
  const has = (key: string, value: string): boolean => Tags.some(({ Key, Value }) => Key === key && Value === value);
  return has('enrollment-desk:step', step) && has('enrollment-desk:payer-account', payer);
}

/** The resources of a stack that live, as `AWSCURDatabase athenacurcfn_…`. */
export async function livingResources({ session }: StepContext, stackId: string): Promise<string[]> {
  const command = new DescribeStackResourcesCommand({ StackName: stackId });
  const { StackResources = [] } = await session.cloudformation.send(command);
  return StackResources.flatMap(({ LogicalResourceId = '', PhysicalResourceId: id = '', ResourceStatus = '' }) =>
    id === '' || ResourceStatus === 'DELETE_COMPLETE' ? [] : [`${LogicalResourceId} ${id}`],
  );
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
  const failed = sinceBeginning(events).filter(({ ResourceStatus = '' }) => ResourceStatus.endsWith('_FAILED'));
  return failed.find(({ ResourceStatusReason = '' }) => !/cancelled/iu.test(ResourceStatusReason)) ?? null;
}

/** The events of what is being done to a stack last: of its creation, or of its deletion alone. */
export function sinceBeginning(events: readonly StackEvent[]): readonly StackEvent[] {
  return events.slice(Math.max(events.findLastIndex(isBeginning), 0));
}

function isBeginning({ ResourceType, PhysicalResourceId, StackId, ResourceStatus }: StackEvent): boolean {
  const own = ResourceType === 'AWS::CloudFormation::Stack' && PhysicalResourceId === StackId;
  return own && /^(?:CREATE|UPDATE|DELETE)_IN_PROGRESS$/u.test(ResourceStatus ?? '');
}
