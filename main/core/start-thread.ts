import { Worker } from 'node:worker_threads';
import type { WorkerOptions } from 'node:worker_threads';

const SOURCES = {
  'ledger-thread': './threads/ledger-thread.ts',
  'read-thread': './spreadsheets/read-thread.ts',
} as const;

/** What callers use of a thread. */
export type Thread = Pick<Worker, 'on' | 'postMessage' | 'terminate'>;

/** Starts a thread of its own: from its source where sources run, else from the module beside all else that was built (ADR 15). */
export function startThread(name: keyof typeof SOURCES, options: WorkerOptions): Thread {
  const file = import.meta.url.endsWith('.ts') ? SOURCES[name] : `./${name}.js`;
  return new Worker(new URL(file, import.meta.url), options);
}
