import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Changed } from '../../shared/contract/base.ts';
import type { Reverted } from '../../shared/contract/history.ts';
import type { WriteContext } from '../../main/core/ledger/context.ts';
import type { WriteDb } from '../../main/core/sqlite/sqlite.ts';
import { revertOperation } from '../../main/core/ledger/revert.ts';
import type { Undone } from '../../main/core/ledger/undo.ts';
import { redoLast, runReversal, undoLast, undoTo } from '../../main/core/ledger/undo.ts';
import { openLedger } from './open-ledger.ts';
import { tempFolder } from './temp-core.ts';

/** A ledger opened for writing in the test's own thread: for raw SQL, for content in bulk, and for many small operations. */
export interface TempLedger {
  path: string;
  db: WriteDb;
  /** Runs a function as one operation. */
  operate: <T>(run: (context: WriteContext) => T, command?: string) => Changed<T>;
  /** Runs SQL as one operation. */
  sql: (text: string) => void;
  undo: () => Undone;
  /** Takes back an operation and every newer one. */
  undoTo: (id: number) => Undone[];
  redo: () => Undone;
  /** Reverses one operation, or what of it can be. */
  revert: (id: number, rest?: boolean) => Changed<Reverted>;
  /** Lets the lock go, so that a core can open the ledger. Done by itself at the end of the test. */
  close: () => void;
}

/** Makes a ledger in a folder of the test's own, which is removed when the test ends. */
export function tempLedger(folder: string = tempFolder()): TempLedger {
  const path = join(folder, 'ledger.db');
  const { db, options, operate, close } = openLedger(path);
  let open = true;
  const closeOnce = (): void => {
    if (open) close();
    open = false;
  };
  onTestFinished(closeOnce);
  return {
    path,
    db,
    operate,
    sql: (text) => void operate((context) => context.db.exec(text)),
    undo: () => runReversal({ ...options, command: 'history.undo' }, undoLast, { expect: null }).value,
    undoTo: (id) => runReversal({ ...options, command: 'history.undoTo' }, undoTo, { id, expect: null }).value.undone,
    redo: () => runReversal({ ...options, command: 'history.redo' }, redoLast, { expect: null }).value,
    revert: (id, rest = false) =>
      operate((context) => revertOperation(context, { id, rest, revision: null }), 'history.revert'),
    close: closeOnce,
  };
}
