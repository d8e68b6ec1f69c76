import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '../../../shared/domain/app-error.ts';
import { withinLimits } from './limited-jobs.ts';
import type { JobLimits } from './procedure.ts';

const LIMITS: JobLimits = { ms: 60_000, memoryMb: 64, refusal: (limit) => new AppError('FILE_TOO_LARGE', limit) };
const cancelled = (): AppError => new AppError('CANCELLED', 'Cancelled.');

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A call that only ends when it is told to, by its signal or by the end of its thread; `log` has what it was told. */
function start(endsBy: 'signal' | 'kill', signal?: AbortSignal): { log: string[]; made: Promise<unknown> } {
  const log: string[] = [];
  let fail: (error: Error) => void = () => undefined;
  const made = withinLimits(LIMITS, signal === undefined ? {} : { signal }, {
    call: (options) =>
      new Promise((_resolve, reject) => {
        fail = reject;
        options.signal?.addEventListener('abort', () => {
          log.push('cancelled');
          if (endsBy === 'signal') reject(cancelled());
        });
      }),
    kill: () => {
      log.push('killed');
      fail(new AppError('CORE_STOPPED', 'Stopped.'));
    },
  }).catch((error: unknown) => error);
  return { log, made };
}

test('when its time is over a job is cancelled, and refused by its own words', async () => {
  const { log, made } = start('signal');
  await vi.advanceTimersByTimeAsync(59_999);
  expect(log).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(await made).toMatchObject({ code: 'FILE_TOO_LARGE', message: 'ms' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(log).toEqual(['cancelled']);
});

test('the thread of a job that does not end by that is killed', async () => {
  const { log, made } = start('kill');
  await vi.advanceTimersByTimeAsync(65_000);
  expect(await made).toMatchObject({ code: 'FILE_TOO_LARGE', message: 'ms' });
  expect(log).toEqual(['cancelled', 'killed']);
});

test('who cancels a job is told so, not that it was too large', async () => {
  const cancel = new AbortController();
  const { made } = start('signal', cancel.signal);
  cancel.abort();
  expect(await made).toMatchObject({ code: 'CANCELLED' });
});

test('a thread that ran out of memory is refused by the words of its limits, any other failure is told as it is', async () => {
  const failing = (error: Error): Promise<unknown> =>
    withinLimits(LIMITS, {}, { call: () => Promise.reject(error), kill: () => undefined });
  const outOfMemory = Object.assign(new Error('out of memory'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
  await expect(failing(outOfMemory)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE', message: 'memoryMb' });
  await expect(failing(cancelled())).rejects.toMatchObject({ code: 'CANCELLED' });
});
