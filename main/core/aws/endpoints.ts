import { AppError } from '../../../shared/domain/app-error.ts';
import type { AwsConfig, Environment } from './profiles/read-config.ts';
import type { ServiceName } from './session/session.ts';

/** What settings give addresses of: services in use, and the portal and sign-in of IAM Identity Center. */
export type AddressedService = ServiceName | 'sso' | 'sso-oidc';

/** Services as settings of addresses name them (AWS SDKs and Tools, 'Identifiers for service-specific endpoints'). */
const SERVICE_IDS: Readonly<Record<AddressedService, string>> = {
  account: 'account',
  cloudformation: 'cloudformation',
  cur: 'cost_and_usage_report_service',
  glue: 'glue',
  iam: 'iam',
  lambda: 'lambda',
  organizations: 'organizations',
  s3: 's3',
  sso: 'sso',
  'sso-oidc': 'sso_oidc',
  sts: 'sts',
};

/**
 * The address that settings give a service; null for AWS's own. In the order of the AWS CLI: AWS_ENDPOINT_URL_<SERVICE>,
 * AWS_ENDPOINT_URL, the profile's `services` section, the profile's endpoint_url; none of them where they are to be ignored
 * (AWS SDKs and Tools, 'Service-specific endpoints').
 * @throws AppError PROFILE_BROKEN for an address that is no https, or http of another computer.
 */
export function endpointOf(
  service: AddressedService,
  profile: string,
  config: AwsConfig,
  environment: Environment,
): string | null {
  const section = config.profiles.get(profile) ?? {};
  const ignore = environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? section['ignore_configured_endpoint_urls'] ?? '';
  if (ignore.toLowerCase() === 'true') return null;
  const id = SERVICE_IDS[service];
  const candidates: readonly (readonly [string, string | undefined])[] = [
    [`AWS_ENDPOINT_URL_${id.toUpperCase()}`, environment[`AWS_ENDPOINT_URL_${id.toUpperCase()}`]],
    ['AWS_ENDPOINT_URL', environment['AWS_ENDPOINT_URL']],
    [`services section ${section['services'] ?? ''}`, config.services.get(section['services'] ?? '')?.[id]],
    [`endpoint_url of the profile ${profile}`, section['endpoint_url']],
  ];
  const [from, url] = candidates.find(([, value]) => value !== undefined && value !== '') ?? [];
  if (from === undefined || url === undefined) return null;
  assertSafe(url, from);
  return url;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

function assertSafe(url: string, from: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && LOOPBACK.has(parsed.hostname))) return;
  throw new AppError(
    'PROFILE_BROKEN',
    `The address of AWS in ${from} can't be used: ${url}. It must begin with https://; http:// is for this computer alone.`,
    { from, url },
  );
}
