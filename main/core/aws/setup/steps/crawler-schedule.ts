import {
  GetCrawlerCommand,
  StartCrawlerScheduleCommand,
  StopCrawlerScheduleCommand,
  UpdateCrawlerScheduleCommand,
} from '@aws-sdk/client-glue';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { awsWords, callError } from '../../session/aws-error.ts';
import { namesOf } from '../names-of.ts';
import { SetupStopped } from '../setup-stopped.ts';
import type { Look, SetupStep, StepContext } from '../step.ts';

/** Daily at 00:00 UTC, in Glue's six fields (docs/procedure.md: 'AWS set-up values'; docs/aws.md: 'Crawler schedule'). */
const DAILY = 'cron(0 0 * * ? *)';

/** Seconds between attempts while Glue is changing the schedule. */
const BUSY_PAUSES = [5, 10, 20] as const;

/** The schedule of the crawler, by UpdateCrawlerSchedule: the crawler itself runs right after it was made and can't be changed then. */
export const crawlerSchedule: SetupStep = {
  key: 'crawler-schedule',
  look: async (context) => {
    const name = crawlerOf(context);
    const schedule = await scheduleOf(context, name);
    if (schedule === 'gone') {
      const failure = setupFailure('crawler-gone', { crawler: name });
      return { state: 'blocked', sentence: failure.sentence, failure };
    }
    if (schedule?.expression === DAILY && schedule.state !== 'NOT_SCHEDULED') {
      const sentence = `The crawler ${name} runs every day at 00:00 UTC.`;
      return { state: 'in-place', sentence, evidence: { crawler: name, schedule: DAILY } };
    }
    const operation = schedule?.expression === DAILY ? 'StartCrawlerSchedule' : 'UpdateCrawlerSchedule';
    const before = schedule === null ? '' : ` Now it has the schedule ${schedule.expression} (${schedule.state}).`;
    return {
      state: 'will-do',
      sentence: `The crawler ${name} will run every day at 00:00 UTC.${before}`,
      calls: [{ service: 'glue', operation, what: `${name}: ${DAILY}` }],
      byHand: byHand(context, name),
    };
  },
  act: async (context) => {
    const name = crawlerOf(context);
    const found = await scheduleOf(context, name);
    const schedule = found === 'gone' ? null : found;
    const { glue } = context.session;
    await whileBusy(context, name, async () => {
      if (schedule?.expression === DAILY) await glue.send(new StartCrawlerScheduleCommand({ CrawlerName: name }));
      else await glue.send(new UpdateCrawlerScheduleCommand({ CrawlerName: name, Schedule: DAILY }));
    });
  },
  planUndo: async (context) => {
    const name = crawlerOf(context);
    const schedule = await scheduleOf(context, name);
    return isRunning(schedule) ? [{ service: 'glue', operation: 'StopCrawlerSchedule', what: name }] : [];
  },
  undo: async (context) => {
    const name = crawlerOf(context);
    const schedule = await scheduleOf(context, name);
    if (!isRunning(schedule)) return;
    await whileBusy(context, name, () =>
      context.session.glue.send(new StopCrawlerScheduleCommand({ CrawlerName: name })),
    );
  },
};

/** The crawler, by what the stack said in this run or an earlier one. */
function crawlerOf(context: StepContext): string {
  const known = context.known.get('athena-stack')?.evidence['crawler'];
  return context.facts.crawlerName ?? known ?? `AWSCURCrawler-${namesOf(context).report}`;
}

interface Schedule {
  expression: string;
  state: string;
}

function isRunning(schedule: Schedule | 'gone' | null): boolean {
  return schedule !== null && schedule !== 'gone' && schedule.state === 'SCHEDULED';
}

/** The crawler's schedule; null where it has none. */
async function scheduleOf({ session }: StepContext, name: string): Promise<Schedule | 'gone' | null> {
  try {
    const { Crawler } = await session.glue.send(new GetCrawlerCommand({ Name: name }));
    const { ScheduleExpression, State } = Crawler?.Schedule ?? {};
    return ScheduleExpression === undefined
      ? null
      : { expression: ScheduleExpression, state: State ?? 'NOT_SCHEDULED' };
  } catch (error) {
    if (callError(error).code === 'EntityNotFoundException') return 'gone';
    throw error;
  }
}

async function whileBusy(
  context: StepContext,
  crawler: string,
  call: () => Promise<unknown>,
  attempt = 0,
): Promise<void> {
  try {
    await call();
  } catch (error) {
    const { code } = callError(error);
    // What is wanted is so already.
    if (code === 'SchedulerRunningException' || code === 'SchedulerNotRunningException') return;
    const aws = awsWords(context.session.journal.lastOperation, error);
    if (code === 'CrawlerRunningException') {
      throw new SetupStopped(setupFailure('crawler-running', { crawler }, aws), { cause: error });
    }
    if (code !== 'SchedulerTransitioningException') throw error;
    const seconds = BUSY_PAUSES[attempt];
    if (seconds === undefined)
      throw new SetupStopped(setupFailure('scheduler-busy', { crawler }, aws), { cause: error });
    await context.pause(seconds * 1000);
    await whileBusy(context, crawler, call, attempt + 1);
  }
}

function byHand(context: StepContext, crawler: string): NonNullable<Look['byHand']> {
  const { region } = namesOf(context);
  return {
    consoleUrl: `https://${region}.console.aws.amazon.com/glue/home?region=${region}#/v2/data-catalog/crawlers/view/${encodeURIComponent(crawler)}`,
    values: [
      { label: 'Frequency', value: 'Daily' },
      { label: 'Start hour (UTC)', value: '00' },
      { label: 'Start minute', value: '00' },
    ],
    order: ['Open the crawler and edit its schedule', 'Choose the values', 'Update the crawler'],
  };
}
