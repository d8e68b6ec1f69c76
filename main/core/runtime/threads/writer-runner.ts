import type { Changed, Shown } from '../../../../shared/contract/base.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { JobControl, WriteContext } from '../../ledger/context.ts';
import { openWriter } from '../../ledger/open-writer.ts';
import type { OperationOptions } from '../../ledger/operations.ts';
import { runOperation, runUnrecorded } from '../../ledger/operations.ts';
import { runReversal } from '../../ledger/undo.ts';
import type { Reversals } from '../../ledger/undo.ts';
import { sqliteFile } from '../../sqlite/sqlite.ts';
import type { Clock } from '../../time/clock.ts';
import type { EditDefinition, Named, Reversal, WriteDefinition } from '../procedure.ts';
import { assertAsShown } from './as-shown.ts';
import type { ThreadData, ThreadReply } from './protocol.ts';
import type { Runner } from './runner.ts';

/** The writer: the one connection that changes the ledger. Every call is one operation. */
export function startWriter(
  data: ThreadData,
  { clock, named, reply }: { clock: Clock; named: Named; reply: (message: ThreadReply) => void },
): Runner {
  const { ledgerPath, actor, appVersion } = data;
  const writer = openWriter({ path: ledgerPath, actor, clock, appVersion });
  const { db } = writer;
  const told = (done: Changed<unknown>): Changed<unknown> => {
    if (done.operation !== null) reply({ type: 'changed', operation: done.operation });
    return done;
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
    const copyFailed = writer.keepDailyCopy();
    if (copyFailed !== null) reply({ type: 'daily-copy-failed', reason: copyFailed });
    const options: OperationOptions = { db, clock, actor, ledgerPath, control, command: name };
    const write = toWrite(named(name));
    if ('reverse' in write) return told(runReversal(options, write.reverse as Reverse, input));
    return told(write.journal ? runJournal(options, write, input) : runWrite(options, write, input));
  };
  const { afterUncleanExit } = writer;
  return { afterUncleanExit, run, close, ended: () => ended };
}

type Reverse = (reversals: Reversals, input: unknown) => unknown;

/** What the writer does for what implements a write: a plain function is all of its definition. */
export function toWrite(found: unknown): WriteDefinition | EditDefinition | Reversal {
  // The types of `Writes` keep other kinds of procedures from being asked for here.
  if (typeof found === 'function') return { run: found as WriteDefinition['run'] };
  return found as WriteDefinition | EditDefinition | Reversal;
}

/** Keeps a line of the journal: a transaction without an operation. */
function runJournal(options: OperationOptions, write: WriteDefinition, input: unknown): Changed<unknown> {
  const run = write.run as (context: WriteContext, input: unknown) => unknown;
  return { value: runUnrecorded(options, run, input), operation: null };
}

type Run = (context: WriteContext, input: unknown) => unknown;

/** What runs as the operation; of an edit after a look at what its form showed. */
function runOf(write: WriteDefinition | EditDefinition): Run {
  const run = write.run as Run;
  if (!('now' in write)) return run;
  const now = write.now as (context: WriteContext, input: unknown) => Readonly<Record<string, unknown>>;
  return (context, input) => {
    const { shown } = input as { shown?: Shown };
    if (shown !== undefined) assertAsShown(shown, now(context, input));
    return run(context, input);
  };
}

/** Attaches the scratch files a write reads from, outside its transaction, because SQLite can't do it inside one. */
function runWrite(
  options: OperationOptions,
  write: WriteDefinition | EditDefinition,
  input: unknown,
): Changed<unknown> {
  const run = runOf(write);
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
    return runOperation(options, run, input, write.observes ? 'observation' : 'do');
  } finally {
    for (const name of names) db.exec(`DETACH ${name}`);
  }
}
