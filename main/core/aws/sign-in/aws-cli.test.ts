import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import type { SignInEvent } from '../../../../shared/contract/aws-profiles.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { awsHome } from '../../../../test/support/aws-home.ts';
import type { AwsHome } from '../../../../test/support/aws-home.ts';
import { skipOnWindows } from '../../../../test/support/platform.ts';
import { tempCore } from '../../../../test/support/temp-core.ts';
import { systemClock } from '../../time/clock.ts';
import { signIn } from './sign-in.ts';

const CONFIG = `[profile p]
sso_session = corp
sso_account_id = 099999999999
sso_role_name = Billing
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-central-1
[profile console]
login_session = arn:aws:iam::099999999999:user/ana
[profile --odd]
login_session = arn:aws:iam::099999999999:user/ana
region = eu-west-1
[profile key]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
[profile program]
credential_process = /bin/sh
[profile token]
role_arn = arn:aws:iam::099999999999:role/r
web_identity_token_file = /bin/sh
[profile machine]
role_arn = arn:aws:iam::099999999999:role/r
credential_source = Environment
[profile lost]
role_arn = arn:aws:iam::099999999999:role/r
source_profile = nowhere
[profile half]
sso_session = gone
[profile empty]
region = us-east-1
`;

/** An AWS CLI: says its version, writes what it was called with into `calls`, then does what it is told. */
function cli(version: string, does: string): string {
  return `#!/bin/sh
if [ "$1" = --version ]; then echo "aws-cli/${version} Python/3.13.9 Linux/6.1 exe/x86_64"; exit 0; fi
for word in "$@"; do echo "$word" >> "$HOME/calls"; done
${does}
`;
}

/** By hand: `printf corp | sha1sum`. */
const TOKEN = '.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json';
/** By hand: `printf arn:aws:iam::099999999999:user/ana | sha256sum`. */
const LOGIN = '.aws/login/cache/d5f2ef36482d1ee25858e5d06c579c64d9dc764ba96ed1b2a6de53ce4ac1bf7e.json';

const KEEPS_TOKEN = `/bin/mkdir -p "$HOME/.aws/sso/cache"
echo '{"accessToken":"t","expiresAt":"2100-01-01T00:00:00Z"}' > "$HOME/${TOKEN}"`;
const KEEPS_LOGIN = `/bin/mkdir -p "$HOME/.aws/login/cache"
echo '{"accessToken":{"expiresAt":"2100-01-01T00:00:00Z"},"refreshToken":"r"}' > "$HOME/${LOGIN}"`;

function begin(home: AwsHome, profile: string, signal = new AbortController().signal) {
  const events: SignInEvent[] = [];
  const context = {
    environment: home.environment,
    simulatedAws: () => null,
    clock: systemClock,
    signal,
    // What the task tells is an event of a sign-in; the contract checks it where it crosses.
    tell: (event: object) => void events.push(event as SignInEvent),
  };
  return { events, done: signIn(context, { profile }, { knownPlaces: [] }) };
}

function callsOf(home: AwsHome): string[] {
  const path = home.path('calls');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}

async function failureOf(done: Promise<unknown>): Promise<AppError> {
  const error: unknown = await done.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw new Error('It should have failed with an AppError.', { cause: error });
}

const noShell = skipOnWindows('the stand-ins for the AWS CLI are shell scripts');

