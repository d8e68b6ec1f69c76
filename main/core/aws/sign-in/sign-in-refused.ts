import { AppError } from '../../../../shared/domain/app-error.ts';

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
  const { name, requestId } = wordsOf(error);
  const meaning = MEANINGS[name];
  const data = { aws: name, ...(requestId === undefined ? {} : { requestId }) };
  if (meaning !== undefined) return new AppError('SIGN_IN_NEEDED', meaning, data);
  const request = requestId === undefined ? '' : `, request ${requestId}`;
  return new AppError(
    'SERVICE_FAILED',
    `IAM Identity Center could not be asked (${name}${request}). Check the connection and sso_region of the profile, and try again.`,
    data,
  );
}

function wordsOf(error: unknown): { name: string; requestId: string | undefined } {
  if (!(error instanceof Error)) return { name: 'unknown', requestId: undefined };
  // A failed connection has a code of the system, an answer of AWS the name of its exception and a request ID.
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const metadata = '$metadata' in error ? (error.$metadata as { requestId?: string }) : {};
  return { name: error.name === 'Error' ? (code ?? 'unknown') : error.name, requestId: metadata.requestId };
}
