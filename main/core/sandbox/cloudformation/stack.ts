import { randomUUID } from 'node:crypto';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { TemplateObject } from '../../templates/template.ts';
import type { World } from '../world.ts';
import { refused } from './refused.ts';

/** How a resource of a stack stands. `waiting`: nothing was done for it yet. */
export type ResourceStatus =
  | 'waiting'
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED'
  | 'DELETE_SKIPPED';

export type StackStatus =
  | 'REVIEW_IN_PROGRESS'
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_COMPLETE'
  | 'ROLLBACK_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED';

export interface StackResource {
  logicalId: string;
  type: string;
  status: ResourceStatus;
  reason: string | null;
  /** null until it is made. */
  physicalId: string | null;
  /** Its properties with every function evaluated. */
  properties: TemplateObject;
  attributes: Record<string, string>;
  /** Milliseconds since 1970. */
  updated: number;
  /** Until when its function does not answer. */
  hangsUntil: number | null;
}

export interface StackEvent {
  id: string;
  logicalId: string;
  physicalId: string;
  type: string;
  at: number;
  status: string;
  reason: string | null;
  properties: string | null;
  token: string | null;
}

export interface StackOutput {
  name: string;
  value: string;
  description: string | null;
  exportName: string | null;
}

export interface StackParameter {
  name: string;
  /** As it was given, or the default. */
  value: string;
  noEcho: boolean;
}

/** A change set that makes a stack; the only type that the sandbox has. */
export interface ChangeSet {
  id: string;
  name: string;
  created: number;
  description: string | null;
}

export interface Stack {
  id: string;
  name: string;
  accountId: AccountId;
  region: string;
  templateText: string;
  description: string | null;
  parameters: StackParameter[];
  capabilities: string[];
  tags: { Key: string; Value: string }[];
  onFailure: 'ROLLBACK' | 'DO_NOTHING' | 'DELETE';
  status: StackStatus;
  reason: string | null;
  created: number;
  deleted: number | null;
  /** The request token of what is being done now; on every event. */
  token: string | null;
  /** In the order of the template. */
  resources: StackResource[];
  outputs: StackOutput[];
  /** Oldest first. */
  events: StackEvent[];
  changeSet: ChangeSet | null;
  /** Counts what was asked for, so that a step of what is over does nothing. */
  generation: number;
}

/** CloudFormation's state in an account. */
export interface CloudFormationState {
  /** In the order in which they were made. */
  stacks: Stack[];
  /** What each request token was used for, as the fingerprint of the request, and the stack. */
  tokens: Record<string, { request: string; stackId: string }>;
}

/** What an account has in CloudFormation, in all regions. */
export function cloudFormationState(world: World, accountId: AccountId): CloudFormationState {
  return world.slice<CloudFormationState>(accountId, 'cloudformation', () => ({ stacks: [], tokens: {} }));
}

/** Where a call looks for stacks. */
export interface StackScope {
  world: World;
  caller: { accountId: AccountId };
  region: string;
}

/** All stacks of the caller's account in the call's region. */
export function stacksOf({ world, caller, region }: StackScope): Stack[] {
  return cloudFormationState(world, caller.accountId).stacks.filter((stack) => stack.region === region);
}

/** The stack of a name, or of an ID; deleted ones are found by their ID only. */
export function findStack(scope: StackScope, nameOrId: string): Stack | undefined {
  const byId = nameOrId.startsWith('arn:');
  return stacksOf(scope).find((stack) =>
    byId ? stack.id === nameOrId : stack.name === nameOrId && stack.status !== 'DELETE_COMPLETE',
  );
}

/** @throws AwsFault ValidationError 'Stack with id X does not exist'. */
export function requireStack(scope: StackScope, nameOrId: string): Stack {
  const stack = findStack(scope, nameOrId);
  if (stack) return stack;
  throw refused(`Stack with id ${nameOrId} does not exist`);
}

/** Notes what has happened to a stack or to a resource of it. */
export function addEvent(stack: Stack, at: number, event: Omit<StackEvent, 'id' | 'at' | 'token'>): void {
  const ofStack = event.type === 'AWS::CloudFormation::Stack';
  const id = ofStack ? randomUUID() : `${event.logicalId}-${event.status}-${new Date(at).toISOString()}`;
  stack.events.push({ ...event, id, at, token: stack.token });
}

/** Puts a stack into another status, with its event. */
export function setStackStatus(stack: Stack, at: number, status: StackStatus, reason: string | null = null): void {
  stack.status = status;
  stack.reason = reason;
  addEvent(stack, at, {
    logicalId: stack.name,
    physicalId: stack.id,
    type: 'AWS::CloudFormation::Stack',
    status,
    reason,
    properties: null,
  });
}
