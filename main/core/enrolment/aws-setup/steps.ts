import type { SetupChoices, WordInput } from '../../../../shared/contract/aws.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { act, beforeActions } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { KeptStep, SeenStep } from '../../../../shared/domain/aws/kept-step.ts';
import { SETUP_STEPS, setupStepsOf } from '../../../../shared/domain/aws/setup-step.ts';
import type { SetupStepDefinition } from '../../../../shared/domain/aws/setup-step.ts';
import { isSameSubject } from '../../../../shared/domain/aws/step-subject.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import { nowText } from '../../time/clock.ts';
import { requireMpa } from '../mpas/service.ts';
import { getChoices } from './choices.ts';
import { followConnect } from './follow-connect.ts';
import { beginLinkWait, endLinkWait } from './hand-off.ts';
import { putSetupStep, setupStepsOfMpa } from './repo.ts';
import type { SetupStepRow } from './repo.ts';
import { mergedEvidence, stepEvidence, toKept } from './step-row.ts';

/** The set-up steps of a payer account that anything is known of. @throws AppError NOT_FOUND. */
export function knownSteps({ db }: Pick<ReadContext, 'db'>, { mpaId }: { mpaId: AccountId }): KeptStep[] {
  requireMpa(db, mpaId);
  return setupStepsOfMpa.all(db, { mpaId }).map(toKept);
}

/**
 * Keeps how steps stand in AWS, and takes the procedure's `connect` step along. A step that is as it was leaves no trace; the
 * start of a wait stays as long as the same is waited for; new evidence is added to the old, and '' takes evidence away.
 * @param simulated whether it was seen in the sandbox
 * @throws AppError NOT_FOUND, CONFLICT (the set-up is no longer one of where it was seen: its rehearsal was ended meanwhile)
 */
export function keepSteps(
  context: WriteContext,
  { mpaId, seen, simulated }: { mpaId: AccountId; seen: readonly SeenStep[]; simulated: boolean },
): KeptStep[] {
  const mpa = requireMpa(context.db, mpaId);
  const choices = getChoices(context, { mpaId });
  assertBegun(choices, mpa.name, simulated);
  const rows = new Map(setupStepsOfMpa.all(context.db, { mpaId }).map((row) => [row.step, row]));
  for (const step of seen) put(context, choices, rows.get(step.step), step);
  endLinkWait(context, mpaId);
  const kept = knownSteps(context, { mpaId });
  followConnect(context, mpa, choices, kept);
  context.label(`${whatOf(choices)} of ${mpa.name}: ${summary(seen)}`);
  context.mpa(mpaId);
  return kept;
}

/**
 * Takes the operator's word that a step is done, where the profile may not look or there is nothing to look at.
 * @throws AppError NOT_FOUND, INVALID_INPUT (the payer account has no such step, or only AWS can know), CONFLICT (it was seen in
 * place already, and the word is not to replace that).
 */
export function takeWord(context: WriteContext, { mpaId, step, how, evidence, replace }: WordInput): KeptStep[] {
  const mpa = requireMpa(context.db, mpaId);
  const choices = getChoices(context, { mpaId });
  const steps = setupStepsOf(mpa.scenario, choices.withAthena);
  const definition = steps.find(({ key }) => key === step);
  if (!definition) {
    const keys = steps.map(({ key }) => key).join(', ');
    throw new AppError('INVALID_INPUT', `The set-up of ${mpa.name} has no step ${step}. It has: ${keys}.`, { step });
  }
  if (step === 'identity') {
    throw new AppError('INVALID_INPUT', 'Whose account it is can only be known by asking AWS.', { step });
  }
  const row = setupStepsOfMpa.all(context.db, { mpaId }).find((each) => each.step === step);
  if (!replace) assertNotSeen(definition, row);
  const now = nowText(context.clock);
  putSetupStep.run(context.db, {
    mpa_id: mpaId,
    step,
    state: 'in-place',
    known_by: 'operator',
    since: row?.state === 'in-place' ? row.since : now,
    due_at: null,
    sentence: `Done by hand: ${how}`,
    failure: null,
    evidence: mergedEvidence(row, step === 'hand-off' ? byHand(row, now, evidence) : evidence),
    note: how,
    simulated: choices.simulated === null ? null : Number(choices.simulated),
  });
  if (step === 'hand-off') beginLinkWait(context, mpaId);
  const kept = knownSteps(context, { mpaId });
  followConnect(context, mpa, choices, kept);
  context.label(`${whatOf(choices)} of ${mpa.name}: ${definition.name} done by hand`);
  context.mpa(mpaId);
  return kept;
}

