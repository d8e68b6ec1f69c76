import { Worker } from 'node:worker_threads';
import type { WorkerOptions } from 'node:worker_threads';

/** What callers use of a thread. */
export type Thread = Pick<Worker, 'on' | 'postMessage' | 'terminate'>;

/**
 * Starts a thread of its own: from its source where sources run, else from the module beside all else that was built (ADR 15).
 * @param beside the URL of the module that lies beside the thread's: the caller's `import.meta.url`
 */
export function startThread(beside: string, name: 'ledger-thread' | 'read-thread', options: WorkerOptions): Thread {
  return new Worker(new URL(`./${name}${beside.endsWith('.ts') ? '.ts' : '.js'}`, beside), options);
}
