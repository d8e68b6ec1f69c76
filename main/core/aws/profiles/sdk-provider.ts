import { fromIni, fromSSO } from '@aws-sdk/credential-providers';
import { externalDataInterceptor } from '@smithy/core/config';
import type { AwsCredentialIdentity } from '@smithy/types';
import { configPaths } from './read-config.ts';
import type { AwsConfig, Environment, Section } from './read-config.ts';

/** What the SDK's providers are made with. */
export type ProviderOptions = Pick<
  NonNullable<Parameters<typeof fromIni>[0]>,
  'clientConfig' | 'roleAssumer' | 'roleAssumerWithWebIdentity'
>;

/** The name of every profile in what the SDK is given to read. */
const PROFILE = 'p';

/**
 * Credentials of a profile that has no keys and no source profile of its own, by the SDK. It is given the settings as we have read them: in the
 * files it finds fewer names than the AWS CLI does.
 * @throws what the SDK says
 */
export function bySdk(
  section: Section,
  config: AwsConfig,
  { environment, region, ...options }: ProviderOptions & { environment: Environment; region: string },
): Promise<AwsCredentialIdentity> {
  const session = section['sso_session'];
  const settings = session === undefined ? section : (config.ssoSessions.get(session) ?? {});
  const written = write(section, session === undefined ? null : { name: session, settings });
  const files = given(configPaths(environment).config, written);
  const asking = { callerClientConfig: { region: () => Promise.resolve(region) } };
  const { sso_account_id: ssoAccountId, sso_role_name: ssoRoleName } = section;
  const { sso_start_url: ssoStartUrl, sso_region: ssoRegion } = settings;
  // By its files alone, the SDK would read those of the program's own environment for IAM Identity Center.
  if (ssoAccountId !== undefined && ssoRoleName !== undefined && ssoStartUrl && ssoRegion) {
    const of = { ssoAccountId, ssoRoleName, ssoStartUrl, ssoRegion };
    return fromSSO({ ...options, ...files, ...of, ...(session === undefined ? {} : { ssoSession: session }) })(asking);
  }
  return fromIni({ ...options, ...files })(asking);
}

function write(section: Section, session: { name: string; settings: Section } | null): string {
  const lines = (of: Section): string[] => Object.entries(of).map(([key, value]) => `${key} = ${value}`);
  const own = [`[profile ${PROFILE}]`, ...lines(section)];
  return [...own, ...(session === null ? [] : [`[sso-session ${session.name}]`, ...lines(session.settings)]), ''].join(
    '\n',
  );
}

/** Names of files that are only in the SDK's memory, with this text. */
function given(config: string, text: string) {
  const [configFilepath, filepath] = [`${config}: as read`, `${config}: no keys`];
  externalDataInterceptor.interceptFile(configFilepath, text);
  externalDataInterceptor.interceptFile(filepath, '');
  return { profile: PROFILE, ignoreCache: true, configFilepath, filepath };
}
