import { deliveryTime } from '../../../../../shared/domain/aws/report-definition.ts';
import { setupFailure } from '../../../../../shared/domain/aws/setup-failure.ts';
import { SETUP_STEPS } from '../../../../../shared/domain/aws/setup-step.ts';
import { isSameSubject } from '../../../../../shared/domain/aws/step-subject.ts';
import { CONSOLE } from '../console-links.ts';
import { namesOf } from '../names-of.ts';
import type { Look, SetupStep, StepContext } from '../step.ts';
import { reportsOf } from './report-list.ts';

const HOUR = 3_600_000;

/** Why AWS could not deliver, by its own status (AWS, API_cur_ReportStatus). */
const REASONS: Readonly<Record<string, (bucket: string) => string>> = {
  ERROR_PERMISSIONS: (bucket) => `it may not write into the bucket ${bucket} (ERROR_PERMISSIONS)`,
  ERROR_NO_BUCKET: (bucket) => `there was no bucket ${bucket} (ERROR_NO_BUCKET)`,
};

/** AWS delivers the report for the first time within 24 hours; an error is told at once (docs/aws.md: 'Report status'). */
export const firstDelivery: SetupStep = {
  key: 'first-delivery',
  look: async (context) => {
    const { bucket, report } = namesOf(context);
    const present = (await reportsOf(context)).find(({ ReportName }) => ReportName === report);
    const { lastDelivery = '', lastStatus = '' } = present?.ReportStatus ?? {};
    if (lastStatus.startsWith('ERROR')) {
      const reason = REASONS[lastStatus]?.(bucket) ?? `it says ${lastStatus}`;
      const failure = setupFailure('not-delivered', { reason });
      return { state: 'blocked', sentence: failure.sentence, failure };
    }
    if (lastDelivery === '') return waiting(context);
    const at = deliveryTime(lastDelivery) ?? lastDelivery;
    context.facts.lastDelivery = at;
    // The first one that was seen is the evidence; later ones change nothing.
    const known = context.known.get('first-delivery');
    const about = subjectOf(context);
    const seen = known?.state === 'in-place' && isSameSubject('first-delivery', known.evidence, about);
    const first = (seen ? known.evidence['lastDelivery'] : undefined) ?? at;
    return {
      state: 'in-place',
      sentence: `AWS delivers the report; the first delivery that was seen is that of ${first}.`,
      evidence: { ...about, lastDelivery: first },
    };
  },
};

function waiting(context: StepContext): Look {
  const { report } = namesOf(context);
  const now = context.task.clock().getTime();
  const since = sinceOf(context) ?? now;
  const hours = SETUP_STEPS['first-delivery'].waitHours ?? 0;
  const waited = Math.floor((now - since) / HOUR);
  const late =
    waited < hours
      ? 'AWS does that within 24 hours.'
      : `AWS has had ${waited} hours, and says 24. Look in the billing console whether the report shows an error; else ask AWS support.`;
  return {
    state: 'waiting',
    sentence: `The report ${report} was not delivered yet. ${late}`,
    due: new Date(since + hours * HOUR).toISOString(),
    evidence: subjectOf(context),
    byHand: {
      consoleUrl: CONSOLE.reports,
      values: [],
      order: [`Look whether 'Data last refreshed' of ${report} has a date; N/A means that it was not delivered yet.`],
    },
  };
}

/** Which report is waited for; one that was made again is another. */
function subjectOf(context: StepContext): Record<string, string> {
  const reportMadeOn = context.known.get('report')?.evidence['madeOn'] ?? '';
  return { report: namesOf(context).report, reportMadeOn };
}

/** Since when the delivery is waited for: from when this step waits for this report, or from when the report was there. */
function sinceOf(context: StepContext): number | null {
  const wait = context.known.get('first-delivery');
  if (wait?.state === 'waiting' && isSameSubject('first-delivery', wait.evidence, subjectOf(context))) {
    return Date.parse(wait.since);
  }
  const made = context.known.get('report');
  const isThis = made?.state === 'in-place' && made.evidence['report'] === namesOf(context).report;
  return isThis ? Date.parse(made.since) : null;
}
