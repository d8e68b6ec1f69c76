import type { Operation } from '../service.ts';

/** AWS Security Token Service. */
export const sts: Readonly<Record<string, Operation>> = {
  GetCallerIdentity: ({ caller }) => ({ UserId: caller.userId, Account: caller.accountId, Arn: caller.arn }),
};
