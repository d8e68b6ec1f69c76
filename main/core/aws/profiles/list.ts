import { isAccountId } from '../../../../shared/domain/account-id.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { simulatedProfileName } from '../../../../shared/domain/aws/profile.ts';
import type { AwsProfile } from '../../../../shared/domain/aws/profile.ts';
import type { SimulatedAws } from '../../runtime/task.ts';
import { healthOf } from './health.ts';
import { readAwsConfig } from './read-config.ts';
import type { AwsConfig, Environment, Section } from './read-config.ts';
import { kindOf } from './source.ts';
import { unusedEnvironment } from './unused-environment.ts';

/**
 * Every profile of this computer by name, the sandbox's first. No setting that may hold a secret is looked at further than
 * whether it is there. Where there is none, but credentials in the environment, a broken one says that these are not used.
 * @throws AppError PROFILE_BROKEN where a file can't be read. With a sandbox that is a broken profile of the file's name instead:
 * to rehearse, AWS's files are not needed.
 */
export function listProfiles(options: {
  environment: Environment;
  now: Date;
  simulated: Pick<SimulatedAws, 'accounts' | 'url'> | null;
}): AwsProfile[] {
  const { simulated } = options;
  if (simulated === null) return realProfiles(options);
  return [...simulatedProfiles(simulated), ...orDamage(() => realProfiles(options))];
}

function orDamage(read: () => AwsProfile[]): AwsProfile[] {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'PROFILE_BROKEN') throw error;
    const { path } = error.data;
    return [unusable(typeof path === 'string' ? path : 'AWS settings', { sentence: error.message, remedy: '' })];
  }
}

function realProfiles({ environment, now }: { environment: Environment; now: Date }): AwsProfile[] {
  const config = readAwsConfig(environment);
  const chosen = environment['AWS_PROFILE'] || 'default';
  const names = [...config.profiles.keys()].sort((a, b) => (a < b ? -1 : 1));
  const unused = names.length === 0 ? unusedEnvironment(environment) : null;
  if (unused !== null) return [unusable('environment', unused)];
  return names.map((name) => toProfile(name, config, { environment, now, isDefault: name === chosen }));
}

/** What stands for profiles of a file that can't be read, and for credentials that belong to none. */
function unusable(name: string, why: { sentence: string; remedy: string }): AwsProfile {
  return {
    name,
    kind: 'incomplete',
    region: null,
    endpointUrl: null,
    roleArn: null,
    sourceProfile: null,
    ssoSession: null,
    accountId: null,
    isDefault: false,
    health: { state: 'broken', ...why, expiresAt: null },
  };
}

function toProfile(
  name: string,
  config: AwsConfig,
  { environment, now, isDefault }: { environment: Environment; now: Date; isDefault: boolean },
): AwsProfile {
  const section: Section = config.profiles.get(name) ?? {};
  const kind = kindOf(section);
  return {
    name,
    kind,
    region: section['region'] ?? null,
    endpointUrl: section['endpoint_url'] ?? null,
    roleArn: section['role_arn'] ?? null,
    sourceProfile: section['source_profile'] ?? null,
    ssoSession: section['sso_session'] ?? null,
    accountId: accountOf(section),
    isDefault,
    health: healthOf(name, kind, { config, environment, now }),
  };
}

/** The account that a profile names itself: of its role, or of its sign-in. */
function accountOf(section: Section): string | null {
  const candidates = [
    /^arn:[\w-]+:iam::(\d{12}):/u.exec(section['role_arn'] ?? '')?.[1],
    section['sso_account_id'],
    section['aws_account_id'],
  ];
  return candidates.find((id) => id !== undefined && isAccountId(id)) ?? null;
}

function simulatedProfiles({ accounts, url }: Pick<SimulatedAws, 'accounts' | 'url'>): AwsProfile[] {
  return accounts.map((id) => ({
    name: simulatedProfileName(accounts, id),
    kind: 'simulated',
    region: 'us-east-1',
    endpointUrl: url,
    roleArn: null,
    sourceProfile: null,
    ssoSession: null,
    accountId: id,
    isDefault: false,
    health:
      url === null
        ? {
            state: 'broken',
            sentence: 'The sandbox is not running.',
            remedy: `Start it${act('sandbox.elsewhere')} with: ${act('sandbox.start')}`,
            expiresAt: null,
          }
        : {
            state: 'ready',
            sentence: 'The sandbox account of this computer. Nothing of it is real.',
            remedy: '',
            expiresAt: null,
          },
  }));
}
