import { AppError } from '../../shared/domain/app-error.ts';
import type { Inspected } from './inspect-thread.ts';
import { startThread } from './runtime/start-thread.ts';
import { unpackError } from './runtime/threads/thread-error.ts';

/** So long a look through a backup may take, and so much memory; one of a million accounts takes some ten seconds. */
const LIMIT_MS = 180_000;
const MEMORY_MB = 1024;

/**
 * Looks through a backup as `inspectBackup` does, in a thread that is ended where it takes too long.
 * @throws AppError as that does; LEDGER_DAMAGED also where the time is over.
 */
export async function inspectInThread(path: string, limitMs = LIMIT_MS): Promise<void> {
  const thread = startThread(import.meta.url, 'inspect-thread', {
    workerData: { path },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const refuse = (why: string): void => reject(new AppError('LEDGER_DAMAGED', why, { path }));
      thread.on('message', (said: Inspected) => (said === null ? resolve() : reject(unpackError(said))));
      thread.on('error', () => refuse('It could not be looked through: it needs more memory than a ledger should.'));
      thread.on('exit', () => refuse('It could not be looked through: that ended by itself.'));
      timer = setTimeout(() => {
        refuse(`It could not be looked through in ${limitMs / 1000} seconds. Nothing was changed.`);
      }, limitMs);
    });
  } finally {
    clearTimeout(timer);
    void thread.terminate();
  }
}