describe.skipIf(noShell)('signing in by the AWS CLI', () => {
  it('runs aws sso login for the profile and gives what it says', async () => {
    const says = `echo 'Attempting to open your default browser.'
echo 'If it does not open, open the following URL:'; echo
echo 'https://oidc.eu-central-1.amazonaws.com/authorize?state=Ab&code_challenge=wJalrXUtnFEMIAK7MDENGAbPxRfiCYEXAMPLEKEY'
${KEEPS_TOKEN}`;
    const home = awsHome(CONFIG, { aws: cli('2.0.1', says) });
    const { events, done } = begin(home, 'p');
    expect(await done).toEqual({ profile: 'p', by: 'aws-cli', expiresAt: '2100-01-01T00:00:00.000Z' });
    expect(callsOf(home)).toEqual(['sso', 'login', '--profile=p']);
    expect(events).toEqual([
      { type: 'said', line: 'Attempting to open your default browser.' },
      { type: 'said', line: 'If it does not open, open the following URL:' },
      {
        type: 'browser',
        url: 'https://oidc.eu-central-1.amazonaws.com/authorize?state=Ab&code_challenge=wJalrXUtnFEMIAK7MDENGAbPxRfiCYEXAMPLEKEY',
      },
    ]);
  });

  it('runs aws login for a console profile; the region is given where the profile has none', async () => {
    const home = awsHome(CONFIG, { aws: cli('2.32.0', KEEPS_LOGIN) });
    expect(await begin(home, 'console').done).toMatchObject({ profile: 'console', by: 'aws-cli' });
    expect(callsOf(home)).toEqual(['login', '--profile=console', '--region=us-east-1']);
  });

  it('gives a profile name as a value, whatever it looks like', async () => {
    const home = awsHome(CONFIG, { aws: cli('3.1.0', KEEPS_LOGIN) });
    await begin(home, '--odd').done;
    expect(callsOf(home)).toEqual(['login', '--profile=--odd']);
  });

  it.each(['1.45.11', '2.31.9'])('says that version %s is too old for aws login', async (version) => {
    const home = awsHome(CONFIG, { aws: cli(version, KEEPS_LOGIN) });
    expect(await failureOf(begin(home, 'console').done)).toMatchObject({
      code: 'SIGN_IN_NEEDED',
      message:
        'The profile console is signed in by the AWS CLI, and none of version 2.32 or newer was found on this computer. Install it, then try again.',
    });
    expect(callsOf(home)).toEqual([]);
  });

  it('takes the first on the PATH that is new enough', async () => {
    const old = awsHome('', { aws: cli('1.45.11', 'exit 9') });
    const broken = awsHome('', { aws: '#!/no/such/program\n' });
    const home = awsHome(CONFIG, { aws: cli('2.15.0', KEEPS_TOKEN) });
    const path = [old, broken, home].map(({ environment }) => environment.PATH).join(':');
    await begin({ ...home, environment: { ...home.environment, PATH: path } }, 'p').done;
    expect(callsOf(home)).toEqual(['sso', 'login', '--profile=p']);
  });

  it('tells its last words where it fails, without a secret', async () => {
    const fails = `echo 'aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY is not valid' >&2; exit 255`;
    const home = awsHome(CONFIG, { aws: cli('2.15.0', fails) });
    const { events, done } = begin(home, 'p');
    expect(await failureOf(done)).toMatchObject({
      code: 'SIGN_IN_NEEDED',
      message:
        'The AWS CLI did not sign in the profile p; it said: aws_secret_access_key=[secret] is not valid. Try again, or run in a terminal: aws sso login --profile=p',
      data: { profile: 'p', exitCode: 255 },
    });
    expect(JSON.stringify(events)).not.toContain('wJalrXUtnFEMI');
  });

  it('does not take an exit without an error for a sign-in', async () => {
    const home = awsHome(CONFIG, { aws: cli('2.15.0', 'exit 0') });
    expect(await failureOf(begin(home, 'p').done)).toMatchObject({
      code: 'SIGN_IN_NEEDED',
      message: 'The sign-in of p ended without an error, and still: Nobody has signed in yet. Try again.',
    });
  });

  it('can not be asked back: a question of it ends it', async () => {
    // Its last line has no end.
    const asks = `read answer || { printf 'EOF when reading a line' >&2; exit 255; }`;
    const home = awsHome(CONFIG, { aws: cli('2.32.0', asks) });
    expect((await failureOf(begin(home, 'console').done)).message).toContain('it said: EOF when reading a line.');
  });

  it('does not wait for a browser that it has started and that holds its output', async () => {
    const home = awsHome(CONFIG, { aws: cli('2.15.0', `/bin/sleep 600 & echo $! > "$HOME/browser"\n${KEEPS_TOKEN}`) });
    await begin(home, 'p').done;
    // It is still there: this throws where there is no such process.
    expect(process.kill(Number(readFileSync(home.path('browser'), 'utf8')))).toBe(true);
  });

  it('is ended, with what it has started, when it is cancelled', async () => {
    const hangs = `/bin/sleep 60 & echo $! > "$HOME/child"\necho $$ > "$HOME/cli"\nwait`;
    const home = awsHome(CONFIG, { aws: cli('2.15.0', hangs) });
    const abort = new AbortController();
    const { done } = begin(home, 'p', abort.signal);
    const pids = await eventually(() => ['child', 'cli'].map((name) => pidIn(home.path(name))));
    expect(pids.every(isAlive)).toBe(true);
    abort.abort();
    expect(await failureOf(done)).toMatchObject({ code: 'CANCELLED' });
    await eventually(() => expect(pids.some(isAlive)).toBe(false));
  });

  it('is killed where it does not end when it is asked to', async () => {
    const stubborn = `trap '' TERM\necho $$ > "$HOME/cli"\nwhile :; do /bin/sleep 1; done`;
    const home = awsHome(CONFIG, { aws: cli('2.15.0', stubborn) });
    const abort = new AbortController();
    const { done } = begin(home, 'p', abort.signal);
    const pid = await eventually(() => pidIn(home.path('cli')));
    abort.abort();
    expect(await failureOf(done)).toMatchObject({ code: 'CANCELLED' });
    await eventually(() => expect(isAlive(pid)).toBe(false));
  });
});

