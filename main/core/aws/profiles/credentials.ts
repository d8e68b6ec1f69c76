import { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { systemTime } from '../../time/clock.ts';
import { toCredentialError } from './credential-error.ts';
import { byProcess } from './credential-process.ts';
import { readAwsConfig } from './read-config.ts';
import type { AwsConfig, Environment, Section } from './read-config.ts';
import { renewalOf } from './renewal.ts';
import { bySdk } from './sdk-provider.ts';
import type { ProviderOptions } from './sdk-provider.ts';
import { kindOf, sourceKindOf } from './source.ts';
import { SsoAddressHandler } from './sso-addresses.ts';
import type { Around } from '../session/aws-handler.ts';

/** What credentials are got with. */
export interface CredentialOptions {
  environment: Environment;
  /** Where roles are assumed; IAM Identity Center has a region of its own, which the profile names. */
  region: string;
  /** Asks a person for the code of an MFA device. */
  mfaCode: (serial: string) => Promise<string>;
  /** Where a service is by the settings; null for AWS's own address. @throws AppError PROFILE_BROKEN for one that is not allowed. */
  endpoint: (service: 'sso' | 'sso-oidc' | 'sts') => string | null;
  /** What ends the requests for credentials, and is told whom they go to. */
  around?: Around;
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
  const { environment, region, mfaCode, endpoint, around } = options;
  const stsEndpoint = endpoint('sts');
  const requestHandler = new SsoAddressHandler({ sso: endpoint('sso'), 'sso-oidc': endpoint('sso-oidc') }, around);
  const sts = {
    region,
    requestHandler,
    ignoreConfiguredEndpointUrls: true,
    ...(stsEndpoint === null ? {} : { endpoint: stsEndpoint }),
  };
  // Clients of every kind are made with this: a region or address here would be that of all of them.
  const provide = providerOf({
    environment,
    region,
    mfaCode,
    signal: around?.signal,
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
    asking ??= provide(profile)
      .catch((error: unknown) => {
        const renewal = renewalOf(profile, readAwsConfig(environment), environment);
        throw toCredentialError({ name: profile, renewal }, requestHandler.failure ?? error);
      })
      .finally(() => (asking = null));
    known = await asking;
    return known;
  };
}

interface Providing extends ProviderOptions {
  environment: Environment;
  region: string;
  mfaCode: (serial: string) => Promise<string>;
  signal: AbortSignal | undefined;
  roleAssumer: NonNullable<ProviderOptions['roleAssumer']>;
}

/** Gives the credentials of a profile as the files are now, and of those that it begins with. */
function providerOf(around: Providing): (name: string) => Promise<AwsCredentialIdentity> {
  return (name) => resolve(name, readAwsConfig(around.environment), around, []);
}

/** @param before the profiles whose source this is */
async function resolve(
  name: string,
  config: AwsConfig,
  around: Providing,
  before: readonly string[],
): Promise<AwsCredentialIdentity> {
  const section = config.profiles.get(name) ?? {};
  const kind = before.length === 0 ? kindOf(section) : sourceKindOf(section);
  if (kind === 'static' || kind === 'temporary-keys') return keysOf(section);
  if (kind === 'credential-process') return byProcess(section['credential_process'] ?? '', around.signal);
  const { source_profile: source } = section;
  if ((kind !== 'assume-role' && kind !== 'mfa') || source === undefined) return bySdk(section, config, around);
  if (before.includes(name)) throw new Error(`The source profiles of ${name} go round in a circle`);
  return assume(section, await resolve(source, config, around, [...before, name]), around);
}

function keysOf(section: Section): AwsCredentialIdentity {
  const {
    aws_access_key_id: accessKeyId = '',
    aws_secret_access_key: secretAccessKey = '',
    aws_session_token: sessionToken,
  } = section;
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}

async function assume(
  section: Section,
  source: AwsCredentialIdentity,
  { roleAssumer, mfaCode }: Providing,
): Promise<AwsCredentialIdentity> {
  const { role_arn: RoleArn, role_session_name: session, external_id: ExternalId, mfa_serial: serial } = section;
  return roleAssumer(source, {
    RoleArn: RoleArn ?? '',
    RoleSessionName: session || 'enrollment-desk',
    ...(ExternalId ? { ExternalId } : {}),
    DurationSeconds: Number.parseInt(section['duration_seconds'] || '3600', 10),
    ...(serial ? { SerialNumber: serial, TokenCode: await mfaCode(serial) } : {}),
  });
}
