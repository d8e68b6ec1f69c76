import type { Operation } from '../service.ts';

/** An account that nobody has asked for: what the fault wrong-account answers with. */
const ANOTHER = '888888888888';

/** AWS Security Token Service. */
export const sts: Readonly<Record<string, Operation>> = {
  GetCallerIdentity: ({ caller, world }) =>
    world.hasFault('wrong-account', caller.accountId)
      ? { UserId: caller.userId, Account: ANOTHER, Arn: caller.arn.replace(caller.accountId, ANOTHER) }
      : { UserId: caller.userId, Account: caller.accountId, Arn: caller.arn },
};
