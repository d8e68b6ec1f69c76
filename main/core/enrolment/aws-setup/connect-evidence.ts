import type { KeptStep } from '../../../../shared/domain/aws/kept-step.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';

type Evidence = Readonly<Record<string, string>>;

/** Which evidence of the `connect` step comes from which of the set-up: step, its name there, its name here. */
const EVIDENCE: readonly (readonly [SetupStepKey, string, string])[] = [
  ['bucket', 'bucket', 'bucket'],
  ['first-delivery', 'lastDelivery', 'firstDelivery'],
  ['athena-stack', 'stackId', 'athenaStackId'],
  ['hand-off', 'mailOn', 'mailOn'],
  ['extractor-stack', 'stackId', 'extractorStackId'],
  ['access-role-stack', 'roleArn', 'roleArn'],
  ['access-role-stack', 'stackId', 'stackId'],
  ['console-data', 'dataSince', 'dataSince'],
];

/** By this a row of the procedure shows that a rehearsal has written it: in a demo, and by versions that let every rehearsal do so. */
const REHEARSED = { simulated: 'yes: rehearsed in the sandbox' } as const;

/** The evidence that the set-up has for the procedure's `connect` step. Of a rehearsal each value says so itself. */
export function connectEvidence(
  kept: readonly Pick<KeptStep, 'step' | 'evidence'>[],
  simulated: boolean,
): Record<string, string> {
  const mark = simulated ? ' (simulated)' : '';
  const found = EVIDENCE.flatMap(([step, from, to]) => {
    const value = kept.find((each) => each.step === step)?.evidence[from];
    return value === undefined || value === '' ? [] : [[to, `${value}${mark}`] as const];
  });
  return { ...Object.fromEntries(found), ...(simulated ? REHEARSED : {}) };
}

/** Whether a rehearsal has written this evidence of the `connect` step. */
export function isRehearsedEvidence(evidence: Evidence): boolean {
  return evidence['simulated'] === REHEARSED.simulated;
}

/** The evidence without what comes from the set-up. */
export function withoutSetupEvidence(evidence: Evidence): Record<string, string> {
  const ofSetup = new Set([...EVIDENCE.map(([, , name]) => name), ...Object.keys(REHEARSED)]);
  return Object.fromEntries(Object.entries(evidence).filter(([name]) => !ofSetup.has(name)));
}
