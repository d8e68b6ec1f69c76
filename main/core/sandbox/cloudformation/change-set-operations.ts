import { randomUUID } from 'node:crypto';
import { text } from '../services/input.ts';
import { AwsFault } from '../service.ts';
import type { Operation, ServiceCall } from '../service.ts';
import { assertKnownMembers } from './known-members.ts';
import { assertNameIsFree, plannedStack, rememberToken, STACK_MEMBERS, stackOfToken } from './new-stack.ts';
import { unsupported } from './refused.ts';
import { beginStack } from './stack-operations.ts';
import { cloudFormationState, findStack, requireStack, setStackStatus, stacksOf } from './stack.ts';
import type { ChangeSet, Stack } from './stack.ts';

/** Change sets that make a stack; until it is executed the stack is in review and blocks its name. */
export const changeSetOperations: Readonly<Record<string, Operation>> = {
  CreateChangeSet: (call) => {
    assertKnownMembers(call, [...STACK_MEMBERS, 'ChangeSetName', 'ChangeSetType', 'ClientToken', 'Description']);
    if (text(call.input, 'ChangeSetType') !== 'CREATE') throw unsupported('change sets of other types than CREATE');
    const { world, caller, region, input } = call;
    const begun = stackOfToken(call);
    if (begun !== null) return { Id: findStack(call, begun)?.changeSet?.id, StackId: begun };
    const stack = plannedStack(call);
    assertNameIsFree(call, stack.name);
    rememberToken(call, stack.id);
    const name = text(input, 'ChangeSetName');
    stack.changeSet = {
      id: `arn:aws:cloudformation:${region}:${caller.accountId}:changeSet/${name}/${randomUUID()}`,
      name,
      created: world.now(),
      description: text(input, 'Description') || null,
    };
    setStackStatus(stack, world.now(), 'REVIEW_IN_PROGRESS', 'User Initiated');
    cloudFormationState(world, caller.accountId).stacks.push(stack);
    return { Id: stack.changeSet.id, StackId: stack.id };
  },
  DescribeChangeSet: (call) => {
    const { stack, changeSet } = requireChangeSet(call);
    return {
      ChangeSetName: changeSet.name,
      ChangeSetId: changeSet.id,
      StackId: stack.id,
      StackName: stack.name,
      Description: changeSet.description,
      Parameters: stack.parameters.map(({ name, value, noEcho }) => ({
        ParameterKey: name,
        ParameterValue: noEcho ? '****' : value,
      })),
      CreationTime: new Date(changeSet.created),
      ExecutionStatus: 'AVAILABLE',
      Status: 'CREATE_COMPLETE',
      NotificationARNs: [],
      Capabilities: stack.capabilities,
      Tags: stack.tags,
      Changes: stack.resources.map(({ logicalId, type }) => ({
        Type: 'Resource',
        ResourceChange: { Action: 'Add', LogicalResourceId: logicalId, ResourceType: type, Scope: [], Details: [] },
      })),
      IncludeNestedStacks: false,
    };
  },
  ExecuteChangeSet: (call) => {
    assertKnownMembers(call, ['ChangeSetName', 'StackName', 'ClientRequestToken']);
    const { stack } = requireChangeSet(call);
    stack.changeSet = null;
    beginStack(call, stack);
    return {};
  },
  DeleteChangeSet: (call) => {
    requireChangeSet(call).stack.changeSet = null;
    return {};
  },
};

/** The stack and the change set that a call names. @throws AwsFault ChangeSetNotFound. */
export function requireChangeSet(call: ServiceCall): { stack: Stack; changeSet: ChangeSet } {
  const name = text(call.input, 'ChangeSetName');
  const stackName = text(call.input, 'StackName');
  const stack = name.startsWith('arn:')
    ? stacksOf(call).find(({ changeSet }) => changeSet?.id === name)
    : requireStack(call, stackName);
  const changeSet = stack?.changeSet;
  if (stack && changeSet && (changeSet.id === name || changeSet.name === name)) return { stack, changeSet };
  throw new AwsFault('ChangeSetNotFound', `ChangeSet [${name}] does not exist`, { status: 404 });
}