describe('a profile that nobody signs in to', () => {
  it.each([
    ['key', 'INVALID_INPUT', 'key has an access key of its own: there is nothing to sign in to.'],
    ['program', 'INVALID_INPUT', 'program gets its credentials from a program: sign in with that program.'],
    ['token', 'INVALID_INPUT', 'token gets its credentials from a token file: sign in with the tool that writes it.'],
    [
      'machine',
      'INVALID_INPUT',
      'machine has nothing to sign in to: it assumes a role with credentials of this computer.',
    ],
    ['lost', 'INVALID_INPUT', 'Nobody can sign in to lost. Its source profile nowhere is not there.'],
    [
      'half',
      'PROFILE_BROKEN',
      "half can't be signed in. Its session gone is not there. Add the section [sso-session gone].",
    ],
    [
      'empty',
      'INVALID_INPUT',
      'Nobody can sign in to empty. It says neither an access key nor another way to sign in.',
    ],
    [
      'nobody',
      'PROFILE_NOT_FOUND',
      `There is no AWS profile named nobody on this computer. See: ${act('aws.profiles')}`,
    ],
  ])('%s is told what to do instead', async (profile, code, words) => {
    const error = await failureOf(begin(awsHome(CONFIG), profile).done);
    expect([error.code, error.message.slice(0, words.length)]).toEqual([code, words]);
  });
});

describe.skipIf(noShell)('aws.login of the contract', () => {
  it('streams what the sign-in tells, then how it ended', async () => {
    const home = awsHome(CONFIG, { aws: cli('2.15.0', `echo 'Opening the browser.'\n${KEEPS_TOKEN}`) });
    const { client } = tempCore({ environment: home.environment });
    const work = await client.aws.login({ profile: ' p ' });
    expect(await work.next()).toEqual({ done: false, value: { type: 'said', line: 'Opening the browser.' } });
    expect(await work.next()).toEqual({
      done: true,
      value: { profile: 'p', by: 'aws-cli', expiresAt: '2100-01-01T00:00:00.000Z' },
    });
  });
});

/** The process that a file names. @throws Error while it is not written yet */
function pidIn(path: string): number {
  const [pid] = /^\d+$/mu.exec(readFileSync(path, 'utf8')) ?? [];
  if (pid === undefined) throw new Error(`${path} names no process yet`);
  return Number(pid);
}

/** Whether a program runs; one that has ended and was not asked for its end yet (a zombie) does not. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('/bin/ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

/** Tries until it works, on a busy computer too. */
function eventually<T>(work: () => T): Promise<T> {
  return vi.waitFor(work, { timeout: 10_000, interval: 20 });
}
