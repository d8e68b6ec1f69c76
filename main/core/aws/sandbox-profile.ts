import { accessKeyOf, secretOf } from '../sandbox/http/credentials.ts';
import { readRunning } from '../sandbox/sandbox.ts';
import { readWorldState } from '../sandbox/world-file.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { SimulatedAccounts } from './profiles/list.ts';

/** The accounts of the sandbox of a folder, with its address where it runs; null where there is no sandbox. @throws AppError FILE_DAMAGED. */
export function simulatedAccounts(folder: string | null): SimulatedAccounts | null {
  const state = folder === null ? null : readWorldState(folder);
  if (folder === null || state === null) return null;
  const running = readRunning(folder);
  return { accounts: state.accounts, url: running === null ? null : `http://127.0.0.1:${running.port}` };
}

/** The simulated credentials of an account of the sandbox. */
export function simulatedCredentials(account: AccountId): { accessKeyId: string; secretAccessKey: string } {
  return { accessKeyId: accessKeyOf(account), secretAccessKey: secretOf(account) };
}
