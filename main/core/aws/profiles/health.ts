import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { parseBoundedJson } from '../../../../shared/domain/bounded-json.ts';
import type { ProfileHealth, ProfileKind } from '../../../../shared/domain/aws/profile.ts';
import { findProgram, programOf } from './program.ts';
import { awsFolder } from './read-config.ts';
import type { AwsConfig, Environment, Section } from './read-config.ts';
import { sourceKindOf } from './source.ts';

/** What a check of a profile needs. */
export interface HealthContext {
  config: AwsConfig;
  environment: Environment;
  now: Date;
}

/** How a profile stands, without a call: what it needs is there, and its sign-in has not ended. */
export function healthOf(name: string, kind: ProfileKind, context: HealthContext): ProfileHealth {
  const section = context.config.profiles.get(name) ?? {};
  switch (kind) {
    case 'static':
      return ready('Has an access key of its own.');
    case 'temporary-keys':
      return ready('Has temporary keys of its own; when they end is not written there.');
    case 'mfa':
    case 'assume-role':
      return roleHealth(name, section, context);
    case 'sso-session':
    case 'sso-legacy':
      return ssoHealth(name, section, context);
    case 'credential-process':
      return processHealth(section, context);
    case 'web-identity':
      return webIdentityHealth(section);
    case 'aws-login':
      return loginHealth(name, section, context);
    case 'simulated':
      return ready('The sandbox account of this computer.');
    case 'incomplete':
      return broken(
        'It says neither an access key nor another way to sign in.',
        `Complete it, for instance with: ${act('aws-cli.configure-sso', { profile: name })}`,
      );
  }
}

function roleHealth(name: string, section: Section, context: HealthContext): ProfileHealth {
  const seen = [name];
  let { source_profile: source, credential_source: other } = section;
  if (source === undefined) {
    return other === undefined
      ? broken('It assumes a role, and says not with which credentials.', 'Add source_profile to it.')
      : ready(`Assumes a role with the credentials of ${other}.`);
  }
  for (;;) {
    const next = context.config.profiles.get(source);
    if (!next)
      return broken(
        `Its source profile ${source} is not there.`,
        `Add the profile ${source}, or correct source_profile.`,
      );
    // A profile may name itself as the source: its own access key is meant then.
    if (source === seen.at(-1) && next['aws_access_key_id'] !== undefined)
      return ready('Assumes a role with its own access key.');
    if (seen.includes(source))
      return broken(
        `Its source profiles go round in a circle: ${[...seen, source].join(' → ')}.`,
        'Correct source_profile.',
      );
    seen.push(source);
    const kind = sourceKindOf(next);
    if (kind !== 'assume-role' && kind !== 'mfa') {
      const health = healthOf(source, kind, context);
      return health.state === 'ready'
        ? { ...health, sentence: `Assumes a role by way of ${source}.` }
        : { ...health, sentence: `By way of ${source}: ${health.sentence}` };
    }
    ({ source_profile: source, credential_source: other } = next);
    if (source === undefined) return ready(`Assumes a role by way of ${seen.at(-1) ?? ''}.`);
  }
}

function ssoHealth(name: string, section: Section, { config, environment, now }: HealthContext): ProfileHealth {
  const session = section['sso_session'];
  const settings = session === undefined ? section : config.ssoSessions.get(session);
  if (!settings)
    return broken(`Its session ${session ?? ''} is not there.`, `Add the section [sso-session ${session ?? ''}].`);
  // The token of a session lies by its name, so it can't be given to the SDK by another one.
  if (session !== undefined && !/^[\w@+.%:/-]+$/u.test(session))
    return broken(
      `The name of its session can't be used: ${session}.`,
      'Give the sso-session a name of letters, digits and hyphens, in its own section and in sso_session.',
    );
  const missing = ['sso_start_url', 'sso_region'].filter((key) => settings[key] === undefined);
  const own = ['sso_account_id', 'sso_role_name'].filter((key) => section[key] === undefined);
  if (missing.length + own.length > 0)
    return broken(
      `It lacks ${[...missing, ...own].join(', ')}.`,
      `Complete it with: ${act('aws-cli.configure-sso', { profile: name })}`,
    );
  const key = createHash('sha1')
    .update(session ?? settings['sso_start_url'] ?? '')
    .digest('hex');
  const token = readToken(join(awsFolder(environment), 'sso', 'cache', `${key}.json`));
  if (!token?.accessToken) return signIn(name, 'Nobody has signed in yet.', null);
  const { expiresAt = null } = token;
  if (expiresAt !== null && Date.parse(expiresAt) > now.getTime())
    return ready('Signed in.', new Date(expiresAt).toISOString());
  const renewable =
    session !== undefined && token.refreshToken && Date.parse(token.registrationExpiresAt ?? '') > now.getTime();
  if (renewable) return ready('Signed in; it is renewed by itself.');
  return signIn(name, 'The sign-in has ended.', expiresAt);
}

function loginHealth(name: string, section: Section, { environment, now }: HealthContext): ProfileHealth {
  const folder = environment['AWS_LOGIN_CACHE_DIRECTORY'] || join(awsFolder(environment), 'login', 'cache');
  const key = createHash('sha256')
    .update((section['login_session'] ?? '').trim())
    .digest('hex');
  const token = readToken(join(folder, `${key}.json`));
  if (!token) return signIn(name, 'Nobody has signed in yet.', null);
  const expiresAt = token.accessToken instanceof Object ? token.accessToken.expiresAt : token.expiresAt;
  if (expiresAt === undefined || Date.parse(expiresAt) > now.getTime() || token.refreshToken)
    return ready('Signed in.');
  return signIn(name, 'The sign-in has ended.', expiresAt);
}

function processHealth(section: Section, { environment }: HealthContext): ProfileHealth {
  const command = section['credential_process'] ?? '';
  const program = programOf(command);
  if (findProgram(program, environment) !== null) return ready(`Asks the program ${program}.`);
  return broken(
    `The program ${program} was not found.`,
    'Install it, or write its whole path into credential_process.',
  );
}

function webIdentityHealth(section: Section): ProfileHealth {
  const file = section['web_identity_token_file'] ?? '';
  if (section['role_arn'] === undefined) return broken('It lacks role_arn.', 'Add role_arn to it.');
  return existsSync(file)
    ? ready('Has a token file.')
    : broken(`Its token file ${file} is not there.`, 'Sign in with the tool that writes it.');
}

interface Token {
  accessToken?: string | { expiresAt?: string };
  expiresAt?: string;
  refreshToken?: string;
  registrationExpiresAt?: string;
}

function readToken(path: string): Token | null {
  try {
    return parseBoundedJson(readFileSync(path, 'utf8')) as Token;
  } catch (error) {
    // Not there, or half written: to be signed in anew in either case.
    if (error instanceof SyntaxError || error instanceof AppError || (error instanceof Error && 'code' in error))
      return null;
    throw error;
  }
}

function ready(sentence: string, expiresAt: string | null = null): ProfileHealth {
  return { state: 'ready', sentence, remedy: '', expiresAt };
}

function broken(sentence: string, remedy: string): ProfileHealth {
  return { state: 'broken', sentence, remedy, expiresAt: null };
}

function signIn(name: string, sentence: string, expiresAt: string | null): ProfileHealth {
  return {
    state: 'sign-in-needed',
    sentence,
    remedy: `Sign in with: ${act('aws.login', { profile: name })}`,
    expiresAt,
  };
}
