import type { OverviewRow, Procedure, Step } from '../../../../shared/contract/steps.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import {
  isClosed,
  isOverdue,
  move,
  nextAction,
  openBefore,
  stepState,
  waitOf,
} from '../../../../shared/domain/procedure.ts';
import type { StepRecord } from '../../../../shared/domain/procedure.ts';
import { SCENARIOS } from '../../../../shared/domain/scenario.ts';
import type { ScenarioKey } from '../../../../shared/domain/scenario.ts';
import type { StepDefinition, StepKey, StepState } from '../../../../shared/domain/step.ts';
import type { TicketState } from '../../../../shared/domain/ticket.ts';
import type { OpenTicketRow, StepRow } from './repo.ts';

/** What the views need of a payer account. */
export interface MpaHead {
  id: AccountId;
  name: string;
  scenario: ScenarioKey;
  spotOrgId: string | null;
}

/** The procedure of a payer account from its rows; rows of steps that its scenario does not have are left aside. */
export function toProcedure(
  mpa: MpaHead,
  rows: readonly StepRow[],
  now: string,
  tickets: readonly OpenTicketRow[],
): Procedure {
  const { name: scenarioName, steps } = SCENARIOS[mpa.scenario];
  const byStep = new Map(rows.map((row) => [row.step, row]));
  const states = statesOf(mpa.scenario, rows, now);
  const next = nextAction(steps, toRecords(mpa.scenario, rows), now);
  return {
    mpaId: mpa.id,
    name: mpa.name,
    scenario: mpa.scenario,
    scenarioName,
    closed: [...states.values()].filter(isClosed).length,
    total: steps.length,
    next: next && { ...next, name: steps[next.position - 1]?.name ?? next.step },
    steps: steps.map((definition, index) => ({
      ...toStep(mpa, definition, byStep.get(definition.key), now),
      position: index + 1,
      openTickets: tickets.filter(({ kind }) => kind === definition.ticket?.kind).map(toOpenTicket),
      openBefore: isClosed(states.get(definition.key)) ? [] : openBefore(steps, states, definition.key),
    })),
  };
}

function toOpenTicket({ id, state, ticketNumber }: OpenTicketRow): Step['openTickets'][number] {
  // The CHECK of the column allows no other.
  return { id, state: state as TicketState, ticketNumber };
}

/** A payer account's row of the overview. */
export function toOverviewRow(mpa: MpaHead, rows: readonly StepRow[], now: string): OverviewRow {
  const { steps: _steps, ...row } = toProcedure(mpa, rows, now, []);
  const waits = SCENARIOS[mpa.scenario].steps.flatMap((definition) => {
    const record = toRecords(mpa.scenario, rows).find(({ step }) => step === definition.key);
    if (record?.state !== 'waiting' || record.waitingSince === null) return [];
    const { what, mover } = waitOf(definition, record);
    const { waitingSince: since, dueAt: due } = record;
    return [{ step: definition.key, name: definition.name, what, mover, since, due, overdue: isOverdue(due, now) }];
  });
  return { ...row, waits: waits.sort((a, b) => dueTime(a.due) - dueTime(b.due)) };
}

/** Orders the overview: overdue, the operator's move, jobs, waits by their end, what is finished. Equal ones stay as they are. */
export function compareOverview(a: OverviewRow, b: OverviewRow): number {
  return urgency(a) - urgency(b) || dueTime(a.next?.due ?? null) - dueTime(b.next?.due ?? null);
}

function urgency({ next }: OverviewRow): number {
  if (!next) return 4;
  if (next.state === 'overdue') return 0;
  if (next.state === 'waiting') return 3;
  return next.state === 'running' ? 2 : 1;
}

function dueTime(due: string | null): number {
  return due === null ? Number.MAX_SAFE_INTEGER : Date.parse(due);
}

/** The state of each of a scenario's steps; one that was never touched is not started. */
export function statesOf(scenario: ScenarioKey, rows: readonly StepRow[], now: string): Map<StepKey, StepState> {
  const records = new Map(toRecords(scenario, rows).map((record) => [record.step, record]));
  return new Map(SCENARIOS[scenario].steps.map(({ key }) => [key, stepState(records.get(key), now)]));
}

/** What a row has as evidence. */
export function evidenceOf(row: Pick<StepRow, 'evidence'>): Record<string, string> {
  // Only putStep's callers write the column, and they write texts.
  return JSON.parse(row.evidence) as Record<string, string>;
}

function toRecords(scenario: ScenarioKey, rows: readonly StepRow[]): StepRecord[] {
  const byStep = new Map(rows.map((row) => [row.step, row]));
  return SCENARIOS[scenario].steps.flatMap(({ key }) => {
    const row = byStep.get(key);
    return row ? [toRecord(key, row)] : [];
  });
}

function toRecord(step: StepKey, row: StepRow): StepRecord {
  // The CHECK of the column allows these states only; `rehearsed` comes from withRehearsal.
  const state = row.state as StepRecord['state'];
  return { step, state, waitingSince: row.waiting_since, dueAt: row.due_at, reason: row.reason };
}

/** Evidence that is a field of the payer account, as it is there; nothing of what is not known there. */
function evidenceOfMpa(mpa: MpaHead, { evidence }: StepDefinition): Record<string, string> {
  return Object.fromEntries(
    evidence.flatMap(({ key, ofMpa }) => {
      const value = ofMpa === undefined ? null : mpa[ofMpa];
      return value === null ? [] : [[key, value]];
    }),
  );
}

function toStep(
  mpa: MpaHead,
  definition: StepDefinition,
  row: StepRow | undefined,
  now: string,
): Omit<Step, 'position' | 'openBefore' | 'openTickets'> {
  const { key, name, reference, lines, optional, movers, waits, evidence, ticket } = definition;
  const record = row && toRecord(key, row);
  const state = stepState(record, now);
  const { mover, text } = move(definition, state, record);
  const closed = isClosed(state);
  const waitingFor = record?.state === 'waiting' ? waitOf(definition, record).what : null;
  return {
    key,
    name,
    reference,
    lines: [...lines],
    optional,
    movers: [...movers],
    state,
    mover: closed ? null : mover,
    action: closed ? null : text,
    startedAt: row?.started_at ?? null,
    endedAt: row?.ended_at ?? null,
    waitingSince: row?.waiting_since ?? null,
    due: waitingFor === null ? null : (row?.due_at ?? null),
    waitingFor,
    // While it waits, the column says for what.
    reason: waitingFor === null ? (row?.reason ?? '') : '',
    note: row?.note ?? '',
    evidence: { ...(row && evidenceOf(row)), ...evidenceOfMpa(mpa, definition) },
    evidenceFields: evidence.map(({ key: name, label, toldBy }) => ({ key: name, label, asked: toldBy === undefined })),
    waits: [...waits],
    ticket,
  };
}
