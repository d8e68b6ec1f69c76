import { AppError } from '../../../../shared/domain/app-error.ts';
import { endpointOf } from '../endpoints.ts';
import type { AwsConfig, Environment } from '../profiles/read-config.ts';
import { act } from '../../../../shared/domain/action.ts';

/** What a profile says of its IAM Identity Center. */
export interface SsoSettings {
  startUrl: string;
  region: string;
  scopes: string[];
  /** By what the token is kept: the session's name, or the start URL where there is no session. */
  cacheKey: string;
  /** Null for AWS's own address. */
  endpoint: string | null;
}

/** What is asked for unless the session says other: the rights to get credentials, and to renew the sign-in. */
const DEFAULT_SCOPES = ['sso:account:access'];

/** The settings of a profile's sign-in. @throws AppError PROFILE_BROKEN where one is missing or can't be right. */
export function ssoSettingsOf(profile: string, config: AwsConfig, environment: Environment): SsoSettings {
  const section = config.profiles.get(profile) ?? {};
  const session = section['sso_session'];
  const settings = session === undefined ? section : (config.ssoSessions.get(session) ?? {});
  const { sso_start_url: startUrl = '', sso_region: region = '' } = settings;
  if (!URL.canParse(startUrl) || new URL(startUrl).protocol !== 'https:')
    throw broken(profile, 'sso_start_url is no address that begins with https://');
  // It becomes part of a host name.
  if (!/^[a-z]{2}(?:-[a-z0-9]+)+$/u.test(region)) throw broken(profile, 'sso_region is no region');
  const scopes = (settings['sso_registration_scopes'] ?? '').split(',').map((scope) => scope.trim());
  const asked = scopes.filter((scope) => scope !== '');
  return {
    startUrl,
    region,
    scopes: asked.length > 0 ? asked : DEFAULT_SCOPES,
    cacheKey: session ?? startUrl,
    endpoint: endpointOf('sso-oidc', profile, config, environment),
  };
}

function broken(profile: string, why: string): AppError {
  return new AppError(
    'PROFILE_BROKEN',
    `The profile ${profile} can't sign in: ${why}. Correct it with: ${act('aws-cli.configure-sso', { profile })}`,
    { profile },
  );
}
