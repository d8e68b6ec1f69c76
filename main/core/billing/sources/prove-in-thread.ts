import { AppError } from '../../../../shared/domain/app-error.ts';
import { startThread } from '../../runtime/start-thread.ts';
import { unpackError } from '../../runtime/threads/thread-error.ts';
import type { FileProof } from './prove-file.ts';
import type { ProveData, ProveMessage } from './prove-thread.ts';

/**
 * Proves a file as `proveFile` does, in a thread of its own: unpacking and hashing take seconds for each GB.
 * @param how.onBytes is told now and then how many bytes of the file were read
 * @throws AppError as that does; CANCELLED
 */
export async function proveInThread(
  data: ProveData,
  { signal, onBytes }: { signal: AbortSignal; onBytes: (bytes: number) => void },
): Promise<FileProof> {
  if (signal.aborted) throw cancelled();
  const thread = startThread(import.meta.url, 'prove-thread', { workerData: data });
  let onAbort: () => void = () => undefined;
  try {
    return await new Promise<FileProof>((resolve, reject) => {
      onAbort = () => reject(cancelled());
      signal.addEventListener('abort', onAbort, { once: true });
      thread.on('message', (said: ProveMessage) => {
        if (said.type === 'read') onBytes(said.bytes);
        else if (said.type === 'proof') resolve(said.proof);
        else reject(unpackError(said.error));
      });
      thread.on('error', reject);
      thread.on('exit', () => reject(new Error(`the thread that read ${data.path} ended by itself`)));
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
    void thread.terminate();
  }
}

function cancelled(): AppError {
  return new AppError('CANCELLED', 'Cancelled. Nothing was kept.');
}
