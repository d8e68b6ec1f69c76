import { createHash } from 'node:crypto';
import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import type { Change, DescribeChangeSetCommandOutput } from '@aws-sdk/client-cloudformation';
import type { Consent, PlannedCall } from '../../../../../shared/contract/aws.ts';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import type { SetupStepKey } from '../../../../../shared/domain/aws/setup-step.ts';
import { callError } from '../../session/aws-error.ts';
import { SetupStopped } from '../setup-stopped.ts';
import type { StepContext } from '../step.ts';
import { deleteStack, isOwnReview, requestToken } from './delete-stack.ts';
import { findStack } from './stack-state.ts';
import { stackRequest } from './stack-request.ts';
import { LONGEST_BODY } from './template-request.ts';
import type { WantedStack } from './wanted-stack.ts';

/** Seconds between two looks at a change set that AWS is making, and how many looks there are: some ten minutes. */
const PAUSE_S = 5;
const MOST_LOOKS = 120;

/** Kept with the step: what the change set said that it makes. */
const MAKES = 'changeSetMakes';

/**
 * Whether a stack is made by way of a change set: where CloudFormation reads the template itself, because it is too long to be sent, or
 * makes another one of it first. Then what is executed is what was compared and shown.
 */
export function needsChangeSet({ template }: Pick<WantedStack, 'template'>): boolean {
  return Buffer.byteLength(template.text) > LONGEST_BODY || isTransformed(template);
}

function isTransformed({ contents }: WantedStack['template']): boolean {
  return contents.Transform !== undefined || JSON.stringify(contents).includes('"Fn::Transform"');
}

/** The calls that make a stack, as a plan shows them. @param what the stack, and what of it has to be known */
export function creationCalls(making: WantedStack, what: string): PlannedCall[] {
  const operations = needsChangeSet(making) ? ['CreateChangeSet', 'ExecuteChangeSet'] : ['CreateStack'];
  return operations.map((operation) => ({ service: 'cloudformation', operation, what }));
}

/**
 * What has to be agreed to of a template that CloudFormation makes another one of: the resources that its change set named when one was
 * made. Before that nobody knows them.
 */
export function changeSetConsents(
  { known }: Pick<StepContext, 'known'>,
  { step, name, template }: WantedStack,
): Consent[] {
  const makes = known.get(step)?.evidence[MAKES];
  if (makes === undefined || !isTransformed(template)) return [];
  return [
    {
      key: makesKey(template.sha256, makes),
      question: `By its change set, CloudFormation makes this of the template of the stack ${name}: ${makes}. Make it?`,
      consequence: 'The stack is made where a new change set names the same; else you are asked again.',
    },
  ];
}

/** Bound to the template and to what is made of it, to the letter. */
function makesKey(sha256: string, makes: string): string {
  return `change-set:${createHash('sha256').update(`${sha256}\n${makes}`).digest('hex').slice(0, 16)}`;
}

/**
 * Lets a stack be made by a change set: makes one, compares the template that CloudFormation has read for it with the one that was shown,
 * and executes it. What does not go on to its end is taken away, with the stack that AWS began for it.
 * @returns the stack's ID
 * @throws SetupStopped `template-swapped`, `change-set-failed`, `change-set-asks`.
 */
export async function createByChangeSet(context: StepContext, wanted: WantedStack): Promise<string> {
  const { step, name, template } = wanted;
  const set = await createChangeSet(context, wanted);
  const { status, reason, changes } = await whenReady(context, set);
  if (status !== 'CREATE_COMPLETE') {
    await takeAway(context, step, set);
    throw new SetupStopped(setupFailure('change-set-failed', { stack: name, reason }));
  }
  const read = await templateOf(context, set);
  if (!isSameText(read, template.text)) {
    await takeAway(context, step, set);
    const theirs = createHash('sha256').update(read).digest('hex');
    throw new SetupStopped(setupFailure('template-swapped', { stack: name, ours: template.sha256, theirs }));
  }
  if (isTransformed(template)) await assertAgreed(context, wanted, { set, changes });
  await execute(context, step, set);
  return set.stackId;
}

interface NamedChangeSet {
  readonly id: string;
  readonly stackId: string;
}

