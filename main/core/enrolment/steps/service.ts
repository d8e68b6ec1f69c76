import type {
  DoneInput,
  NoteInput,
  OverviewRow,
  Procedure,
  Step,
  WaitInput,
} from '../../../../shared/contract/steps.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { isClosed, openBefore } from '../../../../shared/domain/procedure.ts';
import { SCENARIOS, stepOf } from '../../../../shared/domain/scenario.ts';
import type { ScenarioKey } from '../../../../shared/domain/scenario.ts';
import type { EvidenceField, StepDefinition, StepKey } from '../../../../shared/domain/step.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import { nowText } from '../../time/clock.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { requireMpa, setMpa } from '../mpas/service.ts';
import { allSteps, mpaNames, openTickets, putStep, stepsOfMpa } from './repo.ts';
import type { StepRow } from './repo.ts';
import { rehearsals, withRehearsal } from './rehearsed.ts';
import { compareOverview, evidenceOf, statesOf, toOverviewRow, toProcedure } from './view.ts';
import type { MpaHead } from './view.ts';
import { waitTimes } from './wait-times.ts';

type StepInput = { mpaId: AccountId; step: StepKey };

/** Every payer account with its next action and its waits: overdue first, then the operator's move, then waits by their end. */
export function overviewOfSteps({ db, clock }: ReadContext, _input: unknown): OverviewRow[] {
  const now = nowText(clock);
  const rows = new Map<string, StepRow[]>();
  for (const row of allSteps.all(db)) rows.set(row.mpa_id, [...(rows.get(row.mpa_id) ?? []), row]);
  const rehearsed = rehearsals(db);
  return mpaNames
    .all(db)
    .map(({ id, name, scenario, spot_org_id: spotOrgId }) => {
      // The CHECK of the column allows these scenarios only.
      const head: MpaHead = { id: accountId(id), name, scenario: scenario as ScenarioKey, spotOrgId };
      return toOverviewRow(head, withRehearsal(rows.get(id) ?? [], rehearsed.get(id)), now);
    })
    .sort(compareOverview);
}

/** The steps of a payer account with their states, and the next action. @throws AppError NOT_FOUND. */
export function listSteps({ db, clock }: Pick<ReadContext, 'db' | 'clock'>, input: { mpaId: AccountId }): Procedure {
  const mpa = requireMpa(db, input.mpaId);
  const { id: mpaId } = mpa;
  const rows = withRehearsal(stepsOfMpa.all(db, { mpaId }), rehearsals(db).get(mpaId));
  return toProcedure(mpa, rows, nowText(clock), openTickets.all(db, { mpaId }));
}

/**
 * Marks a step as done, with how one knows and what proves it. Done again, it keeps its time.
 * @throws AppError NOT_FOUND, INVALID_INPUT (the scenario has no such step), CONFLICT (steps before it are open and nothing says
 * why it is done out of order).
 */
export function markDone(context: WriteContext, input: DoneInput): Step {
  const { db, clock } = context;
  const { definition, row, states, scenario } = openForChange(context, input);
  const early = isClosed(states.get(input.step)) ? [] : openBefore(SCENARIOS[scenario].steps, states, input.step);
  if (early.length > 0 && input.outOfOrder === null) {
    const names = early.map((key) => stepOf(scenario, key)?.name ?? key);
    throw new AppError(
      'CONFLICT',
      `'${definition.name}' can't be marked as done: ${names.map((name) => `'${name}'`).join(', ')} ${early.length === 1 ? 'is' : 'are'} not done. Do or skip ${early.length === 1 ? 'that step' : 'those steps'} first, or say why this one comes before.`,
      { step: input.step, openBefore: early },
    );
  }
  const wasDone = row.state === 'done';
  // With nothing before it open there is nothing to explain, whatever was said.
  const outOfOrder = early.length > 0 ? ` (out of order: ${input.outOfOrder ?? ''})` : '';
  putStep.run(db, {
    ...row,
    state: 'done',
    due_at: null,
    ended_at: wasDone ? row.ended_at : nowText(clock),
    reason: `${input.how}${outOfOrder}`,
    evidence: keepEvidence(context, definition, row, input),
  });
  return finish(context, input, `Done: ${definition.name}`);
}

/** The same by a person's word. @throws AppError as markDone; INVALID_INPUT (evidence that is told elsewhere). */
export function sayDone(context: WriteContext, input: DoneInput): Step {
  assertOwnEvidence(context, input);
  return markDone(context, input);
}

