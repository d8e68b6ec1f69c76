import { AppError } from '../../../../shared/domain/app-error.ts';

/** What a call ends with that was cancelled before its answer came. */
export function cancelled(cause?: unknown): AppError {
  return new AppError('CANCELLED', 'Cancelled. What was done until then stays.', {}, { cause });
}

/**
 * Waits for work, unless it is given up first: whoever cancels is not kept waiting by an answer that does not come. The work itself is to
 * end by the same signal.
 * @throws the signal's reason, and what the work throws
 */
export async function untilAborted<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  if (signal === undefined) return work();
  signal.throwIfAborted();
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Waits, unless it is given up first. @throws the signal's reason */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const passed = (): Promise<void> =>
    new Promise((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
  return untilAborted(signal, passed).finally(() => clearTimeout(timer));
}
