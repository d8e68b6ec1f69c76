import type { Changed } from '../../../shared/contract/base.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { sqliteCode } from '../sqlite/sqlite-errors.ts';
import { change, select } from '../sqlite/sqlite.ts';
import type { WriteDb } from '../sqlite/sqlite.ts';
import { nowText } from '../time/clock.ts';
import type { Clock } from '../time/clock.ts';
import type { Actor, JobControl, WriteContext } from './context.ts';
import { hiddenInInput } from './hidden-input.ts';
import { seal } from './seals.ts';
import { overwriteWhatGoes, wipeTraces } from './secrets.ts';
import { ledgerFailure } from './way-back.ts';

/** Everything an operation needs besides the function to run. */
export interface OperationOptions {
  db: WriteDb;
  clock: Clock;
  actor: Actor;
  ledgerPath: string;
  control: JobControl;
  /** The name of the write, as in the contract: 'subsets.merge'. */
  command: string;
}

/** That an operation takes back or brings back another one. */
export interface Reversing {
  kind: 'undo' | 'redo';
  targetId: number;
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

/** An operation that takes nothing back: what a person did, or what was seen in AWS. */
export type OwnKind = 'do' | 'observation';

/**
 * Runs a function as one operation: one transaction, recorded by the audit triggers, undone as a whole.
 * An operation that changed nothing is not kept. A new one ends what could be redone; an observation does not, and undo passes it by.
 * @throws whatever the function throws, with nothing changed; a broken database constraint as AppError CONFLICT.
 */
export function runOperation<I, T>(
  options: OperationOptions,
  run: (context: WriteContext, input: I) => T,
  input: I,
  kind: OwnKind = 'do',
): Changed<T> {
  return inTransaction(
    options,
    () => record(options, (context) => run(context, input), { kind }, hiddenInInput(input)),
    ({ operation }) => operation !== null,
  );
}

/**
 * Records what a function changes as an operation of the transaction that is open. One that takes back or brings back another is kept
 * also where no row had to be changed, because what it took back counts as taken back.
 * @param known what a person should be told besides what the function says
 */
export function record<T>(
  options: OperationOptions,
  run: (context: WriteContext) => T,
  how: { kind: OwnKind } | Reversing,
  known: readonly string[] = [],
): Changed<T> {
  const { db } = options;
  const said = [...known];
  let label = options.command;
  let mpaId: string | null = null;
  const id = open(options, how);
  const value = run({
    ...contextOf(options),
    label: (text) => (label = text),
    mpa: (of) => (mpaId = of),
    warn: (sentence) => said.push(sentence),
  });
  const warnings = said.length === 0 ? {} : { warnings: said };
  const touched = changedEntities.all(db, { id }).map(({ entity }) => entity);
  clearCurrent.run(db);
  clearSources.run(db);
  if (touched.length === 0 && !('targetId' in how)) return { value, operation: null, ...warnings };
  if (how.kind === 'do') discardUndone.run(db);
  describe.run(db, { id, label, mpaId });
  return { value, operation: { id, label, touched }, ...warnings };
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
  const nothing = (): void => undefined;
  return inTransaction(options, () =>
    run({ ...contextOf(options), label: nothing, mpa: nothing, warn: nothing }, input),
  );
}

/**
 * Runs a function in a transaction: all or nothing.
 * @param isKept whether what it did is kept; all unless said
 * @throws what it throws, as a person can act on it
 */
export function inTransaction<T>(
  options: Pick<OperationOptions, 'db' | 'ledgerPath'>,
  run: () => T,
  isKept: (result: T) => boolean = () => true,
): T {
  const { db, ledgerPath } = options;
  begin(options);
  try {
    const result = run();
    const kept = isKept(result);
    if (kept) seal(db);
    db.exec(kept ? 'COMMIT' : 'ROLLBACK');
    wipeTraces(db);
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw toOperationError(error, ledgerPath);
  }
}

function contextOf({
  db,
  clock,
  actor,
  ledgerPath,
  control,
}: OperationOptions): Omit<WriteContext, 'label' | 'mpa' | 'warn'> {
  return {
    db,
    clock,
    actor,
    ledgerPath,
    progress: (progress) => control.progress(progress),
    checkCancelled: () => control.checkCancelled(),
  };
}

function begin({ db, ledgerPath }: Pick<OperationOptions, 'db' | 'ledgerPath'>): void {
  try {
    overwriteWhatGoes(db);
    db.exec('BEGIN IMMEDIATE');
  } catch (error) {
    throw ledgerFailure(error, ledgerPath);
  }
}

function open(options: OperationOptions, how: { kind: OwnKind } | Reversing): number {
  const { lastId } = insertOperation.run(options.db, {
    kind: how.kind,
    command: options.command,
    targetId: 'targetId' in how ? how.targetId : null,
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
