import { setImmediate } from 'node:timers/promises';
import { ERROR_EXIT_CODES } from '../../../shared/domain/app-error.ts';

const STOPPED = 'Stopped before it began. Nothing was changed.';

/**
 * Ends the program in words when it is told to while it is still being loaded, which takes a moment on a slow computer.
 * @param json whether the words are to be a JSON document
 * @returns takes it off again: from then on the command itself is told
 */
export function endBeforeStart(json: boolean): () => Promise<void> {
  const onSignal = (): void => {
    const error = { code: 'CANCELLED', message: STOPPED, data: {} };
    process.stderr.write(json ? `${JSON.stringify({ error })}\n` : `CANCELLED: ${STOPPED}\n`);
    process.exit(ERROR_EXIT_CODES.CANCELLED);
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return async () => {
    // A signal that came while modules were loaded waits for the event loop, which loading does not let go round.
    await setImmediate();
    for (const signal of signals) process.off(signal, onSignal);
  };
}
