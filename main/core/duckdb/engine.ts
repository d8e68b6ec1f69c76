import { act } from '../../../shared/domain/action.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { EngineError } from './engine-error.ts';
import type {
  EngineFiles,
  EngineLimits,
  EngineLink,
  EngineRows,
  EngineValue,
  StartEngine,
  ToEngine,
} from './protocol.ts';

/** Queries over one set of files. */
export interface EngineDb {
  /**
   * @param values of `$name`
   * @throws EngineError what the engine says; AppError CANCELLED, ENGINE_STOPPED
   */
  run(sql: string, values?: Readonly<Record<string, EngineValue>>): Promise<EngineRows>;
}

/** What may be given along with a piece of work. */
export interface EngineOptions {
  readonly signal?: AbortSignal | undefined;
  /** How much of the lines that the running query reads it has read, in whole percent, 1 to 100; of a short query nothing is told. */
  readonly onProgress?: ((percent: number) => void) | undefined;
}

/** After how long without work the process is ended. */
const IDLE_MS = 60_000;
/** After how long without work it lets its files go: less than another program waits that wants to take one away, see removeFile. */
const REST_MS = 500;
/** How long a query that was told to stop may go on before its process is ended: it answers within 65 ms as a rule. */
const STOP_MS = 5000;

interface Asked {
  readonly resolve: (answer: EngineRows) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((percent: number) => void) | undefined;
}

/** A process that runs, with what it was asked. */
interface Running {
  readonly link: EngineLink;
  readonly asked: Map<number, Asked>;
  /** The files that its instance is open for. */
  open: string | null;
}

/** As a request is before it has its number. */
type Request = ToEngine extends infer M ? (M extends { id: number } ? Omit<M, 'id'> : never) : never;

/**
 * DuckDB in a process of its own: it is started when first asked for, does one piece of work after the other, and is ended when it had none for
 * a minute. Its death is an error of the work that it did, and of nothing else: the next one gets a new process.
 */
export class DuckdbEngine {
  readonly #start: StartEngine;
  #running: Running | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #nextId = 1;
  #idle: NodeJS.Timeout | undefined;
  #rest: NodeJS.Timeout | undefined;

  constructor(start: StartEngine) {
    this.#start = start;
  }

  /**
   * Does a piece of work over a set of files when those before it are done. An instance that is open for just these files to read is used again.
   * @throws what `work` throws, and what EngineDb.run throws
   */
  async use<T>(
    files: EngineFiles,
    limits: EngineLimits,
    work: (db: EngineDb) => Promise<T>,
    options: EngineOptions = {},
  ): Promise<T> {
    const before = this.#queue;
    const turn = before.then(() => this.#do(files, limits, work, options));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Lets every file go that an instance has open, when the work before is done: on Windows a file that is open can't be taken away. */
  async letGo(): Promise<void> {
    const turn = this.#queue.then(async () => {
      const running = this.#running;
      if (running === null || running.open === null) return;
      running.open = null;
      // Who waits for it need not have anything else that keeps the program alive.
      running.link.hold(true);
      await this.#ask(running, { type: 'close' }).finally(() => running.link.hold(false));
    });
    this.#queue = turn.catch(() => undefined);
    await turn;
  }

  /** Ends the process, whatever it does. */
  close(): void {
    this.#wake();
    this.#running?.link.end();
    this.#running = null;
  }

  async #do<T>(
    files: EngineFiles,
    limits: EngineLimits,
    work: (db: EngineDb) => Promise<T>,
    { signal, onProgress }: EngineOptions,
  ): Promise<T> {
    if (isAborted(signal)) throw cancelled();
    this.#wake();
    const running = (this.#running ??= await this.#begin());
    running.link.hold(true);
    const stop = (): void => this.#stop(running);
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const key = JSON.stringify([files, limits]);
      if (running.open !== key || files.write.length > 0) {
        running.open = null;
        await this.#ask(running, { type: 'open', files, limits });
        running.open = key;
      }
      return await work({
        run: async (sql, values = {}) => {
          if (isAborted(signal)) throw cancelled();
          return this.#ask(running, { type: 'run', sql, values }, onProgress);
        },
      });
    } catch (error) {
      // Whatever it says of a query that was told to stop.
      if (isAborted(signal)) throw cancelled();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
      running.link.hold(false);
      // One that has ended meanwhile has let go, too.
      this.#rest = setTimeout(() => void this.letGo().catch(() => undefined), REST_MS).unref();
      this.#idle = setTimeout(() => this.close(), IDLE_MS).unref();
    }
  }

  #wake(): void {
    clearTimeout(this.#idle);
    clearTimeout(this.#rest);
  }

  async #begin(): Promise<Running> {
    const link = await this.#start();
    const running: Running = { link, asked: new Map(), open: null };
    link.onMessage((message) => {
      const asked = running.asked.get(message.id);
      if (message.type === 'progress') return asked?.onProgress?.(message.percent);
      running.asked.delete(message.id);
      if (message.type === 'done') asked?.resolve(message.answer);
      else asked?.reject(new EngineError(message.message));
    });
    link.onEnd((how) => {
      if (this.#running === running) this.#running = null;
      for (const { reject } of running.asked.values()) reject(stopped(how));
      running.asked.clear();
    });
    return running;
  }

  #ask(running: Running, request: Request, onProgress?: (percent: number) => void): Promise<EngineRows> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      if (this.#running !== running) return reject(stopped('it was ended'));
      running.asked.set(id, { resolve, reject, onProgress });
      running.link.post({ ...request, id });
    });
  }

  /** Tells the query that runs to stop, and ends the process where it does not. */
  #stop(running: Running): void {
    running.link.post({ type: 'interrupt' });
    const [...asked] = running.asked.keys();
    setTimeout(() => {
      if (asked.some((id) => running.asked.has(id))) running.link.end();
    }, STOP_MS).unref();
  }
}

/** Asked anew each time: it changes meanwhile. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

function cancelled(): AppError {
  return new AppError('CANCELLED', 'Cancelled. Nothing was changed.');
}

function stopped(how: string): AppError {
  return new AppError(
    'ENGINE_STOPPED',
    `The process that reads cost data ended before it was done (${how}). Nothing was changed. Try again; where it ends again, give it less memory, this computer may have too little: ${act('cost-data.memory')}`,
    { how },
  );
}
