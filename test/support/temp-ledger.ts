import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Actor, WriteContext } from '../../main/core/ledger/context.ts';
import { openWriter } from '../../main/core/ledger/open-writer.ts';
import { runOperation } from '../../main/core/ledger/operations.ts';
import type { OperationDone, OperationOptions } from '../../main/core/ledger/operations.ts';
import type { WriteDb } from '../../main/core/ledger/sqlite.ts';
import type { Undone } from '../../main/core/ledger/undo.ts';
import { redoOperation, targetOf, undoOperation } from '../../main/core/ledger/undo.ts';
import { tempFolder } from './temp-core.ts';

const ACTOR: Actor = { who: 'tester', host: 'test' };
const clock = (): Date => new Date('2026-11-21T04:00:00.000Z');

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

/** An empty ledger as the program makes it. Making one takes three times as long as copying it. */
let empty: Uint8Array | undefined;

function putEmptyLedger(path: string): void {
  if (empty === undefined) {
    openWriter({ path, actor: ACTOR, clock, appVersion: '0.0.0-test' }).close();
    empty = readFileSync(path);
  } else writeFileSync(path, empty);
}

/** Makes a ledger in a folder of the test's own, which is removed when the test ends. */
export function tempLedger(folder: string = tempFolder()): TempLedger {
  const path = join(folder, 'ledger.db');
  if (!existsSync(path)) putEmptyLedger(path);
  const writer = openWriter({ path, actor: ACTOR, clock, appVersion: '0.0.0-test' });
  const { db } = writer;
  let open = true;
  const closeOnce = (): void => {
    if (open) writer.close();
    open = false;
  };
  onTestFinished(closeOnce);
  const control = { progress: () => undefined, checkCancelled: () => undefined };
  const options: OperationOptions = { db, clock, actor: ACTOR, ledgerPath: path, control, command: 'test' };
  const reverse = (kind: 'undo' | 'redo'): Undone => {
    const target = targetOf(db, kind);
    const run = kind === 'undo' ? undoOperation : redoOperation;
    return runOperation({ ...options, kind, command: `history.${kind}`, targetId: target.id }, run, target).result;
  };
  const operate = <T>(run: (context: WriteContext) => T, command = 'test'): OperationDone<T> =>
    runOperation({ ...options, command }, run, undefined);
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
