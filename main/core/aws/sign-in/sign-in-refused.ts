import { AppError } from '../../../../shared/domain/app-error.ts';
import { LET_THROUGH } from '../../../../shared/domain/aws/setup-failure.ts';
import { NotFromAwsError } from '../session/not-from-aws.ts';

/** What IAM Identity Center's refusals mean (IAM Identity Center OIDC API Reference, CreateToken and RegisterClient). */
const MEANINGS: Readonly<Record<string, string>> = {
  AccessDeniedException: 'You were not signed in: IAM Identity Center does not allow it. Ask who manages your access.',
  AuthorizationPendingException: 'You were not signed in: the page was not finished. Try again.',
  ExpiredTokenException: 'You were not signed in: the page was answered too late. Try again.',
  InvalidGrantException: 'You were not signed in: the page was answered too late, or twice. Try again.',
  InvalidClientException: 'You were not signed in: IAM Identity Center does not know this program any more. Try again.',
  UnauthorizedClientException:
    'You were not signed in: IAM Identity Center does not let programs of this kind sign in. Ask who manages it.',
  InvalidScopeException:
    'You were not signed in: the profile asks for rights that do not exist. Correct sso_registration_scopes of its session.',
  InvalidRequestRegionException:
    'You were not signed in: IAM Identity Center is in another region. Correct sso_region of the profile or of its session.',
  InvalidRequestException:
    'You were not signed in: IAM Identity Center did not accept the settings. Check sso_start_url and sso_region of the profile or of its session.',
};

/** A failure of a call to IAM Identity Center, for a person; nothing that was sent is in it. */
export function signInRefused(error: unknown, signal: AbortSignal): Error {
  if (signal.aborted && signal.reason instanceof Error) return signal.reason;
  if (error instanceof NotFromAwsError)
    return new AppError('SERVICE_FAILED', `You were not signed in. ${error.message}. ${LET_THROUGH}`);
  const { name, requestId, status } = wordsOf(error);
  const meaning = MEANINGS[name];
  const data = { aws: name, ...(requestId === undefined ? {} : { requestId }) };
  if (meaning !== undefined) return new AppError('SIGN_IN_NEEDED', meaning, data);
  const words = requestId === undefined ? name : `${name}, request ${requestId}`;
  const sentence =
    status >= 400 && status < 500
      ? `IAM Identity Center did not accept the sign-in (${words}). Try again; if it stays, ask who manages it.`
      : `IAM Identity Center could not be asked (${words}). Check the connection and sso_region of the profile, and try again.`;
  return new AppError('SERVICE_FAILED', sentence, data);
}

/** @returns `status` 0 where there was no answer. */
function wordsOf(error: unknown): { name: string; requestId: string | undefined; status: number } {
  if (!(error instanceof Error)) return { name: 'unknown', requestId: undefined, status: 0 };
  // A failed connection has a code of the system, an answer of AWS the name of its exception and a request ID.
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const { requestId, httpStatusCode: status = 0 } =
    '$metadata' in error ? (error.$metadata as { requestId?: string; httpStatusCode?: number }) : {};
  return { name: error.name === 'Error' ? (code ?? 'unknown') : error.name, requestId, status };
}
