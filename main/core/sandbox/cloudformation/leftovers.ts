import { randomUUID } from 'node:crypto';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { crawlerTemplate } from '../templates/crawler-template.ts';
import type { World } from '../world.ts';
import { parseTemplate } from './check-template.ts';
import { handlerMessage } from './handler-message.ts';
import { plannedResources } from './progress.ts';
import { AwsFault } from '../service.ts';
import { addEvent, cloudFormationState, findStack, setStackStatus } from './stack.ts';
import type { Stack, StackResource } from './stack.ts';

const REGION = 'us-east-1';
const REPORT = 'spotinst-cur-report';
const STACK = 'SpotEcoStack';

/** A stack that was begun before the sandbox, failed and was rolled back. */
export function leaveRolledBackStack(world: World, accountId: AccountId): void {
  const stack = leave(world, accountId, STACK);
  if (!stack) return;
  const at = stack.created;
  const fault = new AwsFault(
    'InvalidParameterValueException',
    "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [10].",
  );
  setStackStatus(stack, at, 'CREATE_IN_PROGRESS', 'User Initiated');
  const failed = stack.resources.find(({ logicalId }) => logicalId === 'AWSCURInitializer');
  if (failed) note(stack, failed, 'CREATE_FAILED', handlerMessage('Lambda', fault));
  const names = 'The following resource(s) failed to create: [AWSCURInitializer]. Rollback requested by user.';
  setStackStatus(stack, at, 'ROLLBACK_IN_PROGRESS', names);
  setStackStatus(stack, at, 'ROLLBACK_COMPLETE');
}

/** A stack that somebody began in the console and never created. */
export function leaveStackInReview(world: World, accountId: AccountId): void {
  const stack = leave(world, accountId, STACK);
  if (stack) setStackStatus(stack, stack.created, 'REVIEW_IN_PROGRESS', 'User Initiated');
}

/** A stack of another name that owns the crawler and the database of the report. */
export function leaveCrawlerStack(
  world: World,
  accountId: AccountId,
  names: { database: string; crawler: string },
): void {
  const stack = leave(world, accountId, 'billing-athena');
  if (!stack) return;
  setStackStatus(stack, stack.created, 'CREATE_IN_PROGRESS', 'User Initiated');
  const owned: Readonly<Record<string, string>> = { AWSCURDatabase: names.database, AWSCURCrawler: names.crawler };
  stack.resources = stack.resources.filter(({ logicalId }) => logicalId in owned);
  for (const resource of stack.resources) {
    resource.physicalId = owned[resource.logicalId] ?? null;
    note(stack, resource, 'CREATE_COMPLETE', null);
  }
  setStackStatus(stack, stack.created, 'CREATE_COMPLETE');
}

/** @returns null where there is a stack of that name */
function leave(world: World, accountId: AccountId, name: string): Stack | null {
  if (findStack({ world, caller: { accountId }, region: REGION }, name)) return null;
  const text = crawlerTemplate({
    bucket: REPORT,
    prefix: 'spotinst_eco',
    report: REPORT,
    runtime: 'nodejs22.x',
  });
  const stack: Stack = {
    id: `arn:aws:cloudformation:${REGION}:${accountId}:stack/${name}/${randomUUID()}`,
    name,
    accountId,
    region: REGION,
    templateText: text,
    description: null,
    parameters: [],
    capabilities: ['CAPABILITY_IAM'],
    tags: [],
    onFailure: 'ROLLBACK',
    status: 'REVIEW_IN_PROGRESS',
    reason: null,
    created: world.now(),
    deleted: null,
    token: null,
    resources: [],
    outputs: [],
    events: [],
    changeSet: null,
    generation: 0,
  };
  stack.resources = plannedResources(stack, parseTemplate(text));
  cloudFormationState(world, accountId).stacks.push(stack);
  return stack;
}

function note(
  stack: Stack,
  resource: StackResource,
  status: 'CREATE_COMPLETE' | 'CREATE_FAILED',
  reason: string | null,
): void {
  Object.assign(resource, { status, reason });
  const { logicalId, physicalId, type } = resource;
  addEvent(stack, stack.created, {
    logicalId,
    physicalId: physicalId ?? '',
    type,
    status,
    reason,
    properties: null,
  });
}
