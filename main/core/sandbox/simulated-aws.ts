import type { SimulatedAws } from '../runtime/task.ts';
import { accessKeyOf, secretOf } from './http/credentials.ts';
import { readRunning } from './running.ts';
import { readWorldState } from './world-file.ts';

/** The sandbox of a folder as its callers know it; null where there is none. @throws AppError FILE_DAMAGED. */
export function simulatedAws(folder: string | null): SimulatedAws | null {
  const state = folder === null ? null : readWorldState(folder);
  if (folder === null || state === null) return null;
  const running = readRunning(folder);
  return {
    accounts: state.accounts,
    url: running === null ? null : `http://127.0.0.1:${running.port}`,
    credentialsOf: (account) => ({
      accessKeyId: accessKeyOf(account),
      secretAccessKey: secretOf(account, state.key ?? ''),
    }),
  };
}
