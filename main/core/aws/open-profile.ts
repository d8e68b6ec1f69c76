import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { accountId, isAccountId } from '../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { act } from '../../../shared/domain/action.ts';
import { SANDBOX_PROFILE } from '../../../shared/domain/aws/profile.ts';
import type { AwsProfile } from '../../../shared/domain/aws/profile.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { SimulatedAws, TaskContext } from '../runtime/task.ts';
import { endpointOf } from './endpoints.ts';
import type { AddressedService } from './endpoints.ts';
import { credentialsOf } from './profiles/credentials.ts';
import { listProfiles } from './profiles/list.ts';
import { readAwsConfig } from './profiles/read-config.ts';
import { renewalOf } from './profiles/renewal.ts';
import { unusedEnvironment } from './profiles/unused-environment.ts';
import type { Reached } from './session/aws-handler.ts';
import type { ServiceName } from './session/session.ts';

/** What a session needs of a profile. */
export interface OpenedProfile {
  credentials: AwsCredentialIdentityProvider;
  endpoint: (service: ServiceName) => string | null;
  simulated: boolean;
  /** What to do where AWS takes the credentials no more; a sentence without its full stop. @param fault what is shown of it */
  renewal: (fault: string) => string;
  /** Is told whom the requests for credentials go to. */
  reached: Reached;
}

/** What profiles are looked up with. */
type ProfileContext = Pick<TaskContext, 'environment' | 'simulatedAws' | 'clock' | 'ask'> &
  Partial<Pick<TaskContext, 'signal'>>;

/** The profiles of this computer, the sandbox's first. @throws AppError PROFILE_BROKEN, FILE_DAMAGED. */
export function profilesOf(context: Omit<ProfileContext, 'ask' | 'signal'>): AwsProfile[] {
  return profilesWith(context, context.simulatedAws());
}

function profilesWith(
  { environment, clock }: Pick<ProfileContext, 'environment' | 'clock'>,
  simulated: SimulatedAws | null,
): AwsProfile[] {
  return listProfiles({ environment, now: clock(), simulated });
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
  const sandbox = context.simulatedAws();
  const profile = pick(profilesWith(context, sandbox), name, { wanted, environment: context.environment });
  const { state, sentence, remedy } = profile.health;
  if (state === 'broken') {
    throw new AppError('PROFILE_BROKEN', `The profile ${name} can't be used. ${sentence} ${remedy}`, { profile: name });
  }
  if (state === 'sign-in-needed') {
    throw new AppError('SIGN_IN_NEEDED', `The profile ${name} is not signed in. ${sentence} ${remedy}`, {
      profile: name,
    });
  }
  return profile.kind === 'simulated' ? openSimulated(profile, sandbox) : openReal(context, name, { region, sandbox });
}

function pick(
  profiles: readonly AwsProfile[],
  name: string,
  { wanted, environment }: { wanted: AccountId; environment: ProfileContext['environment'] },
): AwsProfile {
  const simulated = name === SANDBOX_PROFILE ? profiles.filter(({ kind }) => kind === 'simulated') : [];
  const own = simulated.find(({ accountId: id }) => id === wanted);
  if (simulated.length > 0 && !own) throw notSimulated(name, wanted);
  const found = own ?? profiles.find((each) => each.name === name);
  if (found) return found;
  // In a file that can't be read it may well be: that is told instead.
  readAwsConfig(environment);
  const unused = unusedEnvironment(environment);
  const besides = unused === null ? '' : `. ${unused.sentence} ${unused.remedy}`;
  const hint =
    name === SANDBOX_PROFILE ? `Start it with: ${act('sandbox.start')}` : `See: ${act('aws.profiles')}${besides}`;
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

function openSimulated({ accountId: id, endpointUrl }: AwsProfile, sandbox: SimulatedAws | null): OpenedProfile {
  const credentials = id !== null && isAccountId(id) ? sandbox?.credentialsOf(accountId(id)) : undefined;
  if (credentials === undefined) throw new AppError('INTERNAL', 'A profile of the sandbox has no account.');
  return {
    credentials: () => Promise.resolve(credentials),
    endpoint: () => endpointUrl,
    simulated: true,
    renewal: offAgain,
    reached: { host: null },
  };
}

function openReal(
  { environment, ask, signal }: ProfileContext,
  name: string,
  { region, sandbox }: { region: string; sandbox: SimulatedAws | null },
): OpenedProfile {
  const config = readAwsConfig(environment);
  const endpoint = (service: AddressedService): string | null => endpointOf(service, name, config, environment);
  const renewal = renewalOf(name, config, environment);
  const reached: Reached = { host: null };
  const credentials = credentialsOf(name, {
    around: { signal, reached },
    environment,
    region,
    mfaCode: (serial) => ask({ kind: 'mfa', profile: name, serial }),
    endpoint,
  });
  // A profile may have been pointed at the sandbox by its address: what it does there is no more real than elsewhere in it.
  const url = sandbox?.url ?? null;
  const simulated = url !== null && sameOrigin(endpoint('sts'), url);
  return { credentials, endpoint, simulated, renewal: () => renewal.what, reached };
}

/** The sandbox's credentials end by a fault alone. */
function offAgain(fault: string): string {
  return `Sign in again with: ${act('sandbox.fault-off', { fault })} (nobody signs in to the sandbox: this fault is on)`;
}

function sameOrigin(url: string | null, other: string): boolean {
  return url !== null && new URL(url).origin === new URL(other).origin;
}