/**
 * Leaves a step out, with the reason. A required one can be left out too, but never without a word.
 * @throws AppError NOT_FOUND, INVALID_INPUT, CONFLICT (it is done).
 */
export function skipStep(context: WriteContext, input: StepInput & { reason: string }): Step {
  const { definition, row } = openForChange(context, input);
  refuseWhenDone(row, definition, 'skipped');
  const ended = row.state === 'skipped' ? row.ended_at : nowText(context.clock);
  putStep.run(context.db, { ...row, state: 'skipped', ended_at: ended, due_at: null, reason: input.reason });
  return finish(context, input, `Skipped: ${definition.name}`);
}

/**
 * Starts a wait, or moves the one that is going on. Its end is the procedure's unless given.
 * @throws AppError NOT_FOUND, INVALID_INPUT (times that can't be, a wait that the step has not), CHOICE_NEEDED (the step has
 * several waits, or none and no date was given), CONFLICT (it is done).
 */
export function waitForStep(context: WriteContext, input: WaitInput): Step {
  const { definition, row } = openForChange(context, input);
  refuseWhenDone(row, definition, 'waited for');
  const { reason, since, due, what } = waitTimes(definition, input, nowText(context.clock));
  const started = row.started_at ?? since;
  putStep.run(context.db, {
    ...row,
    state: 'waiting',
    started_at: since < started ? since : started,
    waiting_since: since,
    due_at: due,
    ended_at: null,
    reason,
  });
  return finish(context, input, `Waiting for ${what}: ${definition.name}`);
}

/** Says that a step can't go on, and why. @throws AppError NOT_FOUND, INVALID_INPUT, CONFLICT (it is done). */
export function blockStep(context: WriteContext, input: StepInput & { reason: string }): Step {
  const { definition, row } = openForChange(context, input);
  refuseWhenDone(row, definition, 'blocked');
  putStep.run(context.db, { ...row, state: 'blocked', due_at: null, ended_at: null, reason: input.reason });
  return finish(context, input, `Blocked: ${definition.name}`);
}

/**
 * Makes a step the operator's move again: the answer has come, or it was done or skipped too early. Notes and evidence stay.
 * @throws AppError NOT_FOUND, INVALID_INPUT.
 */
export function reopenStep(context: WriteContext, input: StepInput & { reason: string }): Step {
  const { definition, row } = openForChange(context, input);
  // What came of a wait is to be looked at next; a step that is opened again begins anew.
  const waitingSince = row.state === 'waiting' || row.state === 'needs-you' ? row.waiting_since : null;
  putStep.run(context.db, {
    ...row,
    state: 'needs-you',
    waiting_since: waitingSince,
    due_at: null,
    ended_at: null,
    reason: input.reason,
  });
  return finish(context, input, `Opened: ${definition.name}`);
}

/** Sets a step's note and adds to its evidence; its state stays, a step that was not started is begun. @throws AppError NOT_FOUND, INVALID_INPUT. */
export function noteStep(context: WriteContext, input: NoteInput): Step {
  const { definition, row } = open(context, input);
  putStep.run(context.db, {
    ...row,
    note: input.note === null ? row.note : input.note.trim(),
    evidence: keepEvidence(context, definition, row, input),
  });
  return finish(context, input, `Noted: ${definition.name}`);
}

/** The note and the evidence of a step, as they are shown. @throws AppError NOT_FOUND (the payer account), INVALID_INPUT (the step). */
export function notedOfStep(
  context: ReadContext,
  input: StepInput,
): { note: string; evidence: Record<string, string> } {
  open(context, input);
  const { note = '', evidence = {} } = listSteps(context, input).steps.find(({ key }) => key === input.step) ?? {};
  return { note, evidence };
}

/** The same by a person. @throws AppError as noteStep; INVALID_INPUT (evidence that is told elsewhere). */
export function sayNote(context: WriteContext, input: NoteInput): Step {
  assertOwnEvidence(context, input);
  return noteStep(context, input);
}

/** How it is told where it is kept. */
const TOLD: Readonly<Record<NonNullable<EvidenceField['toldBy']>, (of: { mpaId: AccountId }) => string>> = {
  'aws.hand-off-sent': ({ mpaId }) => act('aws.hand-off-sent', { mpaId }),
  'mpa.set': ({ mpaId }) => act('mpa.set', { mpaId }),
  'ticket.sent': ({ mpaId }) => act('ticket.sent', { mpaId }),
};

