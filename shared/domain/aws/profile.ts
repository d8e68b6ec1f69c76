/** The profile of the sandbox. Nobody can take it for a real one. */
export const SANDBOX_PROFILE = 'sandbox (simulated)';

/** Whether a profile is one of the sandbox. */
export function isSandboxProfile(name: string): boolean {
  return name === SANDBOX_PROFILE || name.startsWith(`${SANDBOX_PROFILE} `);
}

/** The sandbox's profile of an account: each of its accounts has one, the first the plain name. */
export function simulatedProfileName(accounts: readonly string[], id: string): string {
  return accounts[0] === id ? SANDBOX_PROFILE : `${SANDBOX_PROFILE} ${id}`;
}

/** A name as a command line takes it: in quotes where it has to be. */
export function quotedName(name: string): string {
  return /^[\w@%+=:,./-]+$/u.test(name) ? name : `'${name.replaceAll("'", String.raw`'\''`)}'`;
}

/** How a profile comes by its credentials. */
export const PROFILE_KINDS = [
  'static',
  'temporary-keys',
  'assume-role',
  'mfa',
  'sso-session',
  'sso-legacy',
  'credential-process',
  'web-identity',
  'aws-login',
  'simulated',
  'incomplete',
] as const;

export type ProfileKind = (typeof PROFILE_KINDS)[number];

/** What a kind is called. */
export const PROFILE_KIND_NAMES: Readonly<Record<ProfileKind, string>> = {
  static: 'access key',
  'temporary-keys': 'temporary keys',
  'assume-role': 'assumed role',
  mfa: 'assumed role with MFA',
  'sso-session': 'IAM Identity Center',
  'sso-legacy': 'IAM Identity Center (older form)',
  'credential-process': 'credential process',
  'web-identity': 'web identity',
  'aws-login': 'aws login',
  simulated: 'sandbox (simulated)',
  incomplete: 'incomplete',
};

/** How a profile stands, found out without asking AWS. */
export interface ProfileHealth {
  /** `ready` may be tried · `sign-in-needed` · `broken` can't work as it is written. */
  state: 'ready' | 'sign-in-needed' | 'broken';
  sentence: string;
  /** What to do; empty where nothing is. */
  remedy: string;
  /** When the sign-in ends; ISO 8601 UTC, where that is known. */
  expiresAt: string | null;
}

/** A profile of this computer. Never a credential. */
export interface AwsProfile {
  name: string;
  kind: ProfileKind;
  region: string | null;
  endpointUrl: string | null;
  roleArn: string | null;
  sourceProfile: string | null;
  ssoSession: string | null;
  /** Where the profile itself says it. */
  accountId: string | null;
  isDefault: boolean;
  health: ProfileHealth;
}
