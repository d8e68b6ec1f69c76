/** Entry of the thread that reads a file of a report from its first to its last byte. */
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { packError } from '../../runtime/threads/thread-error.ts';
import type { ThreadError } from '../../runtime/threads/protocol.ts';
import type { ReportFileKind } from './file-kind.ts';
import { proveFile } from './prove-file.ts';
import type { FileProof } from './prove-file.ts';

/** What the thread is started with. */
export interface ProveData {
  readonly path: string;
  readonly kind: ReportFileKind;
  readonly unpackTo: string | null;
}

/** What it says. */
export type ProveMessage =
  | { readonly type: 'read'; readonly bytes: number }
  | { readonly type: 'proof'; readonly proof: FileProof }
  | { readonly type: 'error'; readonly error: ThreadError };

/** Reads the file, and says what is known of it, or what is wrong with it. */
export async function serve(port: MessagePort, { path, kind, unpackTo }: ProveData): Promise<void> {
  const tell = (message: ProveMessage): void => port.postMessage(message);
  try {
    const onBytes = (bytes: number): void => tell({ type: 'read', bytes });
    tell({ type: 'proof', proof: await proveFile(path, { kind, unpackTo, onBytes }) });
  } catch (error) {
    tell({ type: 'error', error: packError(error) });
  } finally {
    port.close();
  }
}

// Started by proveInThread, with what it reads; tests import it, and start it again and again.
if (parentPort !== null && workerData !== undefined) await serve(parentPort, workerData as ProveData);
