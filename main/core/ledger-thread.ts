/** Entry of the ledger's threads: the writer and the job thread run the procedures of procedures.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { procedureNamed } from './procedures.ts';
import type { ThreadData } from './runtime/threads/protocol.ts';
import { serve as serveLedger } from './runtime/threads/serve.ts';

/** Serves the ledger to who calls. */
export function serve(port: MessagePort, data: ThreadData): void {
  serveLedger(port, data, procedureNamed);
}

// Started by the core, with what it serves; tests import it, and start it again and again.
if (parentPort !== null && workerData !== undefined) serve(parentPort, workerData as ThreadData);
