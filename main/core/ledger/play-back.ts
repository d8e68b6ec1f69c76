import { AppError } from '../../../shared/domain/app-error.ts';
import { prepare, select } from '../sqlite/sqlite.ts';
import type { ReadDb, WriteDb } from '../sqlite/sqlite.ts';
import type { WriteContext } from './context.ts';

/** One change of one row as the audit has it: the whole row before and after as JSON, null where there was or is none. */
export interface EventRow {
  id: number;
  entity: string;
  key: string;
  before: string | null;
  after: string | null;
}

const lastOfKind = select<{ id: number; kind: string }, { id: number | null }>(
  `SELECT max(id) AS id FROM operation WHERE target_id = @id AND kind = @kind`,
);
const eventsBackwards = select<{ operationId: number; before: number; limit: number }, EventRow>(
  `SELECT id, entity, key, before, after FROM audit_event
   WHERE operation_id = @operationId AND id < @before ORDER BY id DESC LIMIT @limit`,
);

/** The operation whose events say what an operation that stands has done: its latest redo, or itself. */
export function lastApplied(db: ReadDb, id: number): number {
  return lastOfKind.get(db, { id, kind: 'redo' })?.id ?? id;
}

/** The latest undo of an operation. @throws Error where there is none: a fault of the program. */
export function lastUndoOf(db: ReadDb, id: number): number {
  const undo = lastOfKind.get(db, { id, kind: 'undo' })?.id ?? null;
  if (undo === null) throw new Error(`operation ${id} has no undo to reverse`);
  return undo;
}

/**
 * Goes through what an operation changed, newest change first.
 * @param put puts one row back, or leaves it
 * @returns how many changes there are
 * @throws what `put` throws; AppError CANCELLED
 */
export function playBack(
  context: WriteContext,
  operationId: number,
  put: (table: RowWriter, event: EventRow) => void,
): number {
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
      put(table, event);
    }
    rows += events.length;
    before = last.id;
    context.progress({ what: 'Putting rows back', done: rows });
    context.checkCancelled();
  }
}

/** Puts one row back, where it is as the event left it; gives how many rows that was, one or none. */
export function putBack(table: RowWriter, { before, after }: EventRow): number {
  if (before === null) return table.remove({ after });
  return after === null ? table.insert({ before }) : table.update({ before, after });
}

/** Another program has changed the ledger without its triggers; all that was put back is rolled back. */
export function disagreement({ entity, key }: Pick<EventRow, 'entity' | 'key'>, path: string): AppError {
  return new AppError(
    'LEDGER_DAMAGED',
    `This can't be taken back: the ${entity.replaceAll('_', ' ')} ${key} is not as the history has it, so another program has changed the ledger. Nothing was changed.`,
    { path, entity, key },
  );
}

interface ColumnRow {
  name: string;
  pk: number;
  needed: number;
  /** The schema's default, as SQL. */
  filled: string | null;
}

/** Writes the rows of one table; each gives how many rows it has written. */
export interface RowWriter {
  insert(row: { before: string }): number;
  update(row: { before: string; after: string | null }): number;
  remove(row: { after: string | null }): number;
  /** Puts back those values that are as they were left, whatever the others are. */
  merge(row: { before: string; after: string }): number;
  /** A row of which no value has been given yet: its key, and what the schema fills in. What has to be given is as it was left. */
  untouched(after: string): string;
}

/**
 * Statements that write the rows of a table from their JSON, those columns that the events have: later migrations may have
 * added others. Names of tables and columns come from our own triggers, never from outside.
 */
export function rowWriter(db: WriteDb, { entity: table, before, after }: Omit<EventRow, 'id' | 'key'>): RowWriter {
  const info = db
    .prepare(`SELECT name, pk, "notnull" AS needed, dflt_value AS filled FROM pragma_table_info(?)`)
    .all(table) as ColumnRow[];
  const keys = info.filter(({ pk }) => pk > 0).map(({ name }) => name);
  const columns = Object.keys(JSON.parse(after ?? before ?? '{}') as object);
  const values = columns.filter((name) => !keys.includes(name));
  const field = (name: string, row: string): string => `json_extract(@${row}, '$.${name}')`;
  const isAsLeft = columns
    .map((name) => `${name} ${keys.includes(name) ? '=' : 'IS'} ${field(name, 'after')}`)
    .join(' AND ');
  const isRow = keys.map((name) => `${name} = ${field(name, 'after')}`).join(' AND ');
  const given = ({ pk, needed, filled }: ColumnRow): boolean => pk > 0 || (needed === 1 && filled === null);
  const filled = info
    .filter(({ name }) => columns.includes(name))
    .map((column) => `'${column.name}', ${given(column) ? field(column.name, 'after') : (column.filled ?? 'NULL')}`);
  const texts = {
    insert: `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map((name) => field(name, 'before')).join(', ')}`,
    update: `UPDATE ${table} SET ${values.map((name) => `${name} = ${field(name, 'before')}`).join(', ')} WHERE ${isAsLeft}`,
    remove: `DELETE FROM ${table} WHERE ${isAsLeft}`,
    merge: `UPDATE ${table} SET ${values.map((name) => `${name} = iif(${name} IS ${field(name, 'after')}, ${field(name, 'before')}, ${name})`).join(', ')} WHERE ${isRow}`,
    untouched: `SELECT json_object(${filled.join(', ')}) AS image`,
  };
  const run = (text: string) => (row: object) => prepare(db, text).run(row).changes;
  return {
    insert: run(texts.insert),
    update: run(texts.update),
    remove: run(texts.remove),
    merge: run(texts.merge),
    untouched: (left) => (prepare(db, texts.untouched).get({ after: left }) as { image: string }).image,
  };
}
