import { AppError } from '../../shared/domain/app-error.ts';
import type { Progress } from '../core/job.ts';
import type { Jobs, Reads, Writes } from '../core/registry.ts';
import type { Tasks } from '../core/tasks.ts';
import { assertUsablePath } from '../core/usable-path.ts';
import type { RpcContext } from './context.ts';
import { toRpcError } from './errors.ts';
import { Mailbox } from './mailbox.ts';

type InputOf<F> = F extends (context: never, input: infer I) => unknown ? I : never;
type OutputOf<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;

/** What oRPC calls a handler with, as far as we use it. */
interface Call<I> {
  input: I;
  context: RpcContext;
  signal?: AbortSignal | undefined;
}

/** The handler of a short read of the registry. */
export function read<K extends keyof Reads>(name: K) {
  return ({ input, context }: Call<InputOf<Reads[K]>>): Promise<OutputOf<Reads[K]>> => context.core.read(name, input);
}

/** The handler of a change. */
export function write<K extends keyof Writes>(name: K) {
  return ({ input, context, signal }: Call<InputOf<Writes[K]['run']>>): Promise<OutputOf<Writes[K]['run']>> =>
    context.core.write(name, input, { signal });
}

/** The handler of long reading work: progress as it comes, then the result. */
export function job<K extends keyof Jobs>(name: K) {
  return (call: Call<InputOf<Jobs[K]>>): AsyncGenerator<Progress, OutputOf<Jobs[K]>, void> =>
    stream(call, (options) => call.context.core.job(name, call.input, options));
}

/** The handler of a change that takes long: progress as it comes, then the result. */
export function longWrite<K extends keyof Writes>(name: K) {
  return (call: Call<InputOf<Writes[K]['run']>>): AsyncGenerator<Progress, OutputOf<Writes[K]['run']>, void> =>
    stream(call, (options) => call.context.core.write(name, call.input, options));
}

/**
 * The handler of work that waits for others: progress and the task's own events as they come, then the result.
 * @typeParam E the events, as the contract declares them; what the core tells is checked against it on the way out
 */
export function task<E, K extends keyof Tasks>(name: K) {
  return (call: Call<InputOf<Tasks[K]>>): AsyncGenerator<Progress | E, OutputOf<Tasks[K]>, void> =>
    stream<OutputOf<Tasks[K]>, E>(call, ({ signal, onProgress, onEvent }) =>
      // The contract's schema decides what an event is; a handler can't know more of it than that it is an object.
      call.context.core.task(name, call.input, { signal, onProgress, onEvent: (event) => onEvent(event as E) }),
    );
}

interface StreamOptions<E> {
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
  onEvent: (event: E) => void;
}

/** Runs something long as a stream; when the reader stops listening, the work is cancelled. */
export async function* stream<T, E = never>(
  { context, signal }: Call<unknown>,
  run: (options: StreamOptions<E>) => Promise<T>,
): AsyncGenerator<Progress | E, T, void> {
  const abort = new AbortController();
  const onAbort = (): void => abort.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) abort.abort();
  const box = new Mailbox<Progress | E>();
  const put = (event: Progress | E): void => box.put(event);
  const result = run({ signal: abort.signal, onProgress: put, onEvent: put }).finally(() => box.close());
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

/**
 * Refuses what names files of this computer to callers that may not, and names under which the system can keep no file to all.
 * @param path the file or the folder that is named
 * @throws AppError INVALID_INPUT.
 */
export function onThisComputer({ localFiles }: RpcContext, path: string): void {
  if (localFiles === true) return assertUsablePath(path);
  if (localFiles === false)
    throw new AppError('INVALID_INPUT', 'This can only be asked for on the computer itself, not from a page.');
  if (localFiles(path)) return assertUsablePath(path);
  throw new AppError(
    'INVALID_INPUT',
    'Choose this file or folder with its button: a page may only name what was chosen in a dialog, or dropped.',
    { path },
  );
}
