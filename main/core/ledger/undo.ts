import type { Changed, MadeOperation } from '../../../shared/contract/base.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { change, select } from '../sqlite/sqlite.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';
import type { WriteContext } from './context.ts';
import { inTransaction, record } from './operations.ts';
import type { OperationOptions } from './operations.ts';
import { playBackPastObservations } from './observed.ts';
import { disagreement, lastApplied, lastUndoOf } from './play-back.ts';

/** What was undone or redone. */
export interface Undone {
  operationId: number;
  label: string;
  command: string;
  /** The payer account that it belongs to; null where it belongs to none. */
  mpaId: string | null;
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

const nextToUndo = select<void, OperationRow>(
  `SELECT id, label, command, at, mpa_id FROM operation WHERE kind = 'do' AND state = 'done' ORDER BY id DESC LIMIT 1`,
);
const standingSince = select<{ id: number }, OperationRow>(
  `SELECT id, label, command, at, mpa_id FROM operation WHERE kind = 'do' AND state = 'done' AND id >= @id ORDER BY id DESC`,
);
const nextToRedo = select<void, OperationRow>(
  `SELECT id, label, command, at, mpa_id FROM operation WHERE kind = 'do' AND state = 'undone' ORDER BY id LIMIT 1`,
);
const setState = change<{ id: number; state: string }>(`UPDATE operation SET state = @state WHERE id = @id`);

/** What `undo` and `redo` would take back or bring back now; null where there is nothing. */
export function pendingUndo(db: ReadDb): { undo: OperationRow | null; redo: OperationRow | null } {
  return { undo: nextToUndo.get(db) ?? null, redo: nextToRedo.get(db) ?? null };
}

/** What a reversal is done with: each step is an operation of its own, all of them in one transaction. */
export interface Reversals {
  readonly db: ReadDb;
  /** Takes back, or brings back, one operation. */
  step(kind: 'undo' | 'redo', target: OperationRow): Undone;
}

/**
 * Takes back the newest operation that stands: every row it touched gets its earlier value again, newest change first.
 * @param expect that one and no other
 * @throws AppError NOTHING_TO_UNDO; CONFLICT where another one is the newest.
 */
export function undoLast(reversals: Reversals, { expect }: { expect: number | null }): Undone {
  const target = nextToUndo.get(reversals.db);
  if (!target) throw new AppError('NOTHING_TO_UNDO', 'There is nothing to undo.');
  assertExpected(target, expect);
  return reversals.step('undo', target);
}

/**
 * Takes back an operation, and before it every newer one that stands, the newest first. Each can be brought back by itself.
 * @param expect the newest of them: those that stand are taken back in their order, so it tells all of them
 * @throws AppError NOT_FOUND where it does not stand; CONFLICT where another one is the newest.
 */
export function undoTo(
  reversals: Reversals,
  { id, expect }: { id: number; expect: number | null },
): { undone: Undone[] } {
  const targets = standingSince.all(reversals.db, { id });
  const newest = targets[0];
  if (newest === undefined || targets.at(-1)?.id !== id) {
    throw new AppError('NOT_FOUND', `Change ${id} can't be taken back: it is not in force.`, { id });
  }
  assertExpected(newest, expect);
  return { undone: targets.map((target) => reversals.step('undo', target)) };
}

/**
 * Brings back the operation that was undone last.
 * @param expect that one and no other
 * @throws AppError NOTHING_TO_REDO; CONFLICT where another one was undone last.
 */
export function redoLast(reversals: Reversals, { expect }: { expect: number | null }): Undone {
  const target = nextToRedo.get(reversals.db);
  if (!target) {
    throw new AppError('NOTHING_TO_REDO', 'There is nothing to redo: nothing was undone since the last change.');
  }
  if (expect !== null && expect !== target.id) {
    throw new AppError(
      'CONFLICT',
      `Something else was taken back since: ${target.label}. Nothing was brought back. See the history.`,
      { operation: target.id, label: target.label },
    );
  }
  return reversals.step('redo', target);
}

/** @throws AppError CONFLICT where the newest change is another one than a person was shown. */
function assertExpected({ id, label }: OperationRow, expect: number | null): void {
  if (expect === null || expect === id) return;
  throw new AppError(
    'CONFLICT',
    `Something else was changed since: ${label}. Nothing was taken back. See the history.`,
    {
      operation: id,
      label,
    },
  );
}

/** Reverses as the writer does it: a redo takes back the undo in the same way; both appear in the history. */
export function runReversal<I, T>(
  options: OperationOptions,
  reverse: (reversals: Reversals, input: I) => T,
  input: I,
): Changed<T> {
  const { db } = options;
  const made: MadeOperation[] = [];
  const step: Reversals['step'] = (kind, target) => {
    const done = record(options, (context) => reverseOne(context, target, kind), { kind, targetId: target.id });
    if (done.operation !== null) made.push(done.operation);
    return done.value;
  };
  const value = inTransaction(
    options,
    () => reverse({ db, step }, input),
    () => made.length > 0,
  );
  const last = made.at(-1);
  if (!last) return { value, operation: null };
  return { value, operation: { ...last, touched: [...new Set(made.flatMap(({ touched }) => touched))] } };
}

function reverseOne(context: WriteContext, target: OperationRow, kind: 'undo' | 'redo'): Undone {
  const { db } = context;
  const applied = kind === 'undo' ? lastApplied(db, target.id) : lastUndoOf(db, target.id);
  // Rows come back child before parent and parent before child alike; only the end has to hold together.
  db.pragma('defer_foreign_keys = ON');
  context.label(`${kind === 'undo' ? 'Undid' : 'Redid'}: ${target.label}`);
  if (target.mpa_id !== null) context.mpa(target.mpa_id);
  const rows = playBackPastObservations(context, applied, (event) => {
    throw disagreement(event, context.ledgerPath);
  });
  setState.run(db, { id: target.id, state: kind === 'undo' ? 'undone' : 'done' });
  return {
    operationId: target.id,
    label: target.label,
    command: target.command,
    mpaId: target.mpa_id,
    at: target.at,
    rows,
  };
}
