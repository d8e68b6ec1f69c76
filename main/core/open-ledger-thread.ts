import { IMPORT_LIMITS } from './enrolment/imports/import-limits.ts';
import { removeStagesAtExit } from './enrolment/imports/stage-file.ts';
import { startThread } from './runtime/start-thread.ts';
import type { Thread } from './runtime/start-thread.ts';
import type { ThreadData } from './runtime/threads/protocol.ts';

/** Starts ledger-thread.ts in a thread. To be called in the main thread, which outlives what imports leave behind. */
export function openLedgerThread(data: ThreadData): Thread {
  const isLimited = data.role === 'limited';
  if (isLimited) removeStagesAtExit();
  return startThread(import.meta.url, 'ledger-thread', {
    workerData: data,
    name: `ledger ${data.role}`,
    ...(isLimited && { resourceLimits: { maxOldGenerationSizeMb: IMPORT_LIMITS.memoryMb } }),
  });
}
