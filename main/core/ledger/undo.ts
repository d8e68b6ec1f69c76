import { AppError } from '../../../shared/domain/app-error.ts';
import type { WriteContext } from './context.ts';
import { change, prepare, select } from './sqlite.ts';
import type { ReadDb, WriteDb } from './sqlite.ts';

/** What was undone or redone. */
export interface Undone {
  operationId: number;
  label: string;
  command: string;
  at: string;
  /** How many rows were put back. */
  rows: number;
}

interface OperationRow {
  id: number;
  label: string;
  command: string;
  at: string;
  mpa_id: string | null;
}

interface EventRow {
  id: number;
  entity: string;
  key: string;
  before: string | null;
  after: string | null;
}

const nextToUndo = select<void, OperationRow>(
  `SELECT id, label, command, at, mpa_id FROM operation WHERE kind = 'do' AND state = 'done' ORDER BY id DESC LIMIT 1`,
);
const nextToRedo = select<void, OperationRow>(
  `SELECT id, label, command, at, mpa_id FROM operation WHERE kind = 'do' AND state = 'undone' ORDER BY id LIMIT 1`,
);
const lastApplication = select<{ id: number; kind: string }, { id: number }>(
  `SELECT max(id) AS id FROM operation WHERE (id = @id AND @kind = 'do') OR (target_id = @id AND kind = @kind)`,
);
const eventsBackwards = select<{ operationId: number; before: number; limit: number }, EventRow>(
  `SELECT id, entity, key, before, after FROM audit_event
   WHERE operation_id = @operationId AND id < @before ORDER BY id DESC LIMIT @limit`,
);
const setState = change<{ id: number; state: string }>(`UPDATE operation SET state = @state WHERE id = @id`);

/** What `undo` and `redo` would take back or bring back now; null where there is nothing. */
export function pendingUndo(db: ReadDb): { undo: OperationRow | null; redo: OperationRow | null } {
  return { undo: nextToUndo.get(db) ?? null, redo: nextToRedo.get(db) ?? null };
}

/**
 * The operation that an undo or a redo is about.
 * @throws AppError NOTHING_TO_UNDO or NOTHING_TO_REDO.
 */
export function targetOf(db: ReadDb, kind: 'undo' | 'redo'): OperationRow {
  const target = kind === 'undo' ? nextToUndo.get(db) : nextToRedo.get(db);
  if (target) return target;
  throw kind === 'undo'
    ? new AppError('NOTHING_TO_UNDO', 'There is nothing to undo.')
    : new AppError('NOTHING_TO_REDO', 'There is nothing to redo: nothing was undone since the last change.');
}

/**
 * Takes back the newest operation that stands: every row it touched gets its earlier value again, newest change first.
 * A redo takes back the undo in the same way. Both are operations themselves and appear in the history.
 */
export function undoOperation(context: WriteContext, target: OperationRow): Undone {
  return reverse(context, target, 'undo');
}

/** Brings back the operation that was undone last. */
export function redoOperation(context: WriteContext, target: OperationRow): Undone {
  return reverse(context, target, 'redo');
}

function reverse(context: WriteContext, target: OperationRow, kind: 'undo' | 'redo'): Undone {
  const { db } = context;
  // An undo reverses what was last applied: the operation itself, or its latest redo. A redo reverses the latest undo.
  const applied =
    kind === 'undo'
      ? (lastApplication.get(db, { id: target.id, kind: 'redo' })?.id ?? target.id)
      : lastApplication.get(db, { id: target.id, kind: 'undo' })?.id;
  if (!applied) throw new Error(`operation ${target.id} has no undo to reverse`);
  // Rows come back child before parent and parent before child alike; only the end has to hold together.
  db.pragma('defer_foreign_keys = ON');
  context.label(`${kind === 'undo' ? 'Undid' : 'Redid'}: ${target.label}`);
  if (target.mpa_id !== null) context.mpa(target.mpa_id);
  const rows = playBack(context, applied);
  setState.run(db, { id: target.id, state: kind === 'undo' ? 'undone' : 'done' });
  return { operationId: target.id, label: target.label, command: target.command, at: target.at, rows };
}

function playBack(context: WriteContext, operationId: number): number {
  const { db } = context;
  const tables = new Map<string, RowWriter>();
  let rows = 0;
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const events = eventsBackwards.all(db, { operationId, before, limit: 5000 });
    const last = events.at(-1);
    if (!last) return rows;
    for (const event of events) {
      let table = tables.get(event.entity);
      if (!table) tables.set(event.entity, (table = rowWriter(db, event.entity)));
      putBack(table, event);
    }
    rows += events.length;
    before = last.id;
    context.progress({ what: 'Putting rows back', done: rows });
    context.checkCancelled();
  }
}

/** Puts one row back; a row that is not as the event left it means the log and the ledger disagree, and all is rolled back. */
function putBack(table: RowWriter, event: EventRow): void {
  const done =
    event.before === null
      ? table.remove(event.after ?? '{}')
      : event.after === null
        ? table.insert(event.before)
        : table.update(event.before);
  if (done !== 1) throw new Error(`the row ${event.entity} ${event.key} is not as the history has it`);
}

interface RowWriter {
  insert(row: string): number;
  update(row: string): number;
  remove(row: string): number;
}

/** Statements that write a whole row of a table from its JSON. The table name comes from our own triggers, never from outside. */
function rowWriter(db: WriteDb, table: string): RowWriter {
  const info = db.prepare(`SELECT name, pk FROM pragma_table_info(?)`).all(table) as { name: string; pk: number }[];
  const field = (name: string): string => `json_extract(@row, '$.${name}')`;
  const keys = info.filter(({ pk }) => pk > 0).map(({ name }) => name);
  const values = info.filter(({ pk }) => pk === 0).map(({ name }) => name);
  const where = keys.map((name) => `${name} = ${field(name)}`).join(' AND ');
  const columns = [...keys, ...values];
  const texts = {
    insert: `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map(field).join(', ')}`,
    update: `UPDATE ${table} SET ${values.map((name) => `${name} = ${field(name)}`).join(', ')} WHERE ${where}`,
    remove: `DELETE FROM ${table} WHERE ${where}`,
  };
  const run = (text: string) => (row: string) => prepare(db, text).run({ row }).changes;
  return { insert: run(texts.insert), update: run(texts.update), remove: run(texts.remove) };
}
