import { Worker } from 'node:worker_threads';
import type { WorkerOptions } from 'node:worker_threads';

/** What callers use of a thread. */
export type Thread = Pick<Worker, 'on' | 'postMessage' | 'terminate'>;

/** The modules that are threads. */
export type ThreadName = 'ledger-thread' | 'read-thread' | 'inspect-thread' | 'prove-thread';

/**
 * Starts a thread of its own: from its source where sources run, else from the module beside all else that was built (ADR 15).
 * @param beside the URL of the module that lies beside the thread's: the caller's `import.meta.url`
 */
export function startThread(beside: string, name: ThreadName, options: WorkerOptions): Thread {
  return new Worker(new URL(`./${name}${beside.endsWith('.ts') ? '.ts' : '.js'}`, beside), options);
}