/** What is told elsewhere would count for nothing there if it was given here. @throws AppError INVALID_INPUT. */
function assertOwnEvidence(context: WriteContext, input: StepInput & Pick<NoteInput, 'evidence'>): void {
  for (const { key, label, toldBy } of open(context, input).definition.evidence) {
    const value = input.evidence[key] ?? '';
    if (toldBy === undefined || value === '') continue;
    throw new AppError(
      'INVALID_INPUT',
      `'${label}' (${key}: ${value}) is not given with the step. Nothing was changed. Say it with: ${TOLD[toldBy](input)}`,
      { field: key, value },
    );
  }
}

/** The step's definition and row, or the row that it would have. */
function open(
  { db, clock }: Pick<ReadContext, 'db' | 'clock'>,
  { mpaId, step }: StepInput,
): { definition: StepDefinition; row: StepRow; states: ReturnType<typeof statesOf>; scenario: ScenarioKey } {
  const { scenario } = requireMpa(db, mpaId);
  const definition = stepOf(scenario, step);
  if (!definition) {
    const keys = SCENARIOS[scenario].steps.map(({ key }) => key);
    throw new AppError(
      'INVALID_INPUT',
      `The scenario '${SCENARIOS[scenario].name}' has no step ${step}. It has: ${keys.join(', ')}.`,
      { field: 'step', step, steps: keys },
    );
  }
  const rows = stepsOfMpa.all(db, { mpaId });
  const now = nowText(clock);
  const row = rows.find((each) => each.step === step) ?? newRow(mpaId, step, now);
  const states = statesOf(scenario, withRehearsal(rows, rehearsals(db).get(mpaId)), now);
  return { definition, row, states, scenario };
}

/** As `open`, to change the step's state. @throws AppError CONFLICT (it is rehearsed): what a person says of it would be about both. */
function openForChange(context: Pick<ReadContext, 'db' | 'clock'>, input: StepInput): ReturnType<typeof open> {
  const opened = open(context, input);
  if (opened.states.get(input.step) !== 'rehearsed') return opened;
  throw new AppError(
    'CONFLICT',
    `'${opened.definition.name}' is rehearsed in the sandbox, so its state can't be changed. Nothing was changed. End the rehearsal with: ${act('aws.end-rehearsal', { mpaId: input.mpaId })}`,
    { step: input.step },
  );
}

function newRow(mpaId: AccountId, step: StepKey, now: string): StepRow {
  return {
    mpa_id: mpaId,
    step,
    state: 'needs-you',
    started_at: now,
    waiting_since: null,
    due_at: null,
    ended_at: null,
    reason: '',
    note: '',
    evidence: '{}',
  };
}

function refuseWhenDone({ state }: StepRow, { name, key }: StepDefinition, what: string): void {
  if (state !== 'done') return;
  throw new AppError('CONFLICT', `'${name}' is done, so it can't be ${what}. Open it again first.`, { step: key });
}

/**
 * The evidence of a row with more of it, as JSON, its names in a fixed order; an empty value takes a name away. What is a field of the
 * payer account is set there instead: requests and mails name it from there.
 */
function keepEvidence(
  context: WriteContext,
  definition: StepDefinition,
  row: StepRow,
  { mpaId, evidence }: { mpaId: AccountId; evidence: Readonly<Record<string, string>> },
): string {
  const more = { ...evidence };
  for (const { key, ofMpa } of definition.evidence) {
    const value = more[key];
    if (ofMpa === undefined || value === undefined) continue;
    setMpa(context, { id: mpaId, [ofMpa]: value || null });
    // A row of an earlier version may have one of its own.
    more[key] = '';
  }
  const all = Object.entries({ ...evidenceOf(row), ...more }).filter(([, value]) => value !== '');
  return JSON.stringify(Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1))));
}

function finish(context: WriteContext, { mpaId, step }: StepInput, label: string): Step {
  context.label(label);
  context.mpa(mpaId);
  return requireStep(context, mpaId, step);
}

function requireStep(context: { db: ReadDb; clock: ReadContext['clock'] }, mpaId: AccountId, key: StepKey): Step {
  const step = listSteps(context, { mpaId }).steps.find((each) => each.key === key);
  if (!step) throw new AppError('INTERNAL', `The step ${key} of ${mpaId} was written and is not there.`);
  return step;
}
