import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { JobControl } from '../job.ts';
import type { Clock } from '../ledger/context.ts';
import { packError } from './thread-error.ts';
import type { ThreadCall, ThreadData, ThreadReply, ThreadRequest } from './protocol.ts';
import { startJobs } from './job-runner.ts';
import { startWriter } from './writer-runner.ts';
import { systemClock } from '../system-time.ts';

/** What a role of the thread can do: run a call, and end. */
export interface Runner {
  afterUncleanExit: boolean;
  /** Why today's copy of the ledger could not be made. */
  dailyCopyFailed: string | null;
  run(name: string, input: unknown, control: JobControl): unknown;
  close(): void;
  /** Whether it has closed by itself: then the thread ends, and the next call starts another one. */
  ended(): boolean;
}

/** How often progress is passed on at most. */
const PROGRESS_MS = 100;

/** Opens the ledger in its role, and answers calls until it is told to stop. @param port to whom calls */
export function serve(port: MessagePort, data: ThreadData): void {
  const reply = (message: ThreadReply): void => port.postMessage(message);
  const clock: Clock = data.now === null ? systemClock : () => new Date(data.now ?? 0);
  let runner: Runner;
  try {
    runner = data.role === 'writer' ? startWriter(data, clock, reply) : startJobs(data, clock);
  } catch (error) {
    reply({ type: 'refused', error: packError(error) });
    return;
  }
  port.on('message', (request: ThreadRequest) => {
    if (request.type === 'stop') {
      runner.close();
      port.close();
      return;
    }
    void answer(runner, request, reply).then(() => {
      if (runner.ended()) port.close();
    });
  });
  const { afterUncleanExit, dailyCopyFailed } = runner;
  reply({ type: 'ready', afterUncleanExit, dailyCopyFailed });
}

async function answer(runner: Runner, call: ThreadCall, reply: (message: ThreadReply) => void): Promise<void> {
  try {
    const value = await runner.run(call.name, call.input, controlOf(call, reply));
    reply({ type: 'done', id: call.id, value });
  } catch (error) {
    if (runner.ended()) reply({ type: 'ended' });
    reply({ type: 'failed', id: call.id, error: packError(error) });
  }
}

function controlOf(call: ThreadCall, reply: (message: ThreadReply) => void): JobControl {
  const cancelled = new Int32Array(call.cancel);
  let last = -Infinity;
  return {
    progress: (progress) => {
      const now = performance.now();
      if (now - last < PROGRESS_MS) return;
      last = now;
      reply({ type: 'progress', id: call.id, progress });
    },
    checkCancelled: () => {
      if (Atomics.load(cancelled, 0) === 1) throw new AppError('CANCELLED', 'Cancelled. Nothing was changed.');
    },
  };
}

// Started by ThreadClient, with what it serves; tests import it, and start it again and again.
if (parentPort !== null && workerData !== undefined) serve(parentPort, workerData as ThreadData);
