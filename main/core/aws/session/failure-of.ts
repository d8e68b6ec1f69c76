import { act } from '../../../../shared/domain/action.ts';
import { SANDBOX_PROFILE } from '../../../../shared/domain/aws/profile.ts';
import { setupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import type { SetupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import { SetupStopped } from '../setup/setup-stopped.ts';
import { awsWords, callError } from './aws-error.ts';
import { deniedAction, deniedArn, isByPolicy } from './denied.ts';
import { isClockSkew, isNetwork, isThrottling, isWrongSecretKey } from './retry.ts';

/** What is known of a call that failed. */
export interface FailedCall {
  /** Where the error does not know its own call: s3:CreateBucket. */
  operation: string;
  /** On what: an ARN or a name. */
  resource?: string;
  profile: string;
}

const EXPIRED =
  /^(?:ExpiredToken|ExpiredTokenException|TokenRefreshRequired|CredentialsProviderError|InvalidClientTokenId|UnrecognizedClientException|AuthFailure|InvalidAccessKeyId)$/u;
const DENIED =
  /^(?:AccessDenied|AccessDeniedException|UnauthorizedOperation|Forbidden|AuthorizationError|UnauthorizedException)$/u;

/**
 * The failure behind an error of a call, as far as it can be told without knowing what the call was for; a step that knows more
 * looks at the error first. What is not known shows AWS's own words.
 */
export function failureOf(error: unknown, call: FailedCall): SetupFailure {
  if (error instanceof SetupStopped) return error.failure;
  const failed = callError(error);
  const { code, message, status } = failed;
  const aws = awsWords(call.operation, error);
  const { operation } = aws;
  if (EXPIRED.test(code)) {
    const details = { profile: call.profile, signIn: signInTo(call.profile) };
    return setupFailure('credentials-expired', details, aws);
  }
  if (isClockSkew(failed)) return setupFailure('clock-skew', {}, aws);
  if (isWrongSecretKey(failed)) return setupFailure('secret-key-wrong', { profile: call.profile }, aws);
  if (/lake formation permission/iu.test(message)) return setupFailure('lake-formation', {}, aws);
  if (DENIED.test(code) || status === 403) {
    const action = deniedAction(operation, message);
    const on = deniedArn(message) ?? call.resource ?? null;
    if (isByPolicy(message)) return setupFailure('denied-by-policy', { action, arn: on ?? call.profile }, aws);
    return setupFailure(
      'not-allowed',
      { action, resource: call.resource === undefined ? '' : ` (${call.resource})` },
      aws,
    );
  }
  if (isThrottling(code)) return setupFailure('throttled', {}, aws);
  const host = operation.split(':')[0] ?? 'AWS';
  if (/timeout/iu.test(code)) return setupFailure('timed-out', { host }, aws);
  if (isNetwork(code)) return setupFailure('connection-lost', { host }, aws);
  if ((status ?? 0) >= 500) return setupFailure('server-error', { code }, aws);
  return setupFailure('unknown', { operation, code, message, requestId: aws.requestId ?? 'unknown' }, aws);
}

/** How one signs in again. The sandbox's credentials end by a fault alone. */
function signInTo(profile: string): string {
  return profile.startsWith(SANDBOX_PROFILE)
    ? `${act('sandbox.fault-off', { fault: 'credentials-expired' })} (nobody signs in to the sandbox: this fault is on)`
    : act('aws.login', { profile });
}
