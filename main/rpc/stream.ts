import type { TaskOptions } from '../core/core.ts';
import { toRpcError } from './errors.ts';
import { Mailbox } from './mailbox.ts';
import type { Call } from './run.ts';

/** Runs something long as a stream: progress and events as they come, then the result. When the reader stops listening, the work is cancelled. */
export async function* stream(
  call: Call,
  run: (call: Call, options: TaskOptions) => Promise<unknown>,
): AsyncGenerator<unknown, unknown, void> {
  const { context, signal } = call;
  const abort = new AbortController();
  const onAbort = (): void => abort.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) abort.abort();
  const box = new Mailbox<unknown>();
  const put = (event: unknown): void => box.put(event);
  const result = run(call, { signal: abort.signal, onProgress: put, onEvent: put }).finally(() => box.close());
  // Looked at below, after the stream; until then a failure must not count as unhandled.
  result.catch(() => undefined);
  try {
    yield* box;
    return await result;
  } catch (error) {
    throw toRpcError(error, context.log);
  } finally {
    abort.abort();
    signal?.removeEventListener('abort', onAbort);
  }
}
