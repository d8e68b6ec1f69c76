import type { TaskLedger } from '../../runtime/task.ts';

/** Keeps a file in the ledger, once whatever its name. @returns its SHA-256, by which it is had again */
export async function keepFile(
  task: Pick<TaskLedger, 'write'>,
  file: { name: string; bytes: Uint8Array },
): Promise<string> {
  return (await task.write('aws.keepFile', file)).value.sha256;
}
