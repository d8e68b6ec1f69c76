import { AppError } from '../../../shared/domain/app-error.ts';
import type { JobControl } from '../job.ts';
import type { Clock, WriteContext } from '../ledger/context.ts';
import { openWriter } from '../ledger/open-writer.ts';
import { sqliteFile } from '../ledger/sqlite.ts';
import type { OperationDone, OperationOptions } from '../ledger/operations.ts';
import { runOperation, runUnrecorded } from '../ledger/operations.ts';
import { redoOperation, targetOf, undoOperation } from '../ledger/undo.ts';
import { WRITES } from '../registry.ts';
import type { WriteDefinition } from '../registry.ts';
import type { Runner } from './ledger-thread.ts';
import type { ThreadData, ThreadReply } from './protocol.ts';

/** The writer: the one connection that changes the ledger. Every call is one operation. */
export function startWriter(data: ThreadData, clock: Clock, reply: (message: ThreadReply) => void): Runner {
  const { ledgerPath, actor, appVersion } = data;
  const writer = openWriter({ path: ledgerPath, actor, clock, appVersion });
  const { db } = writer;
  const finish = <T>(done: OperationDone<T>): T => {
    if (done.operationId !== null) {
      reply({ type: 'changed', operationId: done.operationId, entities: done.entities });
    }
    return done.result;
  };
  let ended = false;
  const close = (): void => {
    if (!ended) writer.close();
    ended = true;
  };
  const run = (name: string, input: unknown, control: JobControl): unknown => {
    if (!writer.isInPlace()) {
      close();
      throw new AppError(
        'LEDGER_IO',
        `The ledger file was moved, deleted or replaced while it was open: ${ledgerPath}. Nothing was changed. Look at what is there now, then do it again.`,
        { path: ledgerPath },
      );
    }
    const options: OperationOptions = { db, clock, actor, ledgerPath, control, command: name };
    if (name === 'history.undo' || name === 'history.redo') {
      const kind = name === 'history.undo' ? 'undo' : 'redo';
      const target = targetOf(db, kind);
      const reverse = kind === 'undo' ? undoOperation : redoOperation;
      return finish(runOperation({ ...options, kind, targetId: target.id }, reverse, target));
    }
    const write = writeOf(name);
    return finish(write.journal ? runJournal(options, write, input) : runWrite(options, write, input));
  };
  const { afterUncleanExit, dailyCopyFailed } = writer;
  return { afterUncleanExit, dailyCopyFailed, run, close, ended: () => ended };
}

function writeOf(name: string): WriteDefinition {
  const write = (WRITES as Readonly<Record<string, WriteDefinition>>)[name];
  if (!write) throw new Error(`there is no write named ${name}`);
  return write;
}

/** Keeps a line of the journal: a transaction without an operation. */
function runJournal(options: OperationOptions, write: WriteDefinition, input: unknown): OperationDone<unknown> {
  const run = write.run as (context: WriteContext, input: unknown) => unknown;
  return { result: runUnrecorded(options, run, input), operationId: null, entities: [] };
}

/** Attaches the scratch files a write reads from, outside its transaction, because SQLite can't do it inside one. */
function runWrite(options: OperationOptions, write: WriteDefinition, input: unknown): OperationDone<unknown> {
  const run = write.run as (context: WriteContext, input: unknown) => unknown;
  const attached = Object.entries(
    (write.attach as ((input: unknown) => Record<string, string>) | undefined)?.(input) ?? {},
  );
  const { db } = options;
  const names: string[] = [];
  try {
    for (const [name, path] of attached) {
      db.prepare(`ATTACH ? AS ${name}`).run(sqliteFile(path));
      names.push(name);
    }
    return runOperation(options, run, input);
  } finally {
    for (const name of names) db.exec(`DETACH ${name}`);
  }
}
