import { randomUUID } from 'node:crypto';
import { isObject, own } from '../../templates/template.ts';
import type { Template } from '../../templates/template.ts';
import { AwsFault } from '../service.ts';
import type { ScheduledEvent, World } from '../world.ts';
import { parseTemplate } from './check-template.ts';
import { dependenciesOf } from './dependencies.ts';
import { evaluate } from './evaluate.ts';
import { handlerMessage } from './handler-message.ts';
import { physicalName } from './names.ts';
import { resourceType } from './resources/index.ts';
import { isCustom } from './resources/custom.ts';
import type { ResourceCall, ResourceType } from './resources/resource-type.ts';
import { isWanted, outputsOf, scopeOf } from './scope.ts';
import { addEvent, cloudFormationState, setStackStatus } from './stack.ts';
import type { ResourceStatus, Stack, StackResource } from './stack.ts';

/** Between two steps of a stack, on the sandbox's clock. */
const STEP_MS = 15;

/** How long CloudFormation waits for a custom resource (docs/aws.md: 'Custom resource hangs'). */
const CUSTOM_RESOURCE_MS = 3_600_000;

export const STEP = 'cloudformation.step';

/** Lets a stack do its next step a moment later. */
export function scheduleStep(world: World, stack: Stack, at: number): void {
  const data = { stackId: stack.id, generation: stack.generation };
  world.schedule({ at, kind: STEP, accountId: stack.accountId, data });
}

/** Does the next step of a stack: begins a resource, ends one, takes one away, or ends the whole. */
export function step(world: World, { accountId, data, at }: ScheduledEvent): void {
  const { stackId, generation } = data;
  const stack = cloudFormationState(world, accountId).stacks.find(({ id }) => id === stackId);
  if (!stack || stack.generation !== generation) return;
  const next = stack.status === 'CREATE_IN_PROGRESS' ? createStep(world, stack, at) : removeStep(world, stack, at);
  if (next !== null) scheduleStep(world, stack, next);
}

/** @returns when the next step is; null: there is none */
function createStep(world: World, stack: Stack, at: number): number | null {
  const template = parseTemplate(stack.templateText);
  const dependencies = dependenciesOf(template);
  const made = (id: string): boolean =>
    stack.resources.find(({ logicalId }) => logicalId === id)?.status === 'CREATE_COMPLETE';
  const listed = new Set(stack.resources.map(({ logicalId }) => logicalId));
  const ready = stack.resources.find(
    ({ logicalId, status }) =>
      status === 'waiting' && [...(dependencies.get(logicalId) ?? [])].every((id) => !listed.has(id) || made(id)),
  );
  if (ready) return beginResource(world, stack, { resource: ready, template, at });
  const begun = stack.resources.filter(({ status }) => status === 'CREATE_IN_PROGRESS');
  const ending = begun.find(({ hangsUntil }) => hangsUntil === null || hangsUntil <= at);
  if (ending) return endResource(world, stack, ending, at);
  if (begun.length > 0) return Math.min(...begun.map(({ hangsUntil }) => hangsUntil ?? at));
  return complete(stack, template, at);
}

function complete(stack: Stack, template: Template, at: number): null | number {
  try {
    stack.outputs = outputsOf(template, scopeOf(stack, template));
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
    return giveUp(stack, `${error.message}. `, at);
  }
  setStackStatus(stack, at, 'CREATE_COMPLETE');
  return null;
}

function beginResource(
  world: World,
  stack: Stack,
  { resource, template, at }: { resource: StackResource; template: Template; at: number },
): number | null {
  const type = typeOf(resource);
  const definition = own(template.Resources, resource.logicalId);
  setResource(stack, resource, at, 'CREATE_IN_PROGRESS');
  try {
    const properties = evaluate(definition?.Properties ?? {}, scopeOf(stack, template));
    resource.properties = isObject(properties) ? properties : {};
    assertRequired(resource, type);
    const note = (physicalId: string): void => {
      resource.physicalId = physicalId;
    };
    const made = type.create(resourceCall(world, stack, resource), note);
    resource.physicalId = made.physicalId;
    resource.attributes = { ...made.attributes };
    const hangs =
      made.hangs === true || (isCustom(resource.type) && world.takeFault('custom-resource-hangs', stack.accountId));
    if (hangs) resource.hangsUntil = at + CUSTOM_RESOURCE_MS;
    // A resource whose function has not answered is not initiated yet, and its ID is not known to anybody.
    else setResource(stack, resource, at, 'CREATE_IN_PROGRESS', 'Resource creation Initiated');
    return at + STEP_MS;
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
    return failResource(stack, resource, { reason: handlerMessage(type.service, error), at });
  }
}

/** A resource is there; one whose function has not answered in time has failed, unless it was only slow. */
function endResource(world: World, stack: Stack, resource: StackResource, at: number): number | null {
  const hung = resource.hangsUntil !== null;
  if (hung && world.hasFault('custom-resource-hangs', stack.accountId)) {
    const reason = `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${randomUUID()}]. If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation can attach the updated version.`;
    return failResource(stack, resource, { reason, at });
  }
  if (hung) setResource(stack, resource, at, 'CREATE_IN_PROGRESS', 'Resource creation Initiated');
  resource.hangsUntil = null;
  setResource(stack, resource, at, 'CREATE_COMPLETE');
  return at + STEP_MS;
}

