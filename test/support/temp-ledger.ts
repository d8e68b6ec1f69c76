import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { WriteContext } from '../../main/core/ledger/context.ts';
import { runOperation } from '../../main/core/ledger/operations.ts';
import type { OperationDone } from '../../main/core/ledger/operations.ts';
import type { WriteDb } from '../../main/core/ledger/sqlite.ts';
import type { Undone } from '../../main/core/ledger/undo.ts';
import { redoOperation, targetOf, undoOperation } from '../../main/core/ledger/undo.ts';
import { openLedger } from './open-ledger.ts';
import { tempFolder } from './temp-core.ts';

/** A ledger opened for writing in the test's own thread: for raw SQL, for content in bulk, and for many small operations. */
export interface TempLedger {
  path: string;
  db: WriteDb;
  /** Runs a function as one operation. */
  operate: <T>(run: (context: WriteContext) => T, command?: string) => OperationDone<T>;
  /** Runs SQL as one operation. */
  sql: (text: string) => void;
  undo: () => Undone;
  redo: () => Undone;
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
  const reverse = (kind: 'undo' | 'redo'): Undone => {
    const target = targetOf(db, kind);
    const run = kind === 'undo' ? undoOperation : redoOperation;
    return runOperation({ ...options, kind, command: `history.${kind}`, targetId: target.id }, run, target).result;
  };
  return {
    path,
    db,
    operate,
    sql: (text) => void operate((context) => context.db.exec(text)),
    undo: () => reverse('undo'),
    redo: () => reverse('redo'),
    close: closeOnce,
  };
}
