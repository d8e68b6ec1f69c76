import type { LedgerChange } from '../../../shared/contract/ledger.ts';
import type { Actor } from '../ledger/context.ts';
import type { Log } from '../log/log.ts';
import { withinLimits } from './limited-jobs.ts';
import type { JobLimits } from './procedure.ts';
import type { Thread } from './start-thread.ts';
import type { ThreadData } from './threads/protocol.ts';
import { ThreadClient } from './threads/thread-client.ts';
import type { CallOptions } from './threads/thread-client.ts';

type Role = ThreadData['role'];

/** After this long without work a job thread ends, because what it read stays in memory; a start takes a tenth of a second. */
export const JOBS_IDLE_MS = 2000;

/** The ledger's threads, each started when first needed and again when it has died. */
export class LedgerThreads {
  readonly actor: Actor;
  readonly #data: Omit<ThreadData, 'role'>;
  readonly #log: Log;
  readonly #open: (data: ThreadData) => Thread;
  readonly #onChanged: (change: LedgerChange) => void;
  readonly #running = new Map<Role, Promise<ThreadClient>>();
  /** Threads that are to end, and have not yet: one that holds the writer lock must have let it go before the next one starts. */
  readonly #ending = new Map<Role, Promise<void>>();
  #writer: ThreadClient | null = null;
  #unclean = false;
  readonly #idle = new Map<Role, NodeJS.Timeout>();

  /** @param options.open starts a thread; it has to serve what it is given, as runtime/threads/serve.ts does */
  constructor(
    options: Omit<ThreadData, 'role'> & { log: Log; open: (data: ThreadData) => Thread },
    onChanged: (change: LedgerChange) => void,
  ) {
    const { log, open, ...data } = options;
    this.#open = open;
    this.actor = data.actor;
    this.#data = data;
    this.#log = log;
    this.#onChanged = onChanged;
  }

  /** Whether the writer thread runs and so holds the lock. */
  get writing(): boolean {
    return this.#writer !== null && !this.#writer.dead;
  }

  /** Whether the ledger had been left by a program that did not close it. */
  get afterUncleanExit(): boolean {
    return this.#unclean;
  }

  /** Runs a function of the registry in a thread. @throws AppError as `ThreadClient` does. */
  async call(role: Role, name: string, input: unknown, options: CallOptions): Promise<unknown> {
    const client = await this.#get(role);
    // Between the line above and this one it may have been let go.
    if (client.dead) return this.call(role, name, input, options);
    try {
      return await client.call(name, input, options);
    } finally {
      if (role !== 'writer') this.#retireWhenIdle(role);
    }
  }

  /** Runs a job with limits, in a thread that other jobs do not wait for. @throws AppError as `call` does, or the limits' refusal. */
  limited(limits: JobLimits, name: string, input: unknown, options: CallOptions): Promise<unknown> {
    const call = (within: CallOptions): Promise<unknown> => this.call('limited', name, input, within);
    return withinLimits(limits, options, { call, kill: () => this.#kill('limited') });
  }

  /** Starts a thread unless it runs. @throws AppError as `openWriter` does. */
  async start(role: Role): Promise<void> {
    await this.#get(role);
  }

  /** Ends a thread that has nothing to do; a writer closes the ledger and lets the lock go. One that is at work is left alone. */
  async retire(role: Role): Promise<void> {
    const running = this.#running.get(role);
    if (!running) return;
    const client = await running;
    if (client.busy || this.#running.get(role) !== running) return;
    this.#running.delete(role);
    const ended = client.stop();
    this.#ending.set(role, ended);
    await ended;
    if (this.#ending.get(role) === ended) this.#ending.delete(role);
  }

  /** Stops all threads; the writer closes the ledger and lets the lock go. */
  async stop(): Promise<void> {
    for (const timer of this.#idle.values()) clearTimeout(timer);
    const running = [...this.#running.values()];
    this.#running.clear();
    this.#writer = null;
    // A thread that could not be started has told its caller so; there is nothing left of it to stop.
    const started = await Promise.allSettled(running);
    const stopping = started.flatMap((thread) => (thread.status === 'fulfilled' ? [thread.value.stop()] : []));
    await Promise.all([...stopping, ...this.#ending.values()]);
  }

  #retireWhenIdle(role: Role): void {
    clearTimeout(this.#idle.get(role));
    const timer = setTimeout(() => {
      // Nobody waits for it; a thread that could not be started is not there to be ended.
      this.retire(role).catch(() => undefined);
    }, JOBS_IDLE_MS);
    this.#idle.set(role, timer.unref());
  }

  #kill(role: Role): void {
    // As above.
    this.#running
      .get(role)
      ?.then((client) => client.kill())
      .catch(() => undefined);
  }

  async #get(role: Role): Promise<ThreadClient> {
    const running = this.#running.get(role);
    if (running) {
      const client = await running;
      if (!client.dead) return client;
      // Several callers may find the same thread dead: only the first of them replaces it.
      if (this.#running.get(role) !== running) return this.#get(role);
    }
    const started = this.#start(role);
    this.#running.set(role, started);
    started.catch(() => this.#running.delete(role));
    return started;
  }

  async #start(role: Role): Promise<ThreadClient> {
    await this.#ending.get(role);
    const { client, ready } = await ThreadClient.of(this.#open({ ...this.#data, role }), {
      changed: ({ id, touched }) => this.#onChanged({ operationId: id, touched }),
      dailyCopyFailed: (reason) =>
        this.#log.warn('ledger.daily-copy', `Today's copy of the ledger could not be made: ${reason}`),
    });
    if (role === 'writer') {
      this.#writer = client;
      this.#unclean = ready.afterUncleanExit;
      if (ready.afterUncleanExit) {
        this.#log.warn('ledger.unclean-exit', 'The last program did not close the ledger; it was checked.');
      }
    }
    return client;
  }
}
