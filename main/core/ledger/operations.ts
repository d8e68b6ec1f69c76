import { AppError } from '../../../shared/domain/app-error.ts';
import type { JobControl } from '../job.ts';
import type { Actor, Clock, WriteContext } from './context.ts';
import { nowText } from './context.ts';
import { sqliteCode } from './sqlite-errors.ts';
import { change, select } from './sqlite.ts';
import type { WriteDb } from './sqlite.ts';
import { ledgerFailure } from './way-back.ts';

/** What a finished operation was. */
export interface OperationDone<T> {
  result: T;
  /** Null when nothing changed: then no operation was kept. */
  operationId: number | null;
  /** The tables that changed. */
  entities: string[];
}

/** Everything an operation needs besides the function to run. */
export interface OperationOptions {
  db: WriteDb;
  clock: Clock;
  actor: Actor;
  ledgerPath: string;
  control: JobControl;
  /** The name of the write, as in the contract: 'subsets.merge'. */
  command: string;
  kind?: 'do' | 'undo' | 'redo';
  targetId?: number;
}

const insertOperation = change<{
  kind: string;
  command: string;
  targetId: number | null;
  who: string;
  host: string;
  at: string;
}>(`INSERT INTO operation (kind, command, label, target_id, who, host, at)
    VALUES (@kind, @command, @command, @targetId, @who, @host, @at)`);
const setCurrent = change<{ id: number }>(`INSERT INTO current_operation (id, operation_id) VALUES (1, @id)`);
const clearCurrent = change<void>(`DELETE FROM current_operation`);
const clearSources = change<void>(`DELETE FROM change_source`);
const describe = change<{ id: number; label: string; mpaId: string | null }>(
  `UPDATE operation SET label = @label, mpa_id = @mpaId WHERE id = @id`,
);
const changedEntities = select<{ id: number }, { entity: string }>(
  `SELECT DISTINCT entity FROM audit_event WHERE operation_id = @id`,
);
const discardUndone = change<void>(`UPDATE operation SET state = 'discarded' WHERE state = 'undone'`);

/**
 * Runs a function as one operation: one transaction, recorded by the audit triggers, undone as a whole.
 * An operation that changed nothing is not kept. A new operation ends what could be redone.
 * @throws whatever the function throws, with nothing changed; a broken database constraint as AppError CONFLICT.
 */
export function runOperation<I, T>(
  options: OperationOptions,
  run: (context: WriteContext, input: I) => T,
  input: I,
): OperationDone<T> {
  const { db } = options;
  let label = options.command;
  let mpaId: string | null = null;
  const context: WriteContext = {
    db,
    clock: options.clock,
    actor: options.actor,
    ledgerPath: options.ledgerPath,
    progress: (progress) => options.control.progress(progress),
    checkCancelled: () => options.control.checkCancelled(),
    label: (text) => (label = text),
    mpa: (id) => (mpaId = id),
  };
  begin(options);
  try {
    const operationId = open(options);
    const result = run(context, input);
    const entities = changedEntities.all(db, { id: operationId }).map(({ entity }) => entity);
    if (entities.length === 0) {
      db.exec('ROLLBACK');
      return { result, operationId: null, entities };
    }
    if ((options.kind ?? 'do') === 'do') discardUndone.run(db);
    describe.run(db, { id: operationId, label, mpaId });
    clearCurrent.run(db);
    clearSources.run(db);
    db.exec('COMMIT');
    return { result, operationId, entities };
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw toOperationError(error, options.ledgerPath);
  }
}

/**
 * Runs a function in a transaction that is no operation: for the journal of AWS runs, whose tables have no audit triggers. A
 * change of any other table is refused by its trigger.
 * @throws whatever the function throws, with nothing changed.
 */
export function runUnrecorded<I, T>(
  options: OperationOptions,
  run: (context: WriteContext, input: I) => T,
  input: I,
): T {
  const { db, clock, actor, ledgerPath, control } = options;
  begin(options);
  try {
    const nothing = (): void => undefined;
    const result = run({ db, clock, actor, ledgerPath, ...control, label: nothing, mpa: nothing }, input);
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw toOperationError(error, ledgerPath);
  }
}

function begin({ db, ledgerPath }: OperationOptions): void {
  try {
    db.exec('BEGIN IMMEDIATE');
  } catch (error) {
    throw ledgerFailure(error, ledgerPath);
  }
}

function open(options: OperationOptions): number {
  const { lastId } = insertOperation.run(options.db, {
    kind: options.kind ?? 'do',
    command: options.command,
    targetId: options.targetId ?? null,
    who: options.actor.who,
    host: options.actor.host,
    at: nowText(options.clock),
  });
  setCurrent.run(options.db, { id: lastId });
  return lastId;
}

/** A service checks before it changes; what still reaches a constraint is named, and nothing has changed. */
function toOperationError(error: unknown, path: string): unknown {
  const code = sqliteCode(error);
  if (!code?.startsWith('SQLITE_CONSTRAINT')) return ledgerFailure(error, path);
  const detail = error instanceof Error ? error.message : '';
  return new AppError(
    'CONFLICT',
    `The change would break a rule of the ledger (${detail}). Nothing was changed.`,
    { constraint: detail },
    { cause: error },
  );
}
