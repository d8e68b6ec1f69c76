import { DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { GetCrawlerCommand, GetDatabaseCommand } from '@aws-sdk/client-glue';
import type { Stack } from '@aws-sdk/client-cloudformation';
import type { Consent } from '../../../../../shared/contract/aws.ts';
import { act } from '../../../../../shared/domain/action.ts';
import { runtimeLife } from '../../../../../shared/domain/aws/lambda-runtime.ts';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { stackTemplate } from '../../link/fetch-template.ts';
import { callError } from '../../session/aws-error.ts';
import { CONSOLE } from '../console-links.ts';
import { isFailure, readCrawlerFile, retiredRuntimes } from '../crawler-file.ts';
import type { CrawlerFile } from '../crawler-file.ts';
import { namesOf } from '../names-of.ts';
import { SetupStopped } from '../setup-stopped.ts';
import { makeStack } from '../stack/create-stack.ts';
import { creationCalls } from '../stack/change-set.ts';
import { lookAtStack } from '../stack/look-at-stack.ts';
import { ownerOf } from '../stack/stack-failure.ts';
import { reviewStack } from '../stack/reviewed-stack.ts';
import { summarize } from '../stack/template-request.ts';
import { planStackUndo, undoStack } from '../stack/undo-stack.ts';
import type { UndoneStack } from '../stack/undo-stack.ts';
import type { Look, SetupStep, StepContext } from '../step.ts';
import {
  keepNotifications,
  notificationsOf,
  offerNotifications,
  planPutBack,
  putBackNotifications,
} from './bucket-notifications.ts';

const STEP = 'athena-stack';

/** The stack of crawler-cfn.yml: database, crawler and two functions (docs/aws.md: 'The crawler template'). */
export const athenaStack: SetupStep = {
  key: STEP,
  look: (context) =>
    lookAtStack(context, {
      ...known(context),
      what: 'The Athena stack',
      inPlace: (stack) => inPlace(context, stack),
      toMake: (leftover) =>
        context.facts.crawlerTemplate === undefined ? withoutFile(context) : toMake(context, leftover),
    }),
  act: async (context, look) => {
    await keepNotifications(context);
    await makeStack(context, known(context), look);
  },
  offersOfUndo: offerNotifications,
  planUndo: async (context) => [...(await planStackUndo(context, known(context))), ...(await planPutBack(context))],
  undo: async (context) => {
    await undoStack(context, known(context));
    await putBackNotifications(context);
  },
};

/** The stack by its name, and how it is known. */
function known(context: StepContext): UndoneStack {
  const strange = (stack: Stack): Promise<string | null> => whyStrange(context, stack);
  return { step: STEP, name: namesOf(context).athenaStack, strange };
}

/** Known by its crawler, which has the name that crawler-cfn.yml gives it; one that has made nothing yet has none to know it by. */
async function whyStrange(context: StepContext, stack: Stack): Promise<string | null> {
  if (stack.StackStatus?.endsWith('_IN_PROGRESS') === true) return null;
  const crawler = await crawlerOf(context, stack);
  const wanted = wantedCrawler(context);
  if (crawler === null) return 'it has no crawler AWSCURCrawler';
  if (wanted !== null && crawler !== wanted) return `its crawler is ${crawler}, not ${wanted}`;
  // Only the crawler of the stack that was accepted may be scheduled, or stopped.
  context.facts.crawlerName = crawler;
  return null;
}

/** The crawler's name in the file that is kept; null where it can't be told. */
function wantedCrawler(context: StepContext): string | null {
  const { crawlerTemplate } = context.facts;
  if (crawlerTemplate === undefined) return null;
  const file = readCrawlerFile(Buffer.from(crawlerTemplate.text, 'utf8'), namesOf(context));
  return isFailure(file) ? null : file.crawler;
}

async function inPlace(context: StepContext, stack: Stack): Promise<Look> {
  const crawler = context.facts.crawlerName ?? (await crawlerOf(context, stack)) ?? '';
  const { StackName = '', StackId = '' } = stack;
  const { sha256 = '' } = context.facts.crawlerTemplate ?? {};
  return {
    state: 'in-place',
    sentence: `The Athena stack ${StackName} is there, with the crawler ${crawler}.`,
    evidence: { stackId: StackId, crawler, templateSha256: sha256 },
  };
}

/** The crawler that a stack made; its name is AWS's, not put together here. Null where the stack made none. */
async function crawlerOf({ session }: StepContext, { StackName = '' }: Stack): Promise<string | null> {
  try {
    const input = { StackName, LogicalResourceId: 'AWSCURCrawler' };
    const { StackResourceDetail } = await session.cloudformation.send(new DescribeStackResourceCommand(input));
    return StackResourceDetail?.PhysicalResourceId ?? null;
  } catch (error) {
    if (callError(error).code === 'ValidationError') return null;
    throw error;
  }
}

async function toMake(context: StepContext, leftover: Stack | null): Promise<Look> {
  const { bucket, athenaStack: name } = namesOf(context);
  const { text } = templateOf(context);
  const file = readCrawlerFile(Buffer.from(text, 'utf8'), namesOf(context));
  if (isFailure(file)) return { state: 'blocked', sentence: file.sentence, failure: file };
  const taken = await takenName(context, file);
  const owner = taken === null ? null : await ownerOf(context, taken);
  // What the leftover holds goes with it.
  if (taken !== null && (owner === null || owner !== leftover?.StackName)) {
    const details = { name: taken, owner: owner === null ? '' : `, made by the stack ${owner}` };
    const failure = setupFailure('glue-name-exists', details);
    return { state: 'blocked', sentence: failure.sentence, failure };
  }
  const template = stackTemplate(Buffer.from(text, 'utf8'), null);
  const { Capabilities: capabilities = [] } = await summarize(context, template);
  const making = { step: STEP, name, template, parameters: {}, hidden: [], capabilities } as const;
  const review = reviewStack(context, STEP, making);
  const foreign = await notificationsOf(context);
  const retired = retiredConsents(file, context.task.clock());
  const asked: Consent[] =
    foreign === null
      ? retired
      : [
          ...retired,
          {
            key: 'bucket-notifications',
            question: `The bucket ${bucket} sends notifications (${foreign.summary}). May the Athena stack replace them?`,
            consequence: `The notifications are replaced by the stack's own, and emptied when it is deleted. A copy is kept in the ledger: it can be shown, saved, and put back when the step is taken back.`,
          },
        ];
  return {
    state: 'will-do',
    sentence: `The Athena stack ${name} will be made from the crawler-cfn.yml that is kept: the database ${file.database}, the crawler ${file.crawler}, two small functions and their roles. ${review.sentence}`,
    calls: creationCalls(making, `${name}, acknowledging ${capabilities.join(', ') || 'nothing'}`),
    consents: [...asked, ...review.consents],
    making,
    ...(foreign === null
      ? retiredFailure(context, file)
      : { failure: setupFailure('bucket-has-notifications', { bucket, notifications: foreign.summary }) }),
    byHand: byHand(context),
  };
}

/** Runtimes in which AWS creates no function any more are asked about, with the date: AWS has put such dates off before. */
function retiredConsents(file: CrawlerFile, now: Date): Consent[] {
  return retiredRuntimes(file, now).map((runtime) => ({
    key: `retired-runtime:${runtime}`,
    question: `By its table of runtimes AWS creates no new functions in ${runtime} from ${runtimeLife(runtime)?.blocked ?? ''} on, and crawler-cfn.yml has some. Try it all the same?`,
    consequence:
      'If AWS refuses, the stack is rolled back: nothing of it lives, and what is left is deleted where that is agreed to. AWS writes a newer file with a later delivery.',
  }));
}

function retiredFailure(context: StepContext, file: CrawlerFile): Pick<Look, 'failure'> {
  const [runtime] = retiredRuntimes(file, context.task.clock()).filter(
    (each) => !context.agreed.has(`retired-runtime:${each}`),
  );
  if (runtime === undefined) return {};
  const since = ` from ${runtimeLife(runtime)?.blocked ?? ''} on`;
  return { failure: setupFailure('lambda-runtime-retired', { runtime, since }) };
}

/** crawler-cfn.yml was had by hand, and this program may not read it. */
function withoutFile(context: StepContext): Look {
  return {
    state: 'needs-you',
    sentence: `crawler-cfn.yml was had by hand, and this program has no copy of it. Make the stack by hand as well, and say so with: ${act('aws.done', { step: STEP, how: 'made by hand' })}.`,
    byHand: byHand(context),
  };
}

/** Which of the template's fixed names is in use (docs/aws.md: 'Glue name exists'); null where both are free. */
async function takenName(
  { session: { glue } }: StepContext,
  { crawler, database }: CrawlerFile,
): Promise<string | null> {
  if (await exists(() => glue.send(new GetCrawlerCommand({ Name: crawler })))) return crawler;
  return (await exists(() => glue.send(new GetDatabaseCommand({ Name: database })))) ? database : null;
}

async function exists(look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look();
    return true;
  } catch (error) {
    if (callError(error).code === 'EntityNotFoundException') return false;
    throw error;
  }
}

function templateOf({ facts }: StepContext): { text: string; sha256: string } {
  if (facts.crawlerTemplate) return facts.crawlerTemplate;
  throw new SetupStopped(setupFailure('crawler-template-missing', { key: 'crawler-cfn.yml' }));
}

function byHand(context: StepContext): NonNullable<Look['byHand']> {
  const { bucket, prefix, report, region, athenaStack: name } = namesOf(context);
  return {
    consoleUrl: CONSOLE.createStack(region),
    values: [
      {
        label: 'Amazon S3 URL',
        value: `https://${bucket}.s3.${region}.amazonaws.com/${prefix}/${report}/crawler-cfn.yml`,
      },
      { label: 'Stack name', value: name },
    ],
    order: [
      'Paste the address and go on',
      'Paste the name and go on',
      'Acknowledge that IAM resources are created',
      'Create the stack',
    ],
  };
}
