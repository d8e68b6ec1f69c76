import { AppError } from '../../../shared/domain/app-error.ts';
import { startThread } from '../runtime/start-thread.ts';
import type { Thread } from '../runtime/start-thread.ts';
import { DEFAULT_LIMITS, tooLarge } from './limits.ts';
import type { ThreadData, ThreadMessage } from './read-thread.ts';
import type { ReadOptions, TableEvent, TableSource } from './table.ts';
import { unpackRows } from './wire.ts';

export type { EncodingDoubt } from './csv/doubtful-encoding.ts';
export type { ReadOptions, SheetInfo, TableEvent, TableInfo, TableSource } from './table.ts';

/** Batches that may wait for the caller: enough that neither side idles, little to hold. */
const CREDITS = 3;

/**
 * Reads an .xlsx file, a .csv or other delimited text file, or pasted text, in a thread of its own with bounded memory, so that no
 * file can block or kill the caller. What the file is, is told by its content. The thread stops when the caller stops
 * iterating or aborts, and waits while the caller is busy: the caller never holds more than a few thousand rows.
 * @returns `info` first, then the sheets; see TableEvent
 * @throws AppError FILE_* (with the remedy), SHEET_NOT_FOUND (data.sheets has the names there are), CANCELLED
 */
export async function* readTable(
  source: TableSource,
  options: ReadOptions = {},
): AsyncGenerator<TableEvent, void, undefined> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  if (options.signal?.aborted === true) throw cancelled();
  const data: ThreadData = {
    job: {
      source,
      sheets: options.sheets ?? null,
      knownHeaders: options.knownHeaders ?? [],
      encoding: options.encoding ?? null,
      ownHeadings: options.ownHeadings ?? [],
      limits,
    },
    credits: CREDITS,
  };
  const worker = startThread(import.meta.url, 'read-thread', {
    workerData: data,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
  });
  const inbox = new Inbox(worker, limits.silenceMs, options.signal);
  try {
    for (;;) {
      const message = await inbox.next();
      if (message.type === 'done') return;
      if (message.type === 'error') throw new AppError(message.code, message.message, message.data);
      if (message.type === 'event') {
        yield message.event;
      } else {
        yield { type: 'rows', sheet: message.sheet, rows: unpackRows(message.packed) };
        worker.postMessage('credit');
      }
    }
  } finally {
    inbox.close();
    await worker.terminate();
  }
}

function cancelled(): AppError {
  return new AppError('CANCELLED', 'Reading the file was cancelled. Nothing was changed.');
}

/** The messages of a thread, in order; ends with the error that ended the thread. */
class Inbox {
  readonly #messages: ThreadMessage[] = [];
  #failure: AppError | undefined;
  #waiting: { resolve(message: ThreadMessage): void; reject(error: AppError): void } | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #silenceMs: number;
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort = (): void => this.#fail(cancelled());

  constructor(worker: Thread, silenceMs: number, signal: AbortSignal | undefined) {
    this.#silenceMs = silenceMs;
    this.#signal = signal;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    worker.on('message', (message: ThreadMessage) => this.#take(message));
    worker.on('error', (error) => this.#fail(threadError(error)));
    worker.on('exit', () =>
      this.#fail(
        new AppError(
          'INTERNAL',
          'The reading of the file stopped by itself. Try again, and report it if it happens again.',
        ),
      ),
    );
  }

  /** @throws AppError when the thread has ended without more messages, was aborted, or is silent for too long. */
  next(): Promise<ThreadMessage> {
    // what the caller aborted is over at once, whatever is still in the queue
    if (this.#signal?.aborted === true) return Promise.reject(cancelled());
    const message = this.#messages.shift();
    if (message !== undefined) return Promise.resolve(message);
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#timer = setTimeout(
        () =>
          this.#fail(tooLarge('silenceMs', 'takes too long to read. Remove what is not needed, or save it as .csv.')),
        this.#silenceMs,
      );
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
    // the thread's exit after this is expected
    this.#failure ??= cancelled();
  }

  #take(message: ThreadMessage): void {
    const waiting = this.#settle();
    if (waiting === undefined) this.#messages.push(message);
    else waiting.resolve(message);
  }

  #fail(error: AppError): void {
    this.#failure ??= error;
    this.#settle()?.reject(this.#failure);
  }

  #settle(): { resolve(message: ThreadMessage): void; reject(error: AppError): void } | undefined {
    clearTimeout(this.#timer);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }
}

function threadError(error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return tooLarge(
      'memoryMb',
      'needs more memory than reading a table should. Remove sheets and columns that are not needed, or save it as .csv.',
    );
  }
  const detail = error instanceof Error ? error.message : String(error);
  return new AppError(
    'INTERNAL',
    'Reading the file failed by a fault of the program. Please report it.',
    { detail },
    { cause: error },
  );
}
