import type { HistoryFilter } from '../../../shared/contract/history.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { ReadContext } from '../ledger/context.ts';
import { pendingUndo } from '../ledger/undo.ts';
import type { EventRow, OperationRow, OperationWhere } from './repo.ts';
import { eventsOfEntity, eventsOfOperation, operationById, operationCount, operationsBefore, people } from './repo.ts';

/** One operation of the history. */
export interface Operation {
  id: number;
  kind: 'do' | 'undo' | 'redo' | 'observation';
  command: string;
  label: string;
  mpaId: string | null;
  targetId: number | null;
  state: 'done' | 'undone' | 'discarded';
  who: string;
  host: string;
  at: string;
  changes: number;
}

type Json = Record<string, unknown>;

/** One change of one row: which fields changed from what to what, by whom, and what cell of what file it came from. */
export interface Change {
  id: number;
  operationId: number;
  label: string;
  command: string;
  kind: 'do' | 'undo' | 'redo' | 'observation';
  who: string;
  host: string;
  at: string;
  entity: string;
  key: string;
  what: 'added' | 'changed' | 'removed';
  before: Json | null;
  after: Json | null;
  source: Json | null;
}

/** The entities whose history can be asked for, as their tables are named. */
export type HistoryEntity =
  | 'mpa'
  | 'account'
  | 'subset'
  | 'workflow'
  | 'end_customer'
  | 'assignment_rule'
  | 'enrolment_step'
  | 'ticket'
  | 'setting';

/** Operations, newest first, a page at a time. `before` is the last id of the page before. */
export function listOperations(
  { db }: ReadContext,
  input: HistoryFilter & { before: number | null; limit: number },
): Operation[] {
  const before = input.before ?? Number.MAX_SAFE_INTEGER;
  return operationsBefore.all(db, { ...toWhere(input), before, limit: input.limit }).map(toOperation);
}

/** How many operations there are of those that are asked for. */
export function countOperations({ db }: ReadContext, input: HistoryFilter): { operations: number } {
  return operationCount.get(db, toWhere(input)) ?? { operations: 0 };
}

/** Everybody who has changed something, by name. */
export function listPeople({ db }: ReadContext): string[] {
  return people.all(db).map(({ who }) => who);
}

function toWhere({ mpaId, who, area, standing, from, to, since, text }: HistoryFilter): OperationWhere {
  const wanted = text?.trim() ?? '';
  return { mpaId, who, area, standing, from, to, since, text: wanted === '' ? null : wanted };
}

/** One operation with a page of its changes. @throws AppError NOT_FOUND. */
export function getOperation(
  { db }: ReadContext,
  input: { id: number; after: number; limit: number },
): { operation: Operation; changes: Change[] } {
  const row = operationById.get(db, { id: input.id });
  if (!row) throw new AppError('NOT_FOUND', `There is no operation ${input.id} in the history.`, { id: input.id });
  const changes = eventsOfOperation.all(db, { operationId: input.id, after: input.after, limit: input.limit });
  return { operation: toOperation(row), changes: changes.map(toChange) };
}

/** The changes of one account, subset, workflow …, newest first. */
export function entityHistory(
  { db }: ReadContext,
  input: { entity: HistoryEntity; key: string; before: number | null; limit: number },
): Change[] {
  const { entity, key, limit } = input;
  return eventsOfEntity.all(db, { entity, key, limit, before: input.before ?? Number.MAX_SAFE_INTEGER }).map(toChange);
}

/** What undo and redo would do now; null where there is nothing. */
export function pendingReversals({ db }: ReadContext): {
  undo: { id: number; label: string } | null;
  redo: { id: number; label: string } | null;
} {
  const { undo, redo } = pendingUndo(db);
  const short = (row: typeof undo): { id: number; label: string } | null => row && { id: row.id, label: row.label };
  return { undo: short(undo), redo: short(redo) };
}

function toOperation(row: OperationRow): Operation {
  const { mpa_id: mpaId, target_id: targetId, ...rest } = row;
  return { ...rest, mpaId, targetId };
}

function toChange(row: EventRow): Change {
  const { operation_id: operationId, ...rest } = row;
  const what = row.before === null ? 'added' : row.after === null ? 'removed' : 'changed';
  return { ...rest, operationId, what, before: parse(row.before), after: parse(row.after), source: parse(row.source) };
}

function parse(text: string | null): Json | null {
  return text === null ? null : (JSON.parse(text) as Json);
}
