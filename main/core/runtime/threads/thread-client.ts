import type { MadeOperation, Progress } from '../../../../shared/contract/base.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { Thread } from '../start-thread.ts';
import type { ThreadReply, ThreadRequest } from './protocol.ts';
import { unpackError } from './thread-error.ts';

/** What a caller may give along with a call. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** What a thread says when it has opened the ledger. */
type Ready = Extract<ThreadReply, { type: 'ready' }>;

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
  onProgress: ((progress: Progress) => void) | undefined;
}

/** What a thread tells that nobody has asked for. */
export interface ThreadNews {
  changed(operation: MadeOperation): void;
  /** Today's copy of the ledger could not be made. */
  dailyCopyFailed(reason: string): void;
}

/** A ledger thread from outside: sends calls, gives back values, errors and progress. */
export class ThreadClient {
  readonly #worker: Thread;
  readonly #pending = new Map<number, Pending>();
  readonly #news: ThreadNews;
  readonly #ended: Promise<void>;
  #nextId = 1;
  #dead: Error | null = null;
  #started: { resolve(ready: Ready): void; reject(error: Error): void } | null = null;

  private constructor(worker: Thread, news: ThreadNews) {
    this.#news = news;
    this.#worker = worker;
    this.#worker.on('message', (reply: ThreadReply) => this.#receive(reply));
    this.#worker.on('error', (error) => this.#die(error instanceof Error ? error : new Error(String(error))));
    this.#ended = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#die(stopped());
        resolve();
      });
    });
  }

  /**
   * Waits until a thread that was just started has opened the ledger.
   * @throws AppError as `openWriter` does.
   */
  static async of(worker: Thread, news: ThreadNews): Promise<{ client: ThreadClient; ready: Ready }> {
    const client = new ThreadClient(worker, news);
    const ready = new Promise<Ready>((resolve, reject) => (client.#started = { resolve, reject }));
    return { client, ready: await ready };
  }

  /** Whether the thread has ended, or is told to; a dead one is replaced, not called. */
  get dead(): boolean {
    return this.#dead !== null;
  }

  /** Whether something is under way. */
  get busy(): boolean {
    return this.#pending.size > 0;
  }

  /**
   * Runs a function of the registry in the thread.
   * @throws AppError: what the function threw, CANCELLED, or CORE_STOPPED when the thread died.
   */
  call(name: string, input: unknown, options: CallOptions = {}): Promise<unknown> {
    if (this.#dead) return Promise.reject(this.#dead);
    if (options.signal?.aborted) return Promise.reject(new AppError('CANCELLED', 'Cancelled. Nothing was changed.'));
    const id = this.#nextId++;
    const cancel = new SharedArrayBuffer(4);
    const onAbort = (): void => {
      Atomics.store(new Int32Array(cancel), 0, 1);
    };
    options.signal?.addEventListener('abort', onAbort, { once: true });
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, onProgress: options.onProgress });
      this.#post({ type: 'call', id, name, input, cancel });
    }).finally(() => options.signal?.removeEventListener('abort', onAbort));
  }

  /** Lets the thread close the ledger and end, and takes no more calls; what is under way ends first. */
  async stop(): Promise<void> {
    if (!this.#dead) this.#post({ type: 'stop' });
    this.#dead ??= stopped();
    await this.#ended;
  }

  /** Ends the thread at once, whatever it does; what is under way fails. */
  kill(): void {
    this.#die(stopped());
    void this.#worker.terminate();
  }

  #post(request: ThreadRequest): void {
    this.#worker.postMessage(request);
  }

  #receive(reply: ThreadReply): void {
    if (reply.type === 'ready') this.#started?.resolve(reply);
    else if (reply.type === 'refused') this.#started?.reject(unpackError(reply.error));
    else if (reply.type === 'ended') this.#dead ??= stopped();
    else if (reply.type === 'changed') this.#news.changed(reply.operation);
    else if (reply.type === 'daily-copy-failed') this.#news.dailyCopyFailed(reply.reason);
    else if (reply.type === 'progress') this.#pending.get(reply.id)?.onProgress?.(reply.progress);
    else this.#settle(reply);
  }

  #settle(reply: Extract<ThreadReply, { type: 'done' | 'failed' }>): void {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (reply.type === 'done') pending?.resolve(reply.value);
    else pending?.reject(unpackError(reply.error));
  }

  #die(error: Error): void {
    this.#dead ??= error;
    this.#started?.reject(error);
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }
}

function stopped(): AppError {
  return new AppError(
    'CORE_STOPPED',
    `The ledger was closed while this was under way. See in the history whether it was done: ${act('history.list')}`,
  );
}