/**
 * A mail that a person has written is sent, now unless something else is known. What it tells is not known, so nothing that changes later
 * makes it be sent again.
 */
function byHand(
  row: SetupStepRow | undefined,
  now: string,
  evidence: Readonly<Record<string, string>>,
): Record<string, string> {
  return { mailOn: stepEvidence(row)['mailOn'] ?? now, ...evidence, content: '', sendAgain: '' };
}

/** The mail is made by the program and sent by a person: that word says more. @throws AppError CONFLICT. */
function assertNotSeen({ key, name }: SetupStepDefinition, row: SetupStepRow | undefined): void {
  if (key === 'hand-off' || row?.state !== 'in-place' || row.known_by !== 'app') return;
  throw new AppError(
    'CONFLICT',
    `${name} is in place by what was seen, which proves more than a word: ${row.sentence} Nothing was changed. Give ${act('aws.keep-word')} to keep your word instead.`,
    { step: key },
  );
}

/** How the history calls it. */
function whatOf({ simulated }: SetupChoices): string {
  return simulated === true ? 'Rehearsal of the AWS set-up' : 'AWS set-up';
}

function assertBegun({ simulated }: SetupChoices, name: string, seenInSandbox: boolean): void {
  if (simulated === seenInSandbox) return;
  throw new AppError(
    'CONFLICT',
    seenInSandbox
      ? `The rehearsal of ${name} was ended meanwhile, so what was seen in the sandbox is not kept.`
      : `The set-up of ${name} is not one in AWS any more, so what was seen there is not kept. Look again.`,
    { simulated, seenInSandbox },
  );
}

function put(
  context: WriteContext,
  { mpaId, simulated }: SetupChoices,
  row: SetupStepRow | undefined,
  seen: SeenStep,
): void {
  const same = row?.state === seen.state && isSameSubject(seen.step, stepEvidence(row), seen.evidence);
  const next: SetupStepRow = {
    mpa_id: mpaId,
    step: seen.step,
    state: seen.state,
    known_by: 'app',
    since: same ? row.since : nowText(context.clock),
    // The wait that is going on keeps its end: looking again does not make it longer. A wait for something else begins anew.
    due_at: same && seen.state === 'waiting' ? (row.due_at ?? seen.dueAt) : seen.dueAt,
    sentence: seen.sentence,
    failure: seen.failure === null ? null : JSON.stringify(seen.failure),
    evidence: mergedEvidence(row, seen.evidence),
    note: row?.note ?? '',
    simulated: Number(simulated),
  };
  const asBefore = row?.simulated === next.simulated && JSON.stringify(toKept(row)) === JSON.stringify(toKept(next));
  if (asBefore) return;
  putSetupStep.run(context.db, next);
}

function summary(seen: readonly SeenStep[]): string {
  const [first] = seen;
  // What was taken back comes first, before those that rested on it.
  if (first && (seen.length === 1 || first.state === 'taken-back')) {
    return beforeActions(first.sentence) || SETUP_STEPS[first.step].name;
  }
  const inPlace = seen.filter(({ state }) => state === 'in-place').length;
  return `${inPlace} of ${seen.length} steps in place`;
}
