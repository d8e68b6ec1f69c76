import type { DemoStatus } from '../../shared/contract/demo.ts';
import type { Client } from '../../shared/contract/client.ts';
import { toFailure } from './failure.ts';
import { useSession } from './session.ts';
import type { Session } from './session.ts';
import { useRead } from './use-read.ts';

/** The way into the demo and back. */
export interface Demo {
  /** Null until it is known. */
  readonly status: DemoStatus | null;
  /** Shows the demo's ledger; makes the demo first where there is none, or where it is wanted anew. */
  readonly open: (how?: { anew: boolean }) => Promise<void>;
  /** Shows the own ledger again. */
  readonly leave: () => Promise<void>;
}

/** The demo, for all pages. Which ledger is shown then, every page finds out by the ledger's own changes. */
export function useDemo(): Demo {
  const session = useSession();
  const { data } = useRead(session.queries.demo.status.queryOptions());
  return { status: data, open: (how = { anew: false }) => openDemo(session, how), leave: () => leaveDemo(session) };
}

type Parts = Pick<Session, 'api' | 'jobs' | 'notices'>;

async function openDemo(parts: Parts, how: { anew: boolean }): Promise<void> {
  await outsideOfWork(parts, async (client) => {
    await parts.jobs.run('Making the demo', (signal) => client.demo.open(how, { signal }));
  });
}

async function leaveDemo(parts: Parts): Promise<void> {
  await outsideOfWork(parts, async (client) => {
    await client.demo.leave();
  });
}

/** Goes to another ledger only while nothing is under way in this one: its end would be told of in the other. */
async function outsideOfWork({ api, jobs, notices }: Parts, run: (client: Client) => Promise<void>): Promise<void> {
  const [job] = jobs.store.getState().jobs;
  if (job) {
    notices.show({ kind: 'warning', text: `Wait for its end or cancel it first: ${job.title}.` });
    return;
  }
  try {
    const { client } = await api.connected();
    await run(client);
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code !== 'CANCELLED') notices.fail(failure);
  }
}
