/** Entry of the thread that looks through a backup: it is ended where that takes too long. */
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { inspectBackup } from './ledger/inspect.ts';
import { packError } from './runtime/threads/thread-error.ts';
import type { ThreadError } from './runtime/threads/protocol.ts';

/** What the thread is started with. */
export interface InspectData {
  path: string;
}

/** What it says at its end: null where the backup is sound. */
export type Inspected = ThreadError | null;

/** Looks through the backup, and says what is wrong with it. */
export function serve(port: MessagePort, { path }: InspectData): void {
  try {
    inspectBackup(path);
    port.postMessage(null satisfies Inspected);
  } catch (error) {
    port.postMessage(packError(error) satisfies Inspected);
  } finally {
    port.close();
  }
}

// Started by the core, with what it looks at; tests import it, and start it again and again.
if (parentPort !== null && workerData !== undefined) serve(parentPort, workerData as InspectData);
