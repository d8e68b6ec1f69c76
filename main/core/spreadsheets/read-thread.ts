/** Entry of the reading thread: reads one table, sends its events, waits for credit between batches of rows. */
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { ErrorCode, ErrorData } from '../../../shared/domain/app-error.ts';
import { readJob } from './read-job.ts';
import type { ReadJob, SheetInfo, TableEvent } from './table.ts';
import { packRows } from './wire.ts';
import type { PackedRows } from './wire.ts';

/** What the thread sends. */
export type ThreadMessage =
  | { type: 'event'; event: Exclude<TableEvent, { type: 'rows' }> }
  | { type: 'rows'; sheet: SheetInfo; packed: PackedRows }
  | { type: 'done' }
  | { type: 'error'; code: ErrorCode; message: string; data: ErrorData };

/** What the thread is started with. */
export interface ThreadData {
  job: ReadJob;
  /** Batches of rows that may be under way before the first credit comes; each message to the thread is one credit more. */
  credits: number;
}

/** How many batches of rows may still be sent before the receiver asks for more. */
class Credits {
  #free: number;
  #wake: (() => void) | undefined;

  constructor(free: number) {
    this.#free = free;
  }

  add(): void {
    this.#free += 1;
    this.#wake?.();
  }

  async take(): Promise<void> {
    while (this.#free === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#free -= 1;
  }
}

/** Reads one table and closes the port. @param port to whom asked for it */
export async function serve(port: MessagePort, { job, credits }: ThreadData): Promise<void> {
  const send = (message: ThreadMessage): void => port.postMessage(message);
  const batches = new Credits(credits);
  port.on('message', () => batches.add());
  try {
    await readJob(job, async (event) => {
      if (event.type === 'rows') {
        await batches.take();
        send({ type: 'rows', sheet: event.sheet, packed: packRows(event.rows) });
      } else send({ type: 'event', event });
    });
    send({ type: 'done' });
  } catch (error) {
    send(errorMessage(error));
  } finally {
    port.close();
  }
}

function errorMessage(error: unknown): ThreadMessage {
  if (error instanceof AppError) return { type: 'error', code: error.code, message: error.message, data: error.data };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    type: 'error',
    code: 'INTERNAL',
    message: 'Reading the file failed by a fault of the program. Please report it.',
    data: { message },
  };
}

// Started by readTable, with what it asks for; tests import it, and start it again and again.
if (parentPort !== null && workerData !== undefined) await serve(parentPort, workerData as ThreadData);
