import { setupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import type { SetupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import { SetupStopped } from '../setup/step.ts';
import { awsWords, callError } from './aws-error.ts';
import { isClockSkew, isNetwork, isThrottling } from './retry.ts';

/** What is known of a call that failed. */
export interface FailedCall {
  /** As IAM writes it: s3:CreateBucket. */
  operation: string;
  /** On what: an ARN or a name. */
  resource?: string;
  profile: string;
}

const EXPIRED =
  /^(?:ExpiredToken|ExpiredTokenException|TokenRefreshRequired|CredentialsProviderError|InvalidClientTokenId|UnrecognizedClientException|AuthFailure|InvalidAccessKeyId)$/u;
const DENIED =
  /^(?:AccessDenied|AccessDeniedException|UnauthorizedOperation|Forbidden|AuthorizationError|UnauthorizedException)$/u;
const BY_POLICY =
  /explicit deny in a (?:service control|resource control) policy|with an explicit deny in a? ?(?:service control|resource control) policy|no permissions boundary allows|explicit deny in a permissions boundary/iu;

/**
 * The failure behind an error of a call, as far as it can be told without knowing what the call was for; a step that knows more
 * looks at the error first. What is not known shows AWS's own words.
 */
export function failureOf(error: unknown, call: FailedCall): SetupFailure {
  if (error instanceof SetupStopped) return error.failure;
  const { code, message, status } = callError(error);
  const aws = awsWords(call.operation, error);
  const resource = call.resource === undefined ? '' : ` (${call.resource})`;
  if (EXPIRED.test(code)) return setupFailure('credentials-expired', { profile: call.profile }, aws);
  if (DENIED.test(code) && BY_POLICY.test(message)) {
    const arn = /on resource: (\S+)/u.exec(message)?.[1] ?? call.resource ?? call.profile;
    return setupFailure('denied-by-policy', { action: call.operation, arn }, aws);
  }
  if (/lake formation permission/iu.test(message)) return setupFailure('lake-formation', {}, aws);
  if (DENIED.test(code) || status === 403) {
    return isClockSkew(code)
      ? setupFailure('clock-skew', {}, aws)
      : setupFailure('not-allowed', { action: call.operation, resource }, aws);
  }
  if (isThrottling(code)) return setupFailure('throttled', {}, aws);
  if (isClockSkew(code)) return setupFailure('clock-skew', {}, aws);
  const host = call.operation.split(':')[0] ?? 'AWS';
  if (/timeout/iu.test(code)) return setupFailure('timed-out', { host }, aws);
  if (isNetwork(code)) return setupFailure('connection-lost', { host }, aws);
  if ((status ?? 0) >= 500) return setupFailure('server-error', { code }, aws);
  return setupFailure(
    'unknown',
    { operation: call.operation, code, message, requestId: aws.requestId ?? 'unknown' },
    aws,
  );
}