async function createChangeSet(context: StepContext, wanted: WantedStack): Promise<NamedChangeSet> {
  const { step, name } = wanted;
  const ChangeSetName = `enrollment-desk-${requestToken(context, step)}`;
  const request = {
    ...stackRequest(context, wanted),
    ChangeSetName,
    ChangeSetType: 'CREATE',
    ClientToken: ChangeSetName,
  } as const;
  try {
    const { Id: id = '', StackId: stackId = '' } = await context.session.cloudformation.send(
      new CreateChangeSetCommand(request),
    );
    return { id, stackId };
  } catch (error) {
    if (callError(error).code !== 'AlreadyExistsException') throw error;
    // The call had been done, and its answer was lost.
    const command = new DescribeChangeSetCommand({ StackName: name, ChangeSetName });
    const { ChangeSetId: id = '', StackId: stackId = '' } = await context.session.cloudformation.send(command);
    return { id, stackId };
  }
}

/** Waits until AWS has made a change set, and reads all of it. */
async function whenReady(
  context: StepContext,
  set: NamedChangeSet,
): Promise<{ status: string; reason: string; changes: Change[] }> {
  for (let look = 1; ; look += 1) {
    const { Status: status = '', StatusReason: reason = '', Changes = [], NextToken } = await describe(context, set);
    if (!/_(?:PENDING|IN_PROGRESS)$/u.test(status)) {
      return { status, reason, changes: [...Changes, ...(await furtherChanges(context, set, NextToken))] };
    }
    if (look === MOST_LOOKS) return { status, reason: `it was still ${status} after ten minutes`, changes: [] };
    await context.pause(PAUSE_S * 1000);
  }
}

async function furtherChanges(context: StepContext, set: NamedChangeSet, from: string | undefined): Promise<Change[]> {
  const changes: Change[] = [];
  for (let token = from; token !== undefined;) {
    const { Changes = [], NextToken } = await describe(context, set, token);
    changes.push(...Changes);
    token = NextToken;
  }
  return changes;
}

function describe(
  { session }: StepContext,
  { id, stackId }: NamedChangeSet,
  token?: string,
): Promise<DescribeChangeSetCommandOutput> {
  const input = { ChangeSetName: id, StackName: stackId, ...(token === undefined ? {} : { NextToken: token }) };
  return session.cloudformation.send(new DescribeChangeSetCommand(input));
}

/** The template as CloudFormation has read it for a change set, before any transform. */
async function templateOf({ session }: StepContext, { id, stackId }: NamedChangeSet): Promise<string> {
  const input = { ChangeSetName: id, StackName: stackId, TemplateStage: 'Original' } as const;
  const { TemplateBody = '' } = await session.cloudformation.send(new GetTemplateCommand(input));
  return TemplateBody;
}

/** AWS's answer is XML, whose readers make one line feed of a carriage return and a line feed. */
function isSameText(one: string, other: string): boolean {
  const plain = (text: string): string => text.replaceAll('\r\n', '\n');
  return plain(one) === plain(other);
}

async function assertAgreed(
  context: StepContext,
  { step, name, template }: WantedStack,
  { set, changes }: { set: NamedChangeSet; changes: readonly Change[] },
): Promise<void> {
  const makes = changes
    .map(({ ResourceChange: { Action = '', LogicalResourceId = '', ResourceType = '' } = {} }) => {
      return `${Action === 'Add' ? '' : `${Action} `}${LogicalResourceId} (${ResourceType})`;
    })
    .sort()
    .join(', ');
  if (context.agreed.has(makesKey(template.sha256, makes))) return;
  await context.keepEvidence(step, 'A change set has told what is made of the template.', { [MAKES]: makes });
  await takeAway(context, step, set);
  throw new SetupStopped(setupFailure('change-set-asks', { stack: name, makes }));
}

/** Takes a change set away, and the stack that was begun for it, after a look whose it is. */
async function takeAway(context: StepContext, step: SetupStepKey, { id, stackId }: NamedChangeSet): Promise<void> {
  await context.session.cloudformation.send(new DeleteChangeSetCommand({ ChangeSetName: id, StackName: stackId }));
  const stack = await findStack(context, stackId);
  if (stack !== null && isOwnReview(context, stack, step)) await deleteStack(context, step, stackId);
}

async function execute(context: StepContext, step: SetupStepKey, { id, stackId }: NamedChangeSet): Promise<void> {
  const input = { ChangeSetName: id, StackName: stackId, ClientRequestToken: requestToken(context, step) };
  try {
    await context.session.cloudformation.send(new ExecuteChangeSetCommand(input));
  } catch (error) {
    // The call had been done, and its answer was lost: the stack is no longer in review. A look that fails tells nothing of that.
    const stack = await findStack(context, stackId).catch(() => null);
    if (stack === null || stack.StackStatus === 'REVIEW_IN_PROGRESS') throw error;
  }
}
