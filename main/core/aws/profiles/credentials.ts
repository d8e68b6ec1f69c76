import { fromIni } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { redact } from '../../log/redact.ts';
import { systemTime } from '../../system-time.ts';
import { configPaths } from './read-config.ts';
import type { Environment } from './read-config.ts';

/** What credentials are got with. */
export interface CredentialOptions {
  environment: Environment;
  region: string;
  /** Asks a person for the code of an MFA device. */
  mfaCode: (serial: string) => Promise<string>;
  /** Where security tokens are got; null for AWS's own. */
  stsEndpoint: string | null;
}

/** How long before they expire credentials are got anew. */
const EARLY_MS = 5 * 60_000;

/**
 * The credentials of the named profile and of no other: never of the environment, another profile or the machine. They are kept in
 * memory alone, and got anew shortly before they expire.
 * @throws (when called) AppError SIGN_IN_NEEDED, MFA_NEEDED or PROFILE_BROKEN, without anything secret.
 */
export function credentialsOf(profile: string, options: CredentialOptions): AwsCredentialIdentityProvider {
  const { environment, region, mfaCode, stsEndpoint } = options;
  const paths = configPaths(environment);
  const provide = fromIni({
    profile,
    ignoreCache: true,
    configFilepath: paths.config,
    filepath: paths.credentials,
    mfaCodeProvider: mfaCode,
    clientConfig: { region, ...(stsEndpoint === null ? {} : { endpoint: stsEndpoint }) },
  });
  let known: AwsCredentialIdentity | null = null;
  let asking: Promise<AwsCredentialIdentity> | null = null;
  return async () => {
    const ends = known?.expiration?.getTime() ?? Infinity;
    if (known && ends - systemTime() > EARLY_MS) return known;
    asking ??= provide()
      .catch((error: unknown) => {
        throw toCredentialError(profile, error);
      })
      .finally(() => (asking = null));
    known = await asking;
    return known;
  };
}

/** What hinders getting credentials, for a person. Every failure of the SDK is of one class; only its words tell which. */
function toCredentialError(profile: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const said = error instanceof Error ? error.message : String(error);
  const data = { profile };
  if (/multi-factor|MFA/iu.test(said)) {
    return new AppError(
      'MFA_NEEDED',
      `The profile ${profile} needs the code of an MFA device, and it was not accepted or not given. Try again with the code that the device shows now.`,
      data,
    );
  }
  if (/sso|expired|sign in|login|token|session|reauthenticate/iu.test(said)) {
    return new AppError(
      'SIGN_IN_NEEDED',
      `The profile ${profile} is not signed in, or its sign-in has ended. Sign in with: enroll aws login ${profile}`,
      data,
    );
  }
  // The output of a credential_process may hold what it should not: it is not shown.
  const words = said.startsWith('Command failed') ? 'its credential_process failed' : redact(said.split('\n')[0] ?? '');
  return new AppError(
    'PROFILE_BROKEN',
    `The profile ${profile} gives no credentials (${words}). See: enroll aws profiles`,
    data,
  );
}
