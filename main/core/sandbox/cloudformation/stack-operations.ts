import { text } from '../services/input.ts';
import type { Operation, ServiceCall } from '../service.ts';
import { assertKnownMembers } from './known-members.ts';
import { assertNameIsFree, plannedStack, rememberToken, STACK_MEMBERS, stackOfToken } from './new-stack.ts';
import { scheduleStep } from './progress.ts';
import { refused, unsupported } from './refused.ts';
import { cloudFormationState, findStack, setStackStatus } from './stack.ts';
import type { Stack } from './stack.ts';

/** What makes stacks and takes them away. */
export const stackOperations: Readonly<Record<string, Operation>> = {
  CreateStack: (call) => {
    assertKnownMembers(call, [...STACK_MEMBERS, 'ClientRequestToken', 'DisableRollback']);
    const begun = stackOfToken(call);
    if (begun !== null) return { StackId: begun };
    const stack = plannedStack(call);
    assertNameIsFree(call, stack.name);
    stack.onFailure = onFailureOf(call);
    cloudFormationState(call.world, call.caller.accountId).stacks.push(stack);
    beginStack(call, stack);
    return { StackId: stack.id };
  },
  DeleteStack: (call) => {
    assertKnownMembers(call, ['StackName', 'ClientRequestToken']);
    if (stackOfToken(call) !== null) return {};
    const stack = findStack(call, text(call.input, 'StackName'));
    // What is not there, or is going already, is deleted without a word.
    if (!stack || stack.status === 'DELETE_COMPLETE' || stack.status === 'DELETE_IN_PROGRESS') return {};
    stack.token = rememberToken(call, stack.id);
    stack.generation += 1;
    stack.changeSet = null;
    for (const resource of stack.resources) {
      resource.hangsUntil = null;
      if (resource.status === 'DELETE_FAILED') resource.status = 'CREATE_COMPLETE';
    }
    const at = call.world.now();
    setStackStatus(stack, at, 'DELETE_IN_PROGRESS', 'User Initiated');
    scheduleStep(call.world, stack, at);
    return {};
  },
  UpdateStack: () => {
    throw unsupported('UpdateStack: it creates and deletes stacks, but does not change them');
  },
};

/** Lets a stack be made. */
export function beginStack(call: ServiceCall, stack: Stack): void {
  stack.token = rememberToken(call, stack.id);
  stack.generation += 1;
  const at = call.world.now();
  setStackStatus(stack, at, 'CREATE_IN_PROGRESS', 'User Initiated');
  call.world.created(`stack ${stack.name}`);
  scheduleStep(call.world, stack, at);
}

function onFailureOf({ input }: ServiceCall): Stack['onFailure'] {
  const asked = text(input, 'OnFailure');
  const disabled = input['DisableRollback'];
  if (asked !== '' && disabled !== undefined) {
    throw refused('You can specify either DisableRollback or OnFailure, but not both.');
  }
  if (disabled === 'true') return 'DO_NOTHING';
  if (asked === '' || asked === 'ROLLBACK') return 'ROLLBACK';
  if (asked === 'DO_NOTHING' || asked === 'DELETE') return asked;
  throw refused(
    `1 validation error detected: Value '${asked}' at 'onFailure' failed to satisfy constraint: Member must satisfy enum value set: [DO_NOTHING, ROLLBACK, DELETE]`,
  );
}
