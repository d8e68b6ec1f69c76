import { accountId, isAccountId } from '../../../../shared/domain/account-id.ts';
import { systemTime } from '../../time/clock.ts';
import { assumedBy, roleCredentials } from '../http/credentials.ts';
import { AwsFault } from '../service.ts';
import type { Operation } from '../service.ts';
import { hasRole } from './iam.ts';
import { required, text } from './input.ts';

/** An account that nobody has asked for: what the fault wrong-account answers with. */
const ANOTHER = '888888888888';

/** The role that AWS Organizations makes in every account it creates; here it is in every account. */
const EVERYWHERE = 'OrganizationAccountAccessRole';

/** The one code that an MFA device of the sandbox never shows. */
const WRONG_CODE = '000000';

const SESSION_MS = 3_600_000;

/** AWS Security Token Service. */
export const sts: Readonly<Record<string, Operation>> = {
  GetCallerIdentity: ({ caller, world }) =>
    world.hasFault('wrong-account', caller.accountId)
      ? { UserId: caller.userId, Account: ANOTHER, Arn: caller.arn.replace(caller.accountId, ANOTHER) }
      : { UserId: caller.userId, Account: caller.accountId, Arn: caller.arn },
  AssumeRole: ({ caller, world, input }) => {
    const arn = required(input, 'RoleArn', 'ValidationError');
    const session = required(input, 'RoleSessionName', 'ValidationError');
    const [, id = '', role = ''] = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]+)$/u.exec(arn) ?? [];
    const known = isAccountId(id) && world.accounts.includes(accountId(id));
    if (!known || (role !== EVERYWHERE && !hasRole(world, accountId(id), role))) {
      throw denied(`User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`);
    }
    const code = text(input, 'TokenCode');
    if (text(input, 'SerialNumber') !== '' && (!/^\d{6}$/u.test(code) || code === WRONG_CODE)) {
      throw denied('MultiFactorAuthentication failed with invalid MFA one time pass code. ');
    }
    const { accessKeyId, secretAccessKey, sessionToken } = roleCredentials(accountId(id), role, session, world.key);
    const { arn: assumed, userId } = assumedBy(accountId(id), role, session);
    return {
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        SessionToken: sessionToken,
        // Credentials end by the clock of the computer that uses them, not by the sandbox's, which may be days ahead.
        Expiration: new Date(systemTime() + SESSION_MS),
      },
      AssumedRoleUser: { AssumedRoleId: userId, Arn: assumed },
    };
  },
};

function denied(message: string): AwsFault {
  return new AwsFault('AccessDenied', message, { status: 403 });
}
