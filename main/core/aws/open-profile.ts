import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { accountId, isAccountId } from '../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { act } from '../../../shared/domain/action.ts';
import { SANDBOX_PROFILE } from '../../../shared/domain/aws/profile.ts';
import type { AwsProfile } from '../../../shared/domain/aws/profile.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { TaskContext } from '../runtime/task.ts';
import { endpointOf } from './endpoints.ts';
import type { AddressedService } from './endpoints.ts';
import { credentialsOf } from './profiles/credentials.ts';
import { listProfiles } from './profiles/list.ts';
import { readAwsConfig } from './profiles/read-config.ts';
import type { ServiceName } from './session/session.ts';

/** What a session needs of a profile. */
export interface OpenedProfile {
  credentials: AwsCredentialIdentityProvider;
  endpoint: (service: ServiceName) => string | null;
  simulated: boolean;
}

/** What profiles are looked up with. */
type ProfileContext = Pick<TaskContext, 'environment' | 'simulatedAws' | 'clock' | 'ask'>;

/** The profiles of this computer, the sandbox's first. @throws AppError PROFILE_BROKEN, FILE_DAMAGED. */
export function profilesOf({ environment, simulatedAws, clock }: Omit<ProfileContext, 'ask'>): AwsProfile[] {
  return listProfiles({ environment, now: clock(), simulated: simulatedAws() });
}

/**
 * The credentials and addresses of a named profile, and of no other. Their values are never kept.
 * @param wanted the payer account that the profile is wanted for: `sandbox (simulated)` is the sandbox's account of that ID where it
 * has one
 * @throws AppError PROFILE_NOT_FOUND, SIGN_IN_NEEDED, PROFILE_BROKEN.
 */
export function openProfile(
  context: ProfileContext,
  name: string,
  { wanted, region }: { wanted: AccountId; region: string },
): OpenedProfile {
  const profile = pick(context, name, wanted);
  const { state, sentence, remedy } = profile.health;
  if (state === 'broken') {
    throw new AppError('PROFILE_BROKEN', `The profile ${name} can't be used. ${sentence} ${remedy}`, { profile: name });
  }
  if (state === 'sign-in-needed') {
    throw new AppError('SIGN_IN_NEEDED', `The profile ${name} is not signed in. ${sentence} ${remedy}`, {
      profile: name,
    });
  }
  return profile.kind === 'simulated' ? openSimulated(context, profile) : openReal(context, name, region);
}

function pick(context: ProfileContext, name: string, wanted: AccountId): AwsProfile {
  const profiles = profilesOf(context);
  const simulated = name === SANDBOX_PROFILE ? profiles.filter(({ kind }) => kind === 'simulated') : [];
  const own = simulated.find(({ accountId: id }) => id === wanted);
  if (simulated.length > 0 && !own) throw notSimulated(name, wanted);
  const found = own ?? profiles.find((each) => each.name === name);
  if (found) return found;
  // In a file that can't be read it may well be: that is told instead.
  readAwsConfig(context.environment);
  const hint = name === SANDBOX_PROFILE ? `Start it with: ${act('sandbox.start')}` : `See: ${act('aws.profiles')}`;
  throw new AppError('PROFILE_NOT_FOUND', `There is no AWS profile named ${name} on this computer. ${hint}`, {
    profile: name,
  });
}

function notSimulated(profile: string, wanted: AccountId): AppError {
  return new AppError(
    'PROFILE_NOT_FOUND',
    `The sandbox has no account ${wanted}. ${act('sandbox.start-anew', { account: wanted })} (what is in it stays).`,
    { profile, account: wanted },
  );
}

function openSimulated({ simulatedAws }: ProfileContext, { accountId: id, endpointUrl }: AwsProfile): OpenedProfile {
  const credentials = id !== null && isAccountId(id) ? simulatedAws()?.credentialsOf(accountId(id)) : undefined;
  if (credentials === undefined) throw new AppError('INTERNAL', 'A profile of the sandbox has no account.');
  return { credentials: () => Promise.resolve(credentials), endpoint: () => endpointUrl, simulated: true };
}

function openReal({ environment, ask, simulatedAws }: ProfileContext, name: string, region: string): OpenedProfile {
  const config = readAwsConfig(environment);
  const endpoint = (service: AddressedService): string | null => endpointOf(service, name, config, environment);
  const credentials = credentialsOf(name, {
    environment,
    region,
    mfaCode: (serial) => ask({ kind: 'mfa', profile: name, serial }),
    endpoint,
  });
  // A profile may have been pointed at the sandbox by its address: what it does there is no more real than elsewhere in it.
  const sandbox = simulatedAws()?.url ?? null;
  return { credentials, endpoint, simulated: sandbox !== null && sameOrigin(endpoint('sts'), sandbox) };
}

function sameOrigin(url: string | null, other: string): boolean {
  return url !== null && new URL(url).origin === new URL(other).origin;
}
