import { page, text, texts } from '../services/input.ts';
import type { Operation, ServiceCall } from '../service.ts';
import type { WireObject } from '../wire.ts';
import { refused } from './refused.ts';
import { requireStack, stacksOf } from './stack.ts';
import type { Stack, StackEvent, StackResource } from './stack.ts';

const PAGE = 100;

/** What tells of stacks. */
export const describeOperations: Readonly<Record<string, Operation>> = {
  DescribeStacks: (call) => {
    const name = text(call.input, 'StackName');
    const all =
      name === ''
        ? stacksOf(call)
            .filter(({ status }) => status !== 'DELETE_COMPLETE')
            .toReversed()
        : [requireStack(call, name)];
    const { items, next } = page(all, text(call.input, 'NextToken'), PAGE);
    return { Stacks: items.map(toStack), NextToken: next };
  },
  ListStacks: (call) => {
    const wanted = texts(call.input, 'StackStatusFilter');
    const all = stacksOf(call).filter(({ status }) => wanted.length === 0 || wanted.includes(status));
    const { items, next } = page(all.toReversed(), text(call.input, 'NextToken'), PAGE);
    return { StackSummaries: items.map(toSummary), NextToken: next };
  },
  DescribeStackEvents: (call) => {
    const stack = named(call);
    const { items, next } = page(stack.events.toReversed(), text(call.input, 'NextToken'), PAGE);
    return { StackEvents: items.map((event) => toEvent(stack, event)), NextToken: next };
  },
  DescribeStackResource: (call) => {
    const stack = named(call);
    const logicalId = text(call.input, 'LogicalResourceId');
    const resource = begunResources(stack).find((each) => each.logicalId === logicalId);
    if (!resource) throw refused(`Resource ${logicalId} does not exist for stack ${stack.name}`);
    const { Timestamp, ...detail } = toResource(stack, resource);
    return { StackResourceDetail: { ...detail, LastUpdatedTimestamp: Timestamp } };
  },
  DescribeStackResources: (call) => {
    const stack = stackOfResource(call);
    const logicalId = text(call.input, 'LogicalResourceId');
    const wanted = begunResources(stack).filter((each) => logicalId === '' || each.logicalId === logicalId);
    return { StackResources: wanted.map((resource) => toResource(stack, resource)) };
  },
  ListStackResources: (call) => {
    const stack = named(call);
    const { items, next } = page(begunResources(stack), text(call.input, 'NextToken'), PAGE);
    const summaries = items.map(({ logicalId, physicalId, type, status, reason, updated }) => ({
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      LastUpdatedTimestamp: new Date(updated),
      ResourceStatus: status,
      ResourceStatusReason: reason,
      DriftInformation: NOT_CHECKED_RESOURCE,
    }));
    return { StackResourceSummaries: summaries, NextToken: next };
  },
};

const NOT_CHECKED = { StackDriftStatus: 'NOT_CHECKED' };
const NOT_CHECKED_RESOURCE = { StackResourceDriftStatus: 'NOT_CHECKED' };

function named(call: ServiceCall): Stack {
  const name = text(call.input, 'StackName');
  if (name !== '') return requireStack(call, name);
  throw refused(
    "1 validation error detected: Value null at 'stackName' failed to satisfy constraint: Member must not be null",
  );
}

function stackOfResource(call: ServiceCall): Stack {
  const physicalId = text(call.input, 'PhysicalResourceId');
  const name = text(call.input, 'StackName');
  if (physicalId === '') return named(call);
  if (name !== '') throw refused('Only one of StackName and PhysicalResourceId can be given.');
  const owner = stacksOf(call).find(
    (stack) =>
      stack.status !== 'DELETE_COMPLETE' &&
      stack.resources.some((each) => each.physicalId === physicalId && each.status !== 'DELETE_COMPLETE'),
  );
  if (owner) return owner;
  throw refused(`Stack for ${physicalId} does not exist`);
}

/** The resources for which something was done. */
function begunResources({ resources }: Stack): StackResource[] {
  return resources.filter(({ status }) => status !== 'waiting');
}

function toStack(stack: Stack): WireObject {
  const { id, name, description, parameters, capabilities, tags, onFailure, status, reason, created, deleted } = stack;
  return {
    StackId: id,
    StackName: name,
    ChangeSetId: stack.changeSet?.id,
    Description: description,
    Parameters: parameters.map((parameter) => ({
      ParameterKey: parameter.name,
      ParameterValue: parameter.noEcho ? '****' : parameter.value,
    })),
    CreationTime: new Date(created),
    DeletionTime: deleted === null ? undefined : new Date(deleted),
    RollbackConfiguration: {},
    StackStatus: status,
    StackStatusReason: reason,
    DisableRollback: onFailure === 'DO_NOTHING',
    NotificationARNs: [],
    Capabilities: capabilities,
    Outputs: stack.outputs.map((output) => ({
      OutputKey: output.name,
      OutputValue: output.value,
      Description: output.description,
      ExportName: output.exportName,
    })),
    Tags: tags,
    EnableTerminationProtection: false,
    DriftInformation: NOT_CHECKED,
  };
}

function toSummary({ id, name, description, created, deleted, status, reason }: Stack): WireObject {
  return {
    StackId: id,
    StackName: name,
    TemplateDescription: description,
    CreationTime: new Date(created),
    DeletionTime: deleted === null ? undefined : new Date(deleted),
    StackStatus: status,
    StackStatusReason: reason,
    DriftInformation: NOT_CHECKED,
  };
}

function toEvent(stack: Stack, event: StackEvent): WireObject {
  return {
    StackId: stack.id,
    EventId: event.id,
    StackName: stack.name,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: new Date(event.at),
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason,
    ResourceProperties: event.properties,
    ClientRequestToken: event.token,
  };
}

function toResource(stack: Stack, { logicalId, physicalId, type, status, reason, updated }: StackResource): WireObject {
  return {
    StackName: stack.name,
    StackId: stack.id,
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    Timestamp: new Date(updated),
    ResourceStatus: status,
    ResourceStatusReason: reason,
    DriftInformation: NOT_CHECKED_RESOURCE,
  };
}
