import { createHash, randomUUID } from 'node:crypto';
import { capabilitiesOf } from '../../templates/capabilities.ts';
import type { Template } from '../../templates/template.ts';
import { isObject, list, text, texts } from '../services/input.ts';
import { AwsFault } from '../service.ts';
import type { ServiceCall } from '../service.ts';
import type { WireObject } from '../wire.ts';
import { checkTemplate, parseTemplate } from './check-template.ts';
import { STACK_NAME } from './names.ts';
import { resolveParameters } from './parameters.ts';
import { plannedResources } from './progress.ts';
import { refused } from './refused.ts';
import { cloudFormationState, findStack } from './stack.ts';
import type { Stack } from './stack.ts';
import { templateText } from './template-source.ts';

/** The members of a request that makes a stack, by itself or as a change set. */
export const STACK_MEMBERS = [
  'StackName',
  'TemplateBody',
  'TemplateURL',
  'Parameters',
  'Capabilities',
  'Tags',
  'OnFailure',
];

/** Everything that a request for a new stack says, checked, as a stack that is not in the world yet. */
export function plannedStack(call: ServiceCall): Stack {
  const { input, world, caller, region } = call;
  const name = requiredStackName(input);
  const text_ = templateText(call);
  const template = parseTemplate(text_);
  checkTemplate(template);
  const parameters = resolveParameters(template, input);
  assertCapabilities(call, template);
  const stack: Stack = {
    id: `arn:aws:cloudformation:${region}:${caller.accountId}:stack/${name}/${randomUUID()}`,
    name,
    accountId: caller.accountId,
    region,
    templateText: text_,
    description: template.Description ?? null,
    parameters,
    capabilities: texts(input, 'Capabilities'),
    tags: list(input, 'Tags')
      .filter(isObject)
      .map((tag) => ({ Key: text(tag, 'Key'), Value: text(tag, 'Value') })),
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
  stack.resources = plannedResources(stack, template);
  return stack;
}

/** @throws AwsFault AlreadyExistsException where the name is in use, by whatever is left of a stack. */
export function assertNameIsFree(call: ServiceCall, name: string): void {
  if (findStack(call, name)) {
    throw new AwsFault('AlreadyExistsException', `Stack [${name}] already exists`);
  }
}

/**
 * The stack that a request with the same token has begun already; null where it is a new one.
 * @throws AwsFault TokenAlreadyExistsException where the token was used for something else.
 */
export function stackOfToken(call: ServiceCall): string | null {
  const token = tokenOf(call);
  const { tokens } = cloudFormationState(call.world, call.caller.accountId);
  const used = token === '' || !Object.hasOwn(tokens, token) ? undefined : tokens[token];
  if (!used) return null;
  if (used.request === fingerprint(call)) return used.stackId;
  throw new AwsFault('TokenAlreadyExistsException', `Client token ${token} already exists for a different request`);
}

/** Remembers what the token of a request was used for. */
export function rememberToken(call: ServiceCall, stackId: string): string | null {
  const token = tokenOf(call);
  if (token === '') return null;
  const { tokens } = cloudFormationState(call.world, call.caller.accountId);
  tokens[token] = { request: fingerprint(call), stackId };
  return token;
}

function tokenOf({ input }: ServiceCall): string {
  return text(input, 'ClientRequestToken') || text(input, 'ClientToken');
}

function fingerprint({ operation, input }: ServiceCall): string {
  const request = JSON.stringify([operation, Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return createHash('sha256').update(request).digest('hex');
}

function requiredStackName(input: WireObject): string {
  const name = text(input, 'StackName');
  if (STACK_NAME.test(name)) return name;
  throw refused(
    `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
  );
}

function assertCapabilities(call: ServiceCall, template: Template): void {
  const given = new Set(texts(call.input, 'Capabilities'));
  if (given.has('CAPABILITY_NAMED_IAM')) given.add('CAPABILITY_IAM');
  const needed = capabilitiesOf(template).map(({ capability }) => capability);
  const missing = needed.filter((capability) => !given.has(capability));
  if (needed.length > 0 && call.world.takeFault('capability-missing', call.caller.accountId)) missing.push(...needed);
  if (missing.length === 0) return;
  throw new AwsFault(
    'InsufficientCapabilitiesException',
    `Requires capabilities : [${[...new Set(missing)].join(', ')}]`,
  );
}
