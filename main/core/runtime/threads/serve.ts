import type { MessagePort } from 'node:worker_threads';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { JobControl } from '../../ledger/context.ts';
import { systemClock } from '../../time/clock.ts';
import type { Clock } from '../../time/clock.ts';
import type { Named } from '../procedure.ts';
import { startJobs } from './job-runner.ts';
import type { ThreadCall, ThreadData, ThreadReply, ThreadRequest } from './protocol.ts';
import type { Runner } from './runner.ts';
import { packError } from './thread-error.ts';
import { startWriter } from './writer-runner.ts';

/** How often progress is passed on at most. */
const PROGRESS_MS = 100;

/**
 * Opens the ledger in its role, and answers calls until it is told to stop.
 * @param port to whom calls
 * @param named gives what is called by a name
 */
export function serve(port: MessagePort, data: ThreadData, named: Named): void {
  const reply = (message: ThreadReply): void => port.postMessage(message);
  const clock: Clock = data.now === null ? systemClock : () => new Date(data.now ?? 0);
  let runner: Runner;
  try {
    runner = data.role === 'writer' ? startWriter(data, { clock, named, reply }) : startJobs(data, { clock, named });
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
  reply({ type: 'ready', afterUncleanExit: runner.afterUncleanExit });
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
