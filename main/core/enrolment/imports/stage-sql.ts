import { prepare } from '../../sqlite/sqlite.ts';
import type { ReadDb, SqlParams } from '../../sqlite/sqlite.ts';

/**
 * Statements over a stage: its own tables (staged_row, row_…, plan_…, decision, missing_account) together with the ledger's. Table names are
 * nowhere the same, so one text serves both the stage's connection, to which the ledger is attached, and the writer's, to which
 * the stage is. They are kept apart from the ledger's statements, which must prepare against a ledger alone.
 */
const defined = new Set<string>();

/** Every statement over a stage that the loaded modules have defined, for the test that prepares them all. */
export function definedStageStatements(): readonly string[] {
  return [...defined];
}

export interface StageQuery<P, R> {
  all(db: ReadDb, ...params: P extends void ? [] : [P]): R[];
  get(db: ReadDb, ...params: P extends void ? [] : [P]): R | undefined;
  iterate(db: ReadDb, ...params: P extends void ? [] : [P]): IterableIterator<R>;
}

/** A statement that reads. */
export function query<P extends SqlParams | void, R>(text: string): StageQuery<P, R> {
  defined.add(text);
  return {
    all: (db, ...params) => prepare(db, text).all(...params) as R[],
    get: (db, ...params) => prepare(db, text).get(...params) as R | undefined,
    iterate: (db, ...params) => prepare(db, text).iterate(...params) as IterableIterator<R>,
  };
}

/** A statement that changes rows of the stage, or of the ledger from the stage; gives how many. */
export function step<P extends SqlParams | void>(
  text: string,
): (db: ReadDb, ...params: P extends void ? [] : [P]) => number {
  defined.add(text);
  return (db, ...params) => prepare(db, text).run(...params).changes;
}

/** Inserts one row whose values are given in the order of the columns. */
export type Insertion<V extends readonly unknown[]> = (db: ReadDb, values: V) => void;

/** A statement that inserts one row by position: the fastest way in. */
export function insertion<V extends readonly unknown[]>(text: string): Insertion<V> {
  defined.add(text);
  return (db, values) => {
    prepare(db, text).run(...values);
  };
}