/** One has failed: what is being made is cancelled, and the stack does what it was told to do then. */
function failResource(
  stack: Stack,
  failed: StackResource,
  { reason, at }: { reason: string; at: number },
): number | null {
  setResource(stack, failed, at, 'CREATE_FAILED', reason);
  const cancelled = stack.resources.filter(({ status }) => status === 'CREATE_IN_PROGRESS');
  for (const resource of cancelled) setResource(stack, resource, at, 'CREATE_FAILED', 'Resource creation cancelled');
  const names = [failed, ...cancelled].map(({ logicalId }) => logicalId).join(', ');
  return giveUp(stack, `The following resource(s) failed to create: [${names}]. `, at);
}

function giveUp(stack: Stack, reason: string, at: number): number | null {
  switch (stack.onFailure) {
    case 'DO_NOTHING':
      setStackStatus(stack, at, 'CREATE_FAILED', reason);
      return null;
    case 'DELETE':
      setStackStatus(stack, at, 'DELETE_IN_PROGRESS', `${reason}Delete requested by user.`);
      break;
    case 'ROLLBACK':
      setStackStatus(stack, at, 'ROLLBACK_IN_PROGRESS', `${reason}Rollback requested by user.`);
  }
  return at + STEP_MS;
}

/** Takes away the last of what has been made that nothing else needs. */
function removeStep(world: World, stack: Stack, at: number): number | null {
  const template = parseTemplate(stack.templateText);
  const dependencies = dependenciesOf(template);
  const left = stack.resources.filter(({ physicalId, status }) => physicalId !== null && !isOver(status));
  const free = left.filter(
    ({ logicalId }) => !left.some((other) => dependencies.get(other.logicalId)?.has(logicalId) === true),
  );
  const resource = free.at(-1);
  if (resource) {
    const keep = own(template.Resources, resource.logicalId)?.DeletionPolicy;
    if (keep === 'Retain' || (keep === 'RetainExceptOnCreate' && stack.status === 'DELETE_IN_PROGRESS')) {
      setResource(stack, resource, at, 'DELETE_SKIPPED');
    } else removeResource(world, stack, resource, at);
    return at + STEP_MS;
  }
  const stuck = stack.resources.filter(({ status }) => status === 'DELETE_FAILED').map(({ logicalId }) => logicalId);
  const rollback = stack.status === 'ROLLBACK_IN_PROGRESS';
  if (stuck.length > 0) {
    const reason = `The following resource(s) failed to delete: [${stuck.join(', ')}]. `;
    setStackStatus(stack, at, rollback ? 'ROLLBACK_FAILED' : 'DELETE_FAILED', reason);
  } else {
    if (!rollback) stack.deleted = at;
    setStackStatus(stack, at, rollback ? 'ROLLBACK_COMPLETE' : 'DELETE_COMPLETE');
  }
  return null;
}

function removeResource(world: World, stack: Stack, resource: StackResource, at: number): void {
  const type = typeOf(resource);
  addResourceEvent(stack, resource, at, 'DELETE_IN_PROGRESS', null);
  try {
    type.remove(resourceCall(world, stack, resource), resource.physicalId ?? '');
    setResource(stack, resource, at, 'DELETE_COMPLETE');
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
    setResource(stack, resource, at, 'DELETE_FAILED', handlerMessage(type.service, error));
  }
}

/** The resources that a new stack is going to have: all whose condition holds. */
export function plannedResources(stack: Stack, template: Template): StackResource[] {
  const scope = scopeOf(stack, template);
  return Object.entries(template.Resources)
    .filter(([, resource]) => isWanted(resource, scope))
    .map(([logicalId, { Type }]) => ({
      logicalId,
      type: Type,
      status: 'waiting',
      reason: null,
      physicalId: null,
      properties: {},
      attributes: {},
      updated: stack.created,
      hangsUntil: null,
    }));
}

function resourceCall(world: World, stack: Stack, { logicalId, type, properties }: StackResource): ResourceCall {
  const { accountId, region } = stack;
  return {
    stack,
    logicalId,
    type,
    properties,
    accountId,
    region,
    name: (length) => physicalName(stack, logicalId, length),
    invoke: (service, operation, input) => world.act(accountId, { service, operation, input, region }),
  };
}

function assertRequired({ logicalId, properties }: StackResource, { required }: ResourceType): void {
  const missing = required.filter((name) => own(properties, name) === undefined);
  if (missing.length === 0) return;
  throw new AwsFault(
    'PropertyValidation',
    `Properties validation failed for resource ${logicalId} with message:\n#: ${missing.map((name) => `required key [${name}] not found`).join('\n#: ')}`,
  );
}

function typeOf({ type }: StackResource): ResourceType {
  const found = resourceType(type);
  if (found) return found;
  throw new Error(`A stack has a resource of the type ${type}, which its template's check lets through by mistake.`);
}

function isOver(status: ResourceStatus): boolean {
  return status === 'DELETE_COMPLETE' || status === 'DELETE_FAILED' || status === 'DELETE_SKIPPED';
}

function setResource(
  stack: Stack,
  resource: StackResource,
  at: number,
  status: ResourceStatus,
  reason: string | null = null,
): void {
  Object.assign(resource, { status, reason, updated: at });
  addResourceEvent(stack, resource, at, status, reason);
}

function addResourceEvent(
  stack: Stack,
  { logicalId, physicalId, type, properties }: StackResource,
  at: number,
  status: string,
  reason: string | null,
): void {
  const known = Object.keys(properties).length > 0 ? JSON.stringify(properties) : null;
  addEvent(stack, at, { logicalId, physicalId: physicalId ?? '', type, status, reason, properties: known });
}
