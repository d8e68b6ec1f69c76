import { createHmac } from 'node:crypto';
import { accountId, isAccountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { Caller } from '../service.ts';

/** The access key of the sandbox's operator in an account: simulated, and in the form that every client expects. */
export function accessKeyOf(account: AccountId): string {
  return `AKIASBOX${account}`;
}

/**
 * The secret that goes with it. It opens nothing but the sandbox on this computer, and that to nobody who can't read the sandbox's own folder.
 * @param key the sandbox's own, which nobody can guess
 */
export function secretOf(account: AccountId, key: string): string {
  return secret(key, account);
}

/** As long as AWS's. */
function secret(key: string, whose: string): string {
  return `simulated-${createHmac('sha256', key).update(whose).digest('base64url').slice(0, 30)}`;
}

/** Credentials of a role that was assumed. */
export interface RoleCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

/** The simulated credentials of an assumed role; the token itself says which role and session it is. */
export function roleCredentials(account: AccountId, role: string, session: string, key: string): RoleCredentials {
  return {
    accessKeyId: `ASIASBOX${account}`,
    secretAccessKey: secret(key, `${account}/${role}/${session}`),
    sessionToken: `simulated/${role}/${session}`,
  };
}

/** Who a request says it comes from, and the secret it must be signed with. */
export interface Identity {
  caller: Caller;
  secret: string;
}

/** Whose access key and token these are; null where they are none of the sandbox's. @param key as for `secretOf` */
export function identityOf(accessKeyId: string, sessionToken: string | undefined, key: string): Identity | null {
  const [, kind, id = ''] = /^(AKIA|ASIA)SBOX(\d{12})$/u.exec(accessKeyId) ?? [];
  if (kind === undefined || !isAccountId(id)) return null;
  const account = accountId(id);
  if (kind === 'AKIA') return { caller: operatorOf(account), secret: secretOf(account, key) };
  const [, role, session] = /^simulated\/([\w+=,.@-]+)\/([\w+=,.@-]+)$/u.exec(sessionToken ?? '') ?? [];
  if (role === undefined || session === undefined) return null;
  const { secretAccessKey } = roleCredentials(account, role, session, key);
  return { caller: assumedBy(account, role, session), secret: secretAccessKey };
}

/** A session of a role, as AWS names it. */
export function assumedBy(account: AccountId, role: string, session: string): Caller {
  return {
    accountId: account,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    userId: `AROASANDBOXROLE000000:${session}`,
  };
}

/** The operator that calls with the key of an account. */
export function operatorOf(account: AccountId): Caller {
  return { accountId: account, arn: `arn:aws:iam::${account}:user/sandbox-operator`, userId: 'AIDASANDBOXOPERATOR00' };
}
