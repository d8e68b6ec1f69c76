import { setupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import type { SetupFailure, SetupFailureKey } from '../../../../shared/domain/aws/setup-failure.ts';
import { SetupStopped } from '../setup/setup-stopped.ts';
import { awsWords, callError, isUnreadable } from './aws-error.ts';
import { deniedAction, deniedArn, isByPolicy } from './denied.ts';
import { NotFromAwsError } from './not-from-aws.ts';
import { isClockSkew, isNetwork, isThrottling, isWrongSecretKey } from './retry.ts';

/** What is known of a call that failed. */
export interface FailedCall {
  /** Where the error does not know its own call: s3:CreateBucket. */
  operation: string;
  /** On what: an ARN or a name. */
  resource?: string;
  profile: string;
  /** What to do where AWS takes the credentials no more, by what is shown of it. */
  renewal: (fault: SetupFailureKey) => string;
}

const EXPIRED = /^(?:ExpiredToken|ExpiredTokenException|TokenRefreshRequired|CredentialsProviderError)$/u;
/** The access key, or the token of temporary ones, is none that AWS knows, or was switched off. */
const REFUSED =
  /^(?:InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|InvalidToken|AuthFailure|MissingAuthenticationToken|MissingAuthenticationTokenException)$/u;
const DENIED =
  /^(?:AccessDenied|AccessDeniedException|UnauthorizedOperation|Forbidden|AuthorizationError|UnauthorizedException)$/u;

/**
 * The failure behind an error of a call, as far as it can be told without knowing what the call was for; a step that knows more
 * looks at the error first. What is not known shows AWS's own words.
 */
export function failureOf(error: unknown, call: FailedCall): SetupFailure {
  if (error instanceof SetupStopped) return error.failure;
  if (error instanceof NotFromAwsError) {
    return setupFailure('not-from-aws', { host: error.host, answer: error.answer }, awsWords(call.operation, error));
  }
  const failed = callError(error);
  const { code, message, status } = failed;
  const aws = awsWords(call.operation, error);
  const { operation } = aws;
  const host = operation.split(':')[0] ?? 'AWS';
  if (isUnreadable(error)) return setupFailure('not-from-aws', { host, answer: 'an answer that can not be read' }, aws);
  const ofCredentials = (key: SetupFailureKey): SetupFailure =>
    setupFailure(key, { profile: call.profile, renewal: call.renewal(key) }, aws);
  if (EXPIRED.test(code)) return ofCredentials('credentials-expired');
  if (REFUSED.test(code)) return ofCredentials('keys-refused');
  if (isClockSkew(failed)) return setupFailure('clock-skew', {}, aws);
  if (isWrongSecretKey(failed)) return ofCredentials('secret-key-wrong');
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
  if (/timeout/iu.test(code)) return setupFailure('timed-out', { host }, aws);
  if (isNetwork(code)) return setupFailure('connection-lost', { host }, aws);
  if ((status ?? 0) >= 500) return setupFailure('server-error', { code }, aws);
  return setupFailure('unknown', { operation, code, message, requestId: aws.requestId ?? 'unknown' }, aws);
}
