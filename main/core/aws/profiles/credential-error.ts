import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ErrorData } from '../../../../shared/domain/app-error.ts';
import { redactSecrets } from '../../log/redact.ts';
import type { CallError } from '../session/aws-error.ts';
import { callError } from '../session/aws-error.ts';
import { isClockSkew, isNetwork, isThrottling } from '../session/retry.ts';
import { act } from '../../../../shared/domain/action.ts';
import { LET_THROUGH } from '../../../../shared/domain/aws/setup-failure.ts';
import { NotFromAwsError } from '../session/not-from-aws.ts';
import type { Renewal } from './renewal.ts';

/** The profile that gives no credentials. */
export interface ProfileInTrouble {
  name: string;
  /** What helps where its credentials are refused. */
  renewal: Renewal;
}

/** The SDK puts every failure of its own into these; only their words tell which. */
const OF_THE_SDK = /^(?:CredentialsProviderError|TokenProviderError|ProviderError)$/u;
const DENIED = /^(?:AccessDenied|AccessDeniedException|UnauthorizedOperation|ForbiddenException)$/u;
const EXPIRED = /^(?:ExpiredToken|ExpiredTokenException|UnauthorizedException)$/u;
const WRONG_KEYS =
  /^(?:InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|InvalidToken|AuthFailure|SignatureDoesNotMatch|InvalidSignatureException)$/u;
const MFA = /MultiFactorAuthentication failed|requires multi-factor authentication/iu;
/** The name of the error that the SDK has put into its own as text: 'ForbiddenException: No access', 'Error: getaddrinfo ENOTFOUND …'. */
const WITHIN = /^([A-Za-z]+(?:Exception|Error)): |\b(E[A-Z]{4,}|EAI_AGAIN)\b/u;
const SIGN_IN = /\bsso\b|expired|sign in|log ?in|token|session|reauthenticate/iu;

/**
 * What hinders getting credentials, for a person: what AWS answered by its code, what the connection did by Node's, and the words
 * alone where the SDK has nothing else to say (docs/aws.md: 'Credential failures').
 * @returns MFA_NEEDED, SIGN_IN_NEEDED, SERVICE_FAILED or PROFILE_BROKEN, without anything secret
 */
export function toCredentialError(profile: ProfileInTrouble, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const call = callError(error);
  if (error instanceof NotFromAwsError) {
    const data = { profile: profile.name, code: call.code };
    return failed(`The profile ${profile.name} gets no credentials. ${error.message}. ${LET_THROUGH}`, data);
  }
  if (MFA.test(call.message)) {
    return new AppError(
      'MFA_NEEDED',
      `The profile ${profile.name} needs the code of an MFA device, and it was not accepted or not given. Try again with the code that the device shows now.`,
      { profile: profile.name },
    );
  }
  const code = codeOf(call);
  const answered = code === null ? null : byCode(profile, code, call);
  return answered ?? byWords(profile, call.message);
}

/** AWS's or Node's code; null where the SDK gives nothing but words. */
function codeOf({ code, message }: CallError): string | null {
  if (!OF_THE_SDK.test(code)) return code;
  const within = WITHIN.exec(message);
  return within?.[1] === 'Error'
    ? (/\b(E[A-Z]{4,}|EAI_AGAIN)\b/u.exec(message)?.[0] ?? null)
    : (within?.slice(1).find(Boolean) ?? null);
}

function byCode(of: ProfileInTrouble, code: string, call: CallError): AppError | null {
  const profile = of.name;
  const data = { profile, code, requestId: call.requestId };
  const said = `${code}: ${wordsOf(call.message)}`;
  if (DENIED.test(code)) {
    return new AppError(
      'PROFILE_BROKEN',
      `AWS refuses the role of the profile ${profile} (${said}). Ask whoever grants rights to let you assume it, or use another profile.`,
      data,
    );
  }
  if (isThrottling(code))
    return failed(
      `AWS asked to slow down while the profile ${profile} was signed in (${code}). Wait a minute and try again.`,
      data,
    );
  if (isNetwork(code)) {
    return failed(
      `AWS could not be asked for the credentials of the profile ${profile} (${said}). Look whether this computer is online, and try again.`,
      data,
    );
  }
  if (isClockSkew(call))
    return failed(
      "This computer's clock differs too much from that of AWS, so AWS gives no credentials. Set the clock right (automatic time), and try again.",
      data,
    );
  if (EXPIRED.test(code)) return refused(of, `its credentials have expired (${code})`, data);
  if (WRONG_KEYS.test(code)) return refused(of, `AWS does not take its keys (${code})`, data);
  if ((call.status ?? 0) >= 500)
    return failed(
      `AWS had a fault of its own while the profile ${profile} was signed in (${code}). Try again in a minute.`,
      data,
    );
  return null;
}

function byWords(of: ProfileInTrouble, said: string): AppError {
  const profile = of.name;
  if (of.renewal.signIn && SIGN_IN.test(said.replaceAll(/arn:\S+/gu, ''))) return signInNeeded(profile);
  // The output of a credential_process may hold what it should not: it is not shown.
  const words = said.startsWith('Command failed') ? 'its credential_process failed' : wordsOf(said);
  return new AppError(
    'PROFILE_BROKEN',
    `The profile ${profile} gives no credentials (${words}). ${of.renewal.signIn ? `See: ${act('aws.profiles')}` : of.renewal.what}`,
    { profile },
  );
}

/** Where AWS takes the credentials no more: who signs in signs in again; else new ones come from where these came from. */
function refused(of: ProfileInTrouble, why: string, data: ErrorData): AppError {
  if (of.renewal.signIn) return signInNeeded(of.name);
  return new AppError('PROFILE_BROKEN', `The profile ${of.name} can't be used: ${why}. ${of.renewal.what}`, data);
}

function signInNeeded(profile: string): AppError {
  return new AppError(
    'SIGN_IN_NEEDED',
    `The profile ${profile} is not signed in, or its sign-in has ended. Sign in with: ${act('aws.login', { profile })}`,
    { profile },
  );
}

function failed(message: string, data: ErrorData): AppError {
  return new AppError('SERVICE_FAILED', message, data);
}

function wordsOf(said: string): string {
  return redactSecrets(said.split('\n')[0] ?? '');
}
