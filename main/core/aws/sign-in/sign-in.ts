import type { SignedIn, SignInEvent } from '../../../../shared/contract/aws-profiles.ts';
import { act } from '../../../../shared/domain/action.ts';
import type { AwsProfile } from '../../../../shared/domain/aws/profile.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { TaskContext } from '../../runtime/task.ts';
import { profilesOf } from '../open-profile.ts';
import { NO_CONFIG, readAwsConfig } from '../profiles/read-config.ts';
import type { Environment } from '../profiles/read-config.ts';
import { renewalOf } from '../profiles/renewal.ts';
import { sourceOf } from '../profiles/source.ts';
import { AWS_LOGIN, findAwsCli, signInByCli, SSO_LOGIN } from './aws-cli.ts';
import type { CliSearch } from './aws-cli.ts';
import { openBrowser } from './open-browser.ts';
import { ssoSettingsOf } from './sso-settings.ts';
import { limitSignIn } from './time-limit.ts';
import { whatInstead } from './what-instead.ts';

/** What a sign-in needs of a task. */
export type SignInContext = Pick<TaskContext, 'environment' | 'simulatedAws' | 'clock' | 'signal' | 'tell'>;

/** What is the same for every sign-in unless a test says other. */
export interface SignInOptions {
  /** How long it may take; ten minutes. */
  limitMs?: number;
  /** Folders besides the PATH in which the AWS CLI is looked for. */
  knownPlaces?: readonly string[];
}

type Around = CliSearch & { tell: (event: SignInEvent) => void };

/**
 * Signs a profile in: by the AWS CLI where one is installed that can, else, for IAM Identity Center, in the browser by this program.
 * Of a profile that assumes a role with another profile's credentials that other one is signed in.
 * @throws AppError PROFILE_NOT_FOUND, PROFILE_BROKEN, INVALID_INPUT for a profile that nobody signs in to (with what to do instead),
 * SIGN_IN_NEEDED where it did not succeed, SERVICE_FAILED, FILE_NOT_WRITTEN, CANCELLED.
 */
export async function signIn(
  context: SignInContext,
  { profile: name }: { profile: string },
  { limitMs, knownPlaces }: SignInOptions = {},
): Promise<SignedIn> {
  const profiles = profilesOf(context);
  // In a file that can't be read it may well be: that is told instead.
  if (!profiles.some((each) => each.name === name)) readAwsConfig(context.environment);
  const profile = profileToSignIn(profiles, name, context.environment);
  const limit = limitSignIn(context.signal, limitMs);
  const { environment } = context;
  const tell = (event: SignInEvent): void => context.tell(event);
  const around: Around = { environment, signal: limit.signal, knownPlaces, tell };
  try {
    const by =
      profile.kind === 'aws-login' ? await signInAtConsole(profile, around) : await signInAtSso(profile, around);
    const { state, sentence, expiresAt } = find(profilesOf(context), profile.name).health;
    if (state === 'ready') return { profile: profile.name, by, expiresAt };
    throw new AppError(
      'SIGN_IN_NEEDED',
      `The sign-in of ${profile.name} ended without an error, and still: ${sentence} Try again.`,
      { profile: profile.name },
    );
  } finally {
    limit.clear();
  }
}

/** The profile itself, or the one at the end of its source profiles. */
function profileToSignIn(profiles: readonly AwsProfile[], name: string, environment: Environment): AwsProfile {
  const asked = find(profiles, name);
  // To rehearse, AWS's files are not needed.
  const config = asked.kind === 'simulated' ? NO_CONFIG : readAwsConfig(environment);
  const profile = asked.health.state === 'broken' ? asked : find(profiles, sourceOf(name, config).name);
  const { kind, health } = profile;
  if (kind === 'sso-session' || kind === 'sso-legacy' || kind === 'aws-login') {
    if (health.state !== 'broken') return profile;
    throw new AppError('PROFILE_BROKEN', `${profile.name} can't be signed in. ${health.sentence} ${health.remedy}`, {
      profile: profile.name,
    });
  }
  throw new AppError('INVALID_INPUT', whatInstead(profile, renewalOf(name, config, environment)), {
    profile: profile.name,
    kind,
  });
}

function find(profiles: readonly AwsProfile[], name: string): AwsProfile {
  const found = profiles.find((each) => each.name === name);
  if (found) return found;
  throw new AppError(
    'PROFILE_NOT_FOUND',
    `There is no AWS profile named ${name} on this computer. See: ${act('aws.profiles')}`,
    { profile: name },
  );
}

async function signInAtConsole({ name, region }: AwsProfile, around: Around): Promise<'aws-cli'> {
  const cli = await findAwsCli(AWS_LOGIN, around);
  if (cli === null) {
    throw new AppError(
      'SIGN_IN_NEEDED',
      `The profile ${name} is signed in by the AWS CLI, and none of version ${AWS_LOGIN.join('.')} or newer was found on this computer. Install it, then try again.`,
      { profile: name },
    );
  }
  // Without a region it would ask for one. It is where the sign-in page is, and is not kept.
  const inRegion = region === null && !around.environment['AWS_REGION'] ? ['--region=us-east-1'] : [];
  await signInByCli(cli, ['login', `--profile=${name}`, ...inRegion], { ...around, profile: name });
  return 'aws-cli';
}

async function signInAtSso({ name }: AwsProfile, around: Around): Promise<'aws-cli' | 'browser'> {
  const cli = await findAwsCli(SSO_LOGIN, around);
  if (cli !== null) {
    await signInByCli(cli, ['sso', 'login', `--profile=${name}`], { ...around, profile: name });
    return 'aws-cli';
  }
  const { environment, signal, tell } = around;
  const settings = ssoSettingsOf(name, readAwsConfig(environment), environment);
  const { signInByBrowser } = await import('./browser-sign-in.ts');
  await signInByBrowser(settings, {
    environment,
    signal,
    waiting: (call) => tell({ type: 'waiting', ...call }),
    show: async (url) => {
      tell({ type: 'browser', url });
      if (await openBrowser(url, environment)) return;
      tell({ type: 'said', line: 'No browser could be opened. Open the address above in a browser on this computer.' });
    },
  });
  return 'browser';
}
