import { AppError } from '../../../shared/domain/app-error.ts';
import { Core } from '../../core/core.ts';
import type { CoreOptions } from '../../core/core.ts';
import { inCommands } from './command-words.ts';

/**
 * A core for a host that stays and shows the ledger, which is made, brought up to date or checked first where it needs that. No lock is
 * kept, so that the command line can go on beside an open window until something is changed in it. A ledger that can't be opened is told
 * of by every call, not here: the page has to be there to show it.
 */
export async function openCore(options: CoreOptions): Promise<Core> {
  const core = new Core(options);
  try {
    await core.tendLedger();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    options.log.warn('host.ledger', inCommands(error.message), { code: error.code });
  }
  return core;
}
