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
      if (!table) tables.set(event.entity, (table = rowWriter(db, event)));
      if (putBack(table, event) !== 1) throw disagreement(event, context.ledgerPath);
    }
    rows += events.length;
    before = last.id;
    context.progress({ what: 'Putting rows back', done: rows });
    context.checkCancelled();
  }
}

/** Puts one row back, where it is as the event left it; gives how many rows that was, one or none. */
function putBack(table: RowWriter, { before, after }: EventRow): number {
  if (before === null) return table.remove({ after });
  return after === null ? table.insert({ before }) : table.update({ before, after });
}

/** Another program has changed the ledger without its triggers; all that was put back is rolled back. */
function disagreement({ entity, key }: EventRow, path: string): AppError {
  return new AppError(
    'LEDGER_DAMAGED',
    `This can't be taken back: the ${entity.replaceAll('_', ' ')} ${key} is not as the history has it, so another program has changed the ledger. Nothing was changed.`,
    { path, entity, key },
  );
}

interface RowWriter {
  insert(row: { before: string }): number;
  update(row: { before: string; after: string | null }): number;
  remove(row: { after: string | null }): number;
}

/**
 * Statements that write the rows of a table from their JSON, those columns that the events have: later migrations may have
 * added others. Names of tables and columns come from our own triggers, never from outside.
 */
function rowWriter(db: WriteDb, { entity: table, before, after }: EventRow): RowWriter {
  const info = db.prepare(`SELECT name, pk FROM pragma_table_info(?)`).all(table) as { name: string; pk: number }[];
  const keys = info.filter(({ pk }) => pk > 0).map(({ name }) => name);
  const columns = Object.keys(JSON.parse(after ?? before ?? '{}') as object);
  const values = columns.filter((name) => !keys.includes(name));
  const field = (name: string, row: string): string => `json_extract(@${row}, '$.${name}')`;
  const isAsLeft = columns
    .map((name) => `${name} ${keys.includes(name) ? '=' : 'IS'} ${field(name, 'after')}`)
    .join(' AND ');
  const texts = {
    insert: `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map((name) => field(name, 'before')).join(', ')}`,
    update: `UPDATE ${table} SET ${values.map((name) => `${name} = ${field(name, 'before')}`).join(', ')} WHERE ${isAsLeft}`,
    remove: `DELETE FROM ${table} WHERE ${isAsLeft}`,
  };
  const run = (text: string) => (row: object) => prepare(db, text).run(row).changes;
  return { insert: run(texts.insert), update: run(texts.update), remove: run(texts.remove) };
}
