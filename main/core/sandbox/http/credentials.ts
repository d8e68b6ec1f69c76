import { accountId, isAccountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { Caller } from '../service.ts';

/** The access key of the sandbox's operator in an account: simulated, and in the form that every client expects. */
export function accessKeyOf(account: AccountId): string {
  return `AKIASBOX${account}`;
}

/** The secret that goes with it. It opens nothing but the sandbox on this computer. */
export function secretOf(account: AccountId): string {
  return `simulated-secret-of-${account}`;
}

/** Whose access key it is; null where it is none of the sandbox's. */
export function accountOfKey(accessKeyId: string): AccountId | null {
  const id = /^AKIASBOX(\d{12})$/u.exec(accessKeyId)?.[1] ?? '';
  return isAccountId(id) ? accountId(id) : null;
}

/** The operator that calls with the key of an account. */
export function callerOf(account: AccountId): Caller {
  return { accountId: account, arn: `arn:aws:iam::${account}:user/sandbox-operator`, userId: 'AIDASANDBOXOPERATOR00' };
}
