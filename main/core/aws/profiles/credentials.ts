import { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { systemTime } from '../../time/clock.ts';
import { toCredentialError } from './credential-error.ts';
import { configPaths, readAwsConfig } from './read-config.ts';
import type { Environment } from './read-config.ts';
import { renewalOf } from './renewal.ts';
import { SsoAddressHandler } from './sso-addresses.ts';

/** What credentials are got with. */
export interface CredentialOptions {
  environment: Environment;
  /** Where roles are assumed; IAM Identity Center has a region of its own, which the profile names. */
  region: string;
  /** Asks a person for the code of an MFA device. */
  mfaCode: (serial: string) => Promise<string>;
  /** Where a service is by the settings; null for AWS's own address. @throws AppError PROFILE_BROKEN for one that is not allowed. */
  endpoint: (service: 'sso' | 'sso-oidc' | 'sts') => string | null;
}

/** How long before they expire credentials are got anew. */
const EARLY_MS = 5 * 60_000;

/**
 * The credentials of the named profile and of no other: never of the environment, another profile or the machine. They are kept in
 * memory alone, and got anew shortly before they expire. No address of AWS is taken from another profile either: the SDK would
 * read those of [default].
 * @throws AppError PROFILE_BROKEN for an address that is not allowed
 * @throws (when called) AppError SIGN_IN_NEEDED, MFA_NEEDED, PROFILE_BROKEN or SERVICE_FAILED, without anything secret.
 */
export function credentialsOf(profile: string, options: CredentialOptions): AwsCredentialIdentityProvider {
  const { environment, region, mfaCode, endpoint } = options;
  const renewal = renewalOf(profile, readAwsConfig(environment), environment);
  const stsEndpoint = endpoint('sts');
  const paths = configPaths(environment);
  const requestHandler = new SsoAddressHandler({ sso: endpoint('sso'), 'sso-oidc': endpoint('sso-oidc') });
  const sts = {
    region,
    requestHandler,
    ignoreConfiguredEndpointUrls: true,
    ...(stsEndpoint === null ? {} : { endpoint: stsEndpoint }),
  };
  const provide = fromIni({
    profile,
    ignoreCache: true,
    configFilepath: paths.config,
    filepath: paths.credentials,
    mfaCodeProvider: mfaCode,
    // Clients of every kind are made with this: a region or address here would be that of all of them.
    clientConfig: { ignoreConfiguredEndpointUrls: true, requestHandler },
    roleAssumer: getDefaultRoleAssumer(sts),
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(sts),
  });
  let known: AwsCredentialIdentity | null = null;
  let asking: Promise<AwsCredentialIdentity> | null = null;
  return async () => {
    const ends = known?.expiration?.getTime() ?? Infinity;
    if (known && ends - systemTime() > EARLY_MS) return known;
    requestHandler.failure = null;
    asking ??= provide({ callerClientConfig: { region: () => Promise.resolve(region) } })
      .catch((error: unknown) => {
        throw toCredentialError({ name: profile, renewal }, requestHandler.failure ?? error);
      })
      .finally(() => (asking = null));
    known = await asking;
    return known;
  };
}
