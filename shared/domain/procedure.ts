import { act } from './action.ts';
import { SETUP_WAITS } from './step-catalogue.ts';
import type { Mover, StepDefinition, StepKey, StepState, StoredStepState, Wait } from './step.ts';

const HOUR = 3_600_000;

/** What is known of a step that was started. */
export interface StepRecord {
  step: StepKey;
  state: StoredStepState | 'rehearsed';
  /** ISO 8601 UTC; stays when the wait is over, so that what comes after it is known to be next. */
  waitingSince: string | null;
  /** ISO 8601 UTC. */
  dueAt: string | null;
  /** Of a wait: the key of a documented one, or the operator's own words. Else the reason of the state. */
  reason: string;
}

/** What to do next for a payer account, and by whom. */
export interface NextAction {
  step: StepKey;
  /** From 1, among the scenario's steps. */
  position: number;
  state: StepState;
  mover: Mover;
  /** Until when a wait should be over; ISO 8601 UTC. */
  due: string | null;
  /** A sentence. */
  text: string;
}

/** The time at which a wait that starts at `since` should be over; both ISO 8601 UTC, to the second. */
export function waitEnds(wait: Pick<Wait, 'hours'>, since: string): string {
  return new Date(Date.parse(since) + wait.hours * HOUR).toISOString().replace(/\.\d{3}Z$/u, 'Z');
}

/** Whether a date has passed; the very second is still in time. */
export function isOverdue(dueAt: string | null, now: string): boolean {
  return dueAt !== null && Date.parse(now) > Date.parse(dueAt);
}

/** The state that a person sees: that of the record, made overdue by the time. */
export function stepState(record: Pick<StepRecord, 'state' | 'dueAt'> | undefined, now: string): StepState {
  if (!record) return 'not-started';
  return record.state === 'waiting' && isOverdue(record.dueAt, now) ? 'overdue' : record.state;
}

/** Whether nothing more is to be done for a step. */
export function isClosed(state: StepState | undefined): boolean {
  return state === 'done' || state === 'skipped';
}

/** The wait that a record is in: a documented one, one of the AWS set-up, or one in the operator's words, which is taken to be the vendor's. */
export function waitOf(definition: StepDefinition, record: Pick<StepRecord, 'reason'>): Pick<Wait, 'what' | 'mover'> {
  const documented =
    definition.waits.find(({ key }) => key === record.reason) ?? SETUP_WAITS.find(({ what }) => what === record.reason);
  return documented ?? { what: record.reason === '' ? 'an answer' : record.reason, mover: 'vendor' };
}

/**
 * What should have come before a step and has not: required steps before it that are open, and steps it can't do without that
 * are not done. Empty when it can be done now. A person may overrule it with a reason, never by oversight.
 */
export function openBefore(
  steps: readonly StepDefinition[],
  states: ReadonlyMap<StepKey, StepState>,
  key: StepKey,
): StepKey[] {
  const index = steps.findIndex((each) => each.key === key);
  const needs = steps[index]?.needs ?? [];
  return steps
    .slice(0, Math.max(index, 0))
    .filter((before) => {
      const state = states.get(before.key);
      if (needs.includes(before.key)) return state !== 'done';
      return !before.optional && !isClosed(state);
    })
    .map((before) => before.key);
}

/**
 * The next action of a payer account; null when every step is done or skipped.
 * First what is overdue or blocked, then what the operator can do now, then jobs, then the wait that ends first. The wait of an optional
 * step stands back, also when it is late: behind what the operator can do, and behind the waits of required steps. Optional steps that
 * nobody has started come last, those after the furthest finished step before those that were passed by.
 */
export function nextAction(
  steps: readonly StepDefinition[],
  records: readonly StepRecord[],
  now: string,
): NextAction | null {
  const byStep = new Map(records.map((record) => [record.step, record]));
  const states = new Map(steps.map(({ key }) => [key, stepState(byStep.get(key), now)]));
  const furthest = steps.findLastIndex(({ key }) => states.get(key) === 'done');
  const candidates = steps
    .map((definition, index) => {
      const { key } = definition;
      const state = states.get(key) ?? 'not-started';
      const passedBy = index < furthest;
      return { definition, index, state, record: byStep.get(key), rank: rank(definition, state, passedBy) };
    })
    .filter(({ definition, state }) => {
      if (isClosed(state)) return false;
      return state !== 'not-started' || openBefore(steps, states, definition.key).length === 0;
    })
    .sort((a, b) => a.rank - b.rank || compareDue(a.record, b.record) || a.index - b.index);
  const first = candidates[0];
  if (!first) return null;
  const { definition, index, state, record } = first;
  return { step: definition.key, position: index + 1, state, ...move(definition, state, record) };
}

function rank({ optional }: StepDefinition, state: StepState, passedBy: boolean): number {
  switch (state) {
    case 'overdue':
      return optional ? 3 : 0;
    case 'blocked':
      return 1;
    case 'needs-you':
    case 'rehearsed':
      return 2;
    case 'running':
      return 4;
    case 'waiting':
      return optional ? 6 : 5;
    case 'not-started':
      if (!optional) return 2;
      return passedBy ? 8 : 7;
    case 'done':
    case 'skipped':
      return 9;
  }
}

/** Only waits have a due date that orders them; what has none comes after those that have. */
function compareDue(a: StepRecord | undefined, b: StepRecord | undefined): number {
  if (a?.state !== 'waiting' || b?.state !== 'waiting') return 0;
  const [dueA, dueB] = [a, b].map(({ dueAt }) => (dueAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(dueAt)));
  return (dueA ?? 0) - (dueB ?? 0);
}

/** Who moves, until when, and what to do, for a step in a state. */
export function move(
  definition: StepDefinition,
  state: StepState,
  record: StepRecord | undefined,
): Pick<NextAction, 'mover' | 'due' | 'text'> {
  const wait = record ? waitOf(definition, record) : null;
  switch (state) {
    case 'waiting':
      return {
        mover: wait?.mover ?? 'vendor',
        due: record?.dueAt ?? null,
        text: `Wait for ${wait?.what ?? 'an answer'}.`,
      };
    case 'overdue':
      return {
        mover: 'operator',
        due: record?.dueAt ?? null,
        text: `Look whether it has come, else ask: the time for ${wait?.what ?? 'an answer'} is over.`,
      };
    case 'blocked':
      return { mover: 'operator', due: null, text: `Clear what blocks it: ${record?.reason ?? ''}` };
    case 'running':
      return { mover: 'aws', due: null, text: 'A job is at work on it.' };
    case 'needs-you':
      return {
        mover: 'operator',
        due: null,
        text: record?.waitingSince && definition.review ? definition.review : definition.lines[0],
      };
    case 'rehearsed':
      return {
        mover: 'operator',
        due: null,
        text: `It was only rehearsed in the sandbox. To set it up in AWS, end the rehearsal with: ${act('aws.end-rehearsal')}`,
      };
    case 'not-started':
      return {
        mover: 'operator',
        due: null,
        text: definition.optional ? `${definition.lines[0]} Or skip this optional step.` : definition.lines[0],
      };
    case 'done':
    case 'skipped':
      return { mover: 'operator', due: null, text: 'Nothing more to do.' };
  }
}
