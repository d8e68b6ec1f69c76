import type { Changed } from '../../shared/contract/base.ts';
import type { Actor, WriteContext } from '../../main/core/ledger/context.ts';
import { openWriter } from '../../main/core/ledger/open-writer.ts';
import { runOperation } from '../../main/core/ledger/operations.ts';
import type { OperationOptions } from '../../main/core/ledger/operations.ts';
import type { WriteDb } from '../../main/core/sqlite/sqlite.ts';
import { putNewLedger } from './new-ledger.ts';

const ACTOR: Actor = { who: 'tester', host: 'test' };
const clock = (): Date => new Date('2026-11-21T04:00:00.000Z');

/** A ledger that is open for writing in the caller's own thread. */
export interface OpenLedger {
  readonly db: WriteDb;
  /** What an operation of it is run with. */
  readonly options: OperationOptions;
  /** Runs a function as one operation. */
  operate<T>(run: (context: WriteContext) => T, command?: string): Changed<T>;
  /** Lets the lock go, so that a core can open the ledger. */
  close(): void;
}

/** Opens a ledger for writing, and makes it where there is none. @param path its file */
export function openLedger(path: string): OpenLedger {
  putNewLedger(path);
  const writer = openWriter({ path, actor: ACTOR, clock, appVersion: '0.0.0-test' });
  const control = { progress: () => undefined, checkCancelled: () => undefined };
  const options = { db: writer.db, clock, actor: ACTOR, ledgerPath: path, control, command: 'test' };
  return {
    db: writer.db,
    options,
    operate: (run, command = 'test') => runOperation({ ...options, command }, run, undefined),
    close: () => writer.close(),
  };
}
