import { isReportPrefix } from '../../../../../shared/domain/aws/bucket-name.ts';
import { missingForReport } from '../../../../../shared/domain/aws/bucket-policy.ts';
import { reportDifferences, reportInWords, wantedReport } from '../../../../../shared/domain/aws/report-definition.ts';
import type { ReportSettings } from '../../../../../shared/domain/aws/report-definition.ts';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import type { SetupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { awsWords, callError } from '../../session/aws-error.ts';
import { isAfterUnanswered } from '../../session/retry.ts';
import type { ReportDefinition } from '../../session/cur-client.ts';
import { CONSOLE } from '../console-links.ts';
import { namesOf } from '../names-of.ts';
import { SetupStopped } from '../setup-stopped.ts';
import type { Look, SetupStep, StepContext } from '../step.ts';
import { readPolicy } from './bucket-state.ts';
import { reportsOf } from './report-list.ts';

/** Ten an account (AWS, 'Quotas and restrictions' of the Cost and Usage Reports; the exception's own text still says five). */
const LIMIT = 10;

/** Seconds before the bucket is shown to the service again: a policy takes a moment to be seen everywhere. */
const PAUSES = [5, 10, 20] as const;

/** The report definition: adopted when it is equal, never changed when it is not (docs/aws.md: 'Report definition'). */
export const report: SetupStep = {
  key: 'report',
  looksEarly: true,
  look: async (context) => {
    const { prefix, report: name } = namesOf(context);
    if (!isReportPrefix(prefix)) return blocked(setupFailure('prefix-invalid', { prefix }));
    const reports = await reportsOf(context);
    const present = reports.find(({ ReportName }) => ReportName === name);
    return present ? lookAtPresent(context, present) : toMake(context, reports);
  },
  act: async (context) => {
    delete context.facts.reports;
    await make(context);
  },
  planUndo: async (context) => {
    const { report: name } = namesOf(context);
    if (!(await isThere(context))) return [];
    const maker = isMadeByUs(context) ? 'made by this set-up' : 'it was there before this set-up';
    return [{ service: 'cur', operation: 'DeleteReportDefinition', what: `${name} (${maker})` }];
  },
  undo: async (context) => {
    if (!(await isThere(context))) return;
    delete context.facts.reports;
    await context.session.cur('DeleteReportDefinition', { ReportName: namesOf(context).report });
  },
};

/** Whether the report that this set-up works with is there: one of the name with other settings is not it. */
async function isThere(context: StepContext): Promise<boolean> {
  const wanted = wantedReport(namesOf(context));
  const present = (await reportsOf(context)).find(({ ReportName }) => ReportName === wanted.ReportName);
  return present !== undefined && reportDifferences(present, wanted).length === 0;
}

function isMadeByUs({ known, mpa }: Pick<StepContext, 'known' | 'mpa'>): boolean {
  return known.get('report')?.evidence['made'] === mpa.curReportName;
}

function lookAtPresent(context: StepContext, present: ReportDefinition): Look {
  const { bucket, prefix, report: name } = namesOf(context);
  const differences = reportDifferences(present, wantedReport(namesOf(context)));
  if (differences.length > 0) {
    const details = { report: name, differences: differences.join('; ') };
    const failure = setupFailure('report-exists-different', details);
    return { ...blocked(failure), byHand: changeByHand(name, differences) };
  }
  const adopted = isMadeByUs(context)
    ? ''
    : ' Somebody else made it, with the very settings that are wanted; it is used as it is.';
  return {
    state: 'in-place',
    sentence: `The report ${name} is there, delivered to ${bucket}/${prefix}.${adopted}`,
    evidence: { report: name, deliveredTo: `s3://${bucket}/${prefix}` },
  };
}

function toMake(context: StepContext, reports: readonly ReportDefinition[]): Look {
  const { bucket, prefix, report: name } = namesOf(context);
  if (reports.length >= LIMIT) return blocked(limitReached(reports));
  const beside = reports.filter(({ S3Bucket, S3Prefix }) => S3Bucket === bucket && S3Prefix === prefix);
  const others =
    beside.length === 0
      ? ''
      : ` Another report goes to the same place, in a folder of its own: ${beside.map(({ ReportName }) => ReportName).join(', ')}.`;
  const settings = reportInWords(wantedReport(namesOf(context))).slice(0, 7);
  const words = settings.map(({ label, value }) => `${label} ${value}`).join(', ');
  return {
    state: 'will-do',
    sentence: `The report ${name} will be made, delivered to ${bucket}/${prefix}.${others}`,
    calls: [{ service: 'cur', operation: 'PutReportDefinition', what: `${name}: ${words}; to ${bucket}/${prefix}` }],
    byHand: byHand(context),
  };
}

/** Makes the report; one that somebody else makes at the same moment is left to the next look. @throws SetupStopped. */
async function make(context: StepContext, attempt = 0): Promise<void> {
  const { report: name } = namesOf(context);
  const madeOn = context.task.clock().toISOString();
  await context.keepEvidence('report', `The report ${name} is being made.`, { made: name, madeOn });
  const definition: ReportSettings = wantedReport(namesOf(context));
  try {
    await context.session.cur('PutReportDefinition', { ReportDefinition: definition });
  } catch (error) {
    const { code, message } = callError(error);
    await keepWhoMade(context, error);
    if (code === 'DuplicateReportNameException') return;
    const aws = awsWords('cur:PutReportDefinition', error);
    if (code === 'ReportLimitReachedException') {
      throw new SetupStopped(limitReached(await reportsOf(context), aws), { cause: error });
    }
    // The text is the only sign, and it is empty at times (docs/aws.md: 'Report errors').
    const aboutBucket =
      code === 'ValidationException' && (message === '' || /customer bucket|bucket permission/iu.test(message));
    if (!aboutBucket) throw error;
    const seconds = PAUSES[attempt];
    if (seconds === undefined) throw new SetupStopped(await notAccepted(context, aws), { cause: error });
    await context.pause(seconds * 1000);
    await make(context, attempt + 1);
  }
}

/**
 * Keeps that the report is not ours where AWS has said no. After an attempt that had no answer it may be: that one may have made it,
 * and what AWS says no to is the same call once more.
 */
async function keepWhoMade(context: StepContext, error: unknown): Promise<void> {
  const { code, status } = callError(error);
  if (status === null || status >= 500 || isAfterUnanswered(error)) return;
  const { report: name } = namesOf(context);
  const sentence =
    code === 'DuplicateReportNameException'
      ? `Somebody else made the report ${name} in the meantime.`
      : `AWS did not let the report ${name} be made.`;
  await context.keepEvidence('report', sentence, { made: '', madeOn: '' });
}

/** What is wrong with the bucket, by reading its policy again. */
async function notAccepted(context: StepContext, aws: SetupFailure['aws']): Promise<SetupFailure> {
  const names = namesOf(context);
  const missing = missingForReport(await readPolicy(context), names);
  const words =
    missing.length === 0 ? '; its policy allows all that is needed' : `; its policy lacks ${missing.join(', ')}`;
  return setupFailure('bucket-policy-not-accepted', { bucket: names.bucket, missing: words }, aws);
}

function limitReached(reports: readonly ReportDefinition[], aws: SetupFailure['aws'] = null): SetupFailure {
  const names = reports.map(({ ReportName }) => ReportName).join(', ');
  return setupFailure('report-limit', { reports: names }, aws);
}

/** What keeps it from being made here keeps it from being made by hand. */
function blocked(failure: SetupFailure): Look {
  return { state: 'blocked', sentence: failure.sentence, failure };
}

/** A report that is there is changed, not made. */
function changeByHand(name: string, differences: readonly string[]): NonNullable<Look['byHand']> {
  return {
    consoleUrl: CONSOLE.reports,
    values: [{ label: 'Report name', value: name }],
    order: ['Open the report of this name and edit it, if nobody needs it as it is.', ...differences],
  };
}

function byHand(context: StepContext) {
  const { bucket, prefix, region, report: name } = namesOf(context);
  return {
    consoleUrl: CONSOLE.reports,
    values: [
      { label: 'Report name', value: name },
      { label: 'S3 bucket', value: bucket },
      { label: 'Region', value: region },
      { label: 'Report path prefix', value: prefix },
    ],
    order: [
      'Create report (the classic one, Legacy CUR). Paste the name, tick Include resource IDs and Refresh automatically, Next.',
      'Configure the S3 bucket: the existing one of this name, in this region. Confirm the policy; the console replaces the one that is there.',
      'Paste the prefix; Hourly; tick Amazon Athena (Parquet and overwriting come with it); Next, Review and complete.',
    ],
  };
}
