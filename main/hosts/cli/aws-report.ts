import type { ByHand, SetupReport, SetupStepView } from '../../../shared/contract/aws.ts';
import { appliedLines } from '../../../shared/domain/aws/applied.ts';
import { isInPlace } from '../../../shared/domain/aws/look-state.ts';
import type { LookState } from '../../../shared/domain/aws/look-state.ts';
import { cleanLine } from './clean-text.ts';
import { table } from './table.ts';

/** The states of a set-up step as a person reads them. */
export const STATE_WORDS: Readonly<Record<LookState, string>> = {
  'in-place': 'in place',
  'in-place-simulated': 'in place (simulated)',
  'will-do': 'will do',
  later: 'later',
  waiting: 'waiting',
  'needs-you': 'your move',
  blocked: 'blocked',
};

/** Stands over everything that is not real. */
export const SIMULATED = '*** SIMULATED: the sandbox account of this computer. Nothing of this is real. ***';

/** A report for a person: every step on a line, under it what is to be done, waited for or decided. */
export async function reportText(report: SetupReport, options: { byHand: boolean }): Promise<string> {
  const { steps } = report;
  const rows = steps.map(({ position, key, name, state, sentence, knownBy }) => [
    position,
    key,
    name,
    STATE_WORDS[state] + (knownBy === 'operator' ? ', by your word' : ''),
    sentence,
  ]);
  const details = steps.map((step) => stepText(step, options)).filter((text) => text !== '');
  return [
    headText(report),
    ...appliedText(report),
    await table(['No.', 'Step', 'What', 'State', 'How it stands'], rows),
    ...details,
  ].join('\n\n');
}

/** What an apply did, before how each step stands after it. */
function appliedText({ applied }: SetupReport): string[] {
  return applied === null ? [] : [appliedLines(applied).map(cleanLine).join('\n')];
}

/** Whose set-up it is, by which profile it was seen, and whether it is real. */
function headText(report: SetupReport): string {
  const text = whoseText(report);
  return report.simulated ? `${SIMULATED}\n${text}` : text;
}

function whoseText({ mpaId, name, bound, calls }: SetupReport): string {
  const head = `${name} (${mpaId})`;
  if (bound === null && calls.reads + calls.changes > 0)
    return `${head}; ${callsText(calls)}: AWS was asked, and the profile was not found to be of this account`;
  if (bound === null) return `${head}, as the ledger knows it; AWS was not asked`;
  const { profile, callerArn, region } = bound;
  const counted = calls.reads + calls.changes === 0 ? '' : `; ${callsText(calls)}`;
  return `${head}, profile ${profile}, ${callerArn}, ${region}${counted}`;
}

/** How much AWS was asked. */
export function callsText({ reads, changes }: SetupReport['calls']): string {
  return `${reads} ${reads === 1 ? 'call' : 'calls'} that read, ${changes} that change something`;
}

function stepText(step: SetupStepView, { byHand }: { byHand: boolean }): string {
  if (isInPlace(step.state) || step.state === 'later') return '';
  const lines = [
    ...callLines(step),
    ...consentLines(step),
    ...failureLines(step),
    ...(step.due === null ? [] : [`  Due: ${minute(step.due)} UTC`]),
    ...byHandLines(step, byHand),
  ];
  return lines.length === 0 ? '' : [`${step.key}: ${STATE_WORDS[step.state]}`, ...lines].join('\n');
}

function callLines({ calls, state }: SetupStepView): string[] {
  if (state !== 'will-do' && state !== 'needs-you') return [];
  const names = calls.map(({ service, operation }) => `${service}:${operation}`);
  const width = names.reduce((most, name) => Math.max(most, name.length), 0);
  return calls.map(({ what }, i) => `  ${(names[i] ?? '').padEnd(width)}  ${cleanLine(what)}`);
}

function consentLines({ consents }: SetupStepView): string[] {
  return consents.flatMap(({ key, question, consequence }) => [
    `  To agree to, with --consent ${key}: ${cleanLine(question)}`,
    ...(consequence === '' ? [] : [`      ${cleanLine(consequence)}`]),
  ]);
}

function failureLines({ failure, sentence, state }: SetupStepView): string[] {
  if (failure === null || (state === 'needs-you' && failure.key === 'consent-needed')) return [];
  const { code, aws, remedy } = failure;
  return [
    `  ${code}${failure.sentence === sentence ? '' : `: ${cleanLine(failure.sentence)}`}`,
    `  What to do: ${cleanLine(remedy)}`,
    ...(aws === null
      ? []
      : [
          `  AWS said, to ${aws.operation}: ${aws.code}: ${cleanLine(aws.message)} (request ID ${aws.requestId ?? 'unknown'})`,
        ]),
  ];
}

/** In full where it is the way to go on, or asked for; else where to look. */
function byHandLines({ byHand, state, key }: SetupStepView, asked: boolean): string[] {
  if (byHand === null) return [];
  if (state !== 'will-do' || asked) return [...inFull(byHand), `    Then: enroll aws done ${key} --how '…'`];
  return [`  By hand instead: enroll aws plan --only ${key} --by-hand`];
}

function inFull({ consoleUrl, values, order }: ByHand): string[] {
  const width = values.reduce((most, { label }) => Math.max(most, label.length), 0);
  return [
    `  By hand: ${consoleUrl}`,
    ...order.map((line, i) => `    ${i + 1}. ${cleanLine(line)}`),
    ...values.flatMap(({ label, value }) => {
      const [first = '', ...more] = value.split('\n');
      return [`    ${`${label}:`.padEnd(width + 1)}  ${first}`, ...more.map((line) => `      ${line}`)];
    }),
  ];
}

/** `2026-09-01 08:00`. */
export function minute(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

/**
 * What a command ends with: 0 done or waiting, 4 where AWS refused, 1 where it is the operator's move.
 * @param planned whether what is still to do is what was asked for
 */
export function exitCodeOf({ outcome, steps }: SetupReport, planned: boolean): number {
  if (outcome === 'blocked') return steps.some(({ failure }) => failure !== null && failure.aws !== null) ? 4 : 1;
  if (outcome === 'needs-you') return 1;
  return outcome === 'to-do' && !planned ? 1 : 0;
}
