import { AppError } from '../../../shared/domain/app-error.ts';
import { Core } from '../../core/core.ts';
import type { CoreOptions } from '../../core/core.ts';

/**
 * A core for a host that stays and shows the ledger. The ledger is made, brought up to date and, after a crash, checked now;
 * then its lock is let go until something is changed, so that the command line can go on beside an open window. A ledger that
 * can't be opened is told of by every call, not here: the page has to be there to show it.
 */
export async function openCore(options: CoreOptions): Promise<Core> {
  const { log } = options;
  const first = new Core(options);
  try {
    await first.openForWriting();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn('host.ledger', error.message, { code: error.code });
  } finally {
    await first.close();
  }
  return new Core(options);
}
