import type { JobContext, JobControl } from '../../ledger/context.ts';
import { openReader } from '../../ledger/open-writer.ts';
import { ledgerFailure } from '../../ledger/way-back.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import type { Clock } from '../../time/clock.ts';
import type { Named } from '../procedure.ts';
import type { ThreadData } from './protocol.ts';
import type { Runner } from './runner.ts';

type Run = (context: JobContext, input: unknown) => unknown;

/** The job threads: long work that reads the ledger, each job on a connection and a snapshot of its own. */
export function startJobs(data: ThreadData, { clock, named }: { clock: Clock; named: Named }): Runner {
  const run = async (name: string, input: unknown, control: JobControl): Promise<unknown> => {
    const found = named(name) as Run | { readonly run: Run };
    const job = typeof found === 'function' ? found : found.run;
    const db = openReader(data.ledgerPath);
    try {
      return await withSnapshot(db, () =>
        job({ db, clock, ledgerPath: data.ledgerPath, actor: data.actor, ...control }, input),
      );
    } catch (error) {
      throw ledgerFailure(error, data.ledgerPath);
    } finally {
      db.close();
    }
  };
  return { afterUncleanExit: false, run, close: () => undefined, ended: () => false };
}

/** One read transaction around all that a job reads, so that what it puts out is of one moment. */
async function withSnapshot<T>(db: ReadDb, run: () => T): Promise<Awaited<T>> {
  db.exec('BEGIN');
  try {
    return await run();
  } finally {
    if (db.inTransaction) db.exec('COMMIT');
  }
}
