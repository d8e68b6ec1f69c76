import type { CloudFormationState } from '../../../main/core/sandbox/cloudformation/stack.ts';
import { accessRoleLink } from '../../../main/core/sandbox/templates/index.ts';
import type { AwsDesk } from '../../support/aws-desk.ts';
import { awsDesk } from '../../support/aws-desk.ts';

/** A stack of a desk's sandbox, as the sandbox holds it. @throws Error where there is none of that name. */
export function heldStack(desk: AwsDesk, name: string): CloudFormationState['stacks'][number] {
  const state = desk.sandbox.world.state.slices[desk.mpaId]?.['cloudformation'] as CloudFormationState;
  const stack = state.stacks.findLast((each) => each.name === name);
  if (!stack) throw new Error(`the sandbox has no stack ${name}`);
  return stack;
}

/** Puts a stack of the sandbox into a state that it does not come into by itself. */
export function putInto(
  desk: AwsDesk,
  name: string,
  status: string,
  tags: { Key: string; Value: string }[] = [],
): void {
  Object.assign(heldStack(desk, name), { status, tags });
}

/** Gives a link as an operator does. */
export async function giveLink(desk: AwsDesk, url: string): Promise<void> {
  await desk.core.task('aws.link', { mpaId: desk.mpaId, url, kind: null, accounts: null, stackName: null });
}

/** A desk of an own management account with the link to the older template of the access role, which gives whole services away. */
export async function olderRoleDesk(): Promise<AwsDesk> {
  const desk = await awsDesk({ scenario: 'enterprise' });
  await giveLink(desk, accessRoleLink(desk.mpaId, 'older'));
  return desk;
}

/** How many calls of an operation of CloudFormation came to the sandbox. */
export function countOf(desk: AwsDesk, operation: string): number {
  return desk.sandbox.calls.filter((call) => call.service === 'cloudformation' && call.operation === operation).length;
}
