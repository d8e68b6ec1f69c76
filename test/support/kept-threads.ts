import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { MessagePort, WorkerOptions } from 'node:worker_threads';
import type { Thread, ThreadName } from '../../main/core/runtime/start-thread.ts';
import type { ThreadData } from '../../main/core/runtime/threads/protocol.ts';
import { putNewLedger } from './new-ledger.ts';

/**
 * Stands in for main/core/runtime/start-thread.ts in tests. Threads run what was built, as in the product, because from the sources each start strips
 * the types of some hundred files anew. And a thread that has done its work is kept and used again: its start, most of which is loading the same
 * modules, took a third of the tests' time. What a start is given, what it sends, and how it ends are the same; one that fails or that is
 * ended before it is done really ends.
 */
const idle: Record<string, Worker[]> = ((globalThis as Record<symbol, unknown>)[Symbol.for('kept threads')] ??=
  {}) as Record<string, Worker[]>;

/** More than tests of one file use side by side would only take memory. */
const KEPT = 4;

/** As startThread of the product. */
export function startThread(_beside: string, name: ThreadName, options: WorkerOptions): Thread {
  const data = options.workerData as Partial<ThreadData>;
  if (data.role === 'writer' && data.ledgerPath !== undefined) putNewLedger(data.ledgerPath);
  // A thread stays in the time zone in which it was started.
  const kind = JSON.stringify([name, options.resourceLimits, process.env['TZ']]);
  const module = pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'main', `${name}.js`)).href;
  const free = (idle[kind] ??= []);
  const settings = { ...options, workerData: undefined };
  const worker = free.pop() ?? new Worker(join(import.meta.dirname, 'kept-thread.mjs'), settings);
  const use = new Use(worker, { module, data });
  void use.ended.then((done) => {
    if (done && free.length < KEPT) free.push(worker);
    else void worker.terminate();
  });
  // It has what callers use, apart from what `on` gives back.
  return use as unknown as Thread;
}

/** One use of a thread; to who uses it, it is a thread. */
class Use extends EventEmitter {
  /** Whether the thread is done, and free for another one. */
  readonly ended: Promise<boolean>;
  readonly #worker: Worker;
  readonly #port: MessagePort;
  #end: (done: boolean) => void = () => undefined;
  #closed = false;
  #free = false;

  constructor(worker: Worker, start: { module: string; data: unknown }) {
    super();
    const { port1, port2 } = new MessageChannel();
    const free = new MessageChannel();
    this.ended = new Promise((resolve) => (this.#end = resolve));
    this.#worker = worker;
    this.#port = port1;
    port1.on('message', (message: unknown) => this.emit('message', message));
    port1.on('close', () => {
      this.#closed = true;
      if (this.#free) this.#leave(true);
    });
    free.port1.once('message', () => {
      this.#free = true;
      if (this.#closed) this.#leave(true);
    });
    worker.on('error', (error) => {
      this.#hearAll();
      this.emit('error', error);
    });
    worker.on('exit', () => this.#leave(false));
    worker.ref();
    worker.postMessage({ ...start, environment: { ...process.env }, port: port2, free: free.port2 }, [
      port2,
      free.port2,
    ]);
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }

  /** One that has said all may be about to close its port. */
  async terminate(): Promise<void> {
    const late = setTimeout(() => void this.#worker.terminate(), 250);
    await this.ended;
    clearTimeout(late);
  }

  #leave(done: boolean): void {
    this.#hearAll();
    this.#worker.removeAllListeners();
    this.#worker.unref();
    this.#end(done);
    this.emit('exit');
  }

  /** What was sent before the end is heard before it. (Node crashes where a closed port is asked.) */
  #hearAll(): void {
    if (this.#closed) return;
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port))
      this.emit('message', next.message as unknown);
  }
}
