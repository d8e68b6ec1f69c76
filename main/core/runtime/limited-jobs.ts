import type { JobLimits, LimitedJob } from './procedure.ts';
import type { CallOptions } from './threads/thread-client.ts';

/** So long a job has to end by itself and tidy up, after it was told to. */
const GRACE_MS = 5_000;

/** Whether a job has limits, and so runs in a thread that may be killed. */
export function isLimited(job: unknown): job is LimitedJob {
  return typeof job === 'object' && job !== null && 'limits' in job;
}

/**
 * Makes a call within limits: when the time is over it is cancelled, and where it does not end by that, its thread is.
 * @param call makes it, with options by which it can be cancelled
 * @param kill ends its thread
 * @throws AppError the refusal of the limits, or what the call throws
 */
export async function withinLimits<T>(
  { ms, refusal }: JobLimits,
  options: CallOptions,
  { call, kill }: { call: (options: CallOptions) => Promise<T>; kill: () => void },
): Promise<T> {
  const over = new AbortController();
  const { signal } = options;
  const either = signal === undefined ? over.signal : AbortSignal.any([signal, over.signal]);
  const cancelling = setTimeout(() => over.abort(), ms);
  const killing = setTimeout(kill, ms + GRACE_MS);
  try {
    return await call({ ...options, signal: either });
  } catch (error) {
    if (over.signal.aborted && signal?.aborted !== true) throw refusal('ms');
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      throw refusal('memoryMb');
    throw error;
  } finally {
    clearTimeout(cancelling);
    clearTimeout(killing);
  }
}
