import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadSharedConfigFiles } from '@smithy/core/config';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { standIn } from '../../../../test/support/stand-in.ts';
import { tempFolder } from '../../../../test/support/temp-core.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { AwsProfile } from '../../../../shared/domain/aws/profile.ts';
import { endpointOf } from '../endpoints.ts';
import { credentialsOf } from './credentials.ts';
import { listProfiles } from './list.ts';
import { readAwsConfig } from './read-config.ts';

const NOW = new Date('2026-11-21T09:00:00Z');

/** A home with these files; paths relative to ~/.aws. */
function home(files: Readonly<Record<string, string>>): Record<string, string> {
  const folder = tempFolder();
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, '.aws', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return { HOME: folder, PATH: join(folder, 'bin') };
}

function list(environment: Record<string, string>): AwsProfile[] {
  return listProfiles({ environment, now: NOW, simulated: null });
}

function one(config: string, more: Readonly<Record<string, string>> = {}): AwsProfile | undefined {
  return list(home({ config, ...more })).find(({ name }) => name === 'p');
}

/** Where the token of the session `corp` lies: `printf corp | sha1sum`. */
const CORP_TOKEN = 'sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json';

const SSO = `[profile p]
sso_session = corp
sso_account_id = 099999999999
sso_role_name = Billing
region = eu-central-1
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-central-1
`;

describe('the profiles of this computer', () => {
  it.each(['AWS_ACCESS_KEY_ID', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'])(
    'are none where there is %s alone: it is said that this is on purpose',
    (name) => {
      const [only, ...more] = list({ ...home({}), [name]: 'AKIAOFTHEENVIRONMENT' });
      expect(more).toEqual([]);
      expect([only?.name, only?.health]).toEqual([
        'environment',
        {
          state: 'broken',
          sentence: `The credentials of the environment (${name}) are not used, on purpose: a set-up goes on for days, and belongs to a profile by its name.`,
          remedy: `Put them into a profile, for instance with: ${act('aws-cli.configure', { profile: 'NAME' })}`,
          expiresAt: null,
        },
      ]);
      const config = '[profile p]\naws_access_key_id = AKIAOFTHEPROFILE0001\naws_secret_access_key = s\n';
      expect(list({ ...home({ config }), [name]: 'x' }).map((each) => each.name)).toEqual(['p']);
    },
  );

  it('are those of both files, by name; sessions and services are none', () => {
    const environment = home({
      config: `[default]\nregion=us-east-1\n${SSO}[services local]\ns3 =\n  endpoint_url = http://127.0.0.1:9000\n`,
      credentials:
        '[old-key]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
    });
    expect(
      list({ ...environment, AWS_PROFILE: 'old-key' }).map(({ name, kind, isDefault }) => [name, kind, isDefault]),
    ).toEqual([
      ['default', 'incomplete', false],
      ['old-key', 'static', true],
      ['p', 'sso-session', false],
    ]);
  });

  it('are read from where AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE say; none where there are no files', () => {
    const environment = home({ other: '[profile elsewhere]\nregion = us-east-1\n' });
    expect(list(environment)).toEqual([]);
    const moved = { ...environment, AWS_CONFIG_FILE: join(environment['HOME'] ?? '', '.aws/other') };
    expect(list(moved).map(({ name }) => name)).toEqual(['elsewhere']);
  });

  it('name the account where they know it', () => {
    expect(one(SSO)?.accountId).toBe('099999999999');
    expect(one('[profile p]\nrole_arn = arn:aws:iam::012345678901:role/billing\nsource_profile = p\n')?.accountId).toBe(
      '012345678901',
    );
  });

  it('come after those of the sandbox, which nobody takes for real', () => {
    const simulated = {
      accounts: [accountId('111122223333'), accountId('444455556666')],
      url: 'http://127.0.0.1:7000',
    };
    const names = listProfiles({ environment: home({ config: SSO }), now: NOW, simulated }).map(({ name }) => name);
    expect(names).toEqual(['sandbox (simulated)', 'sandbox (simulated) 444455556666', 'p']);
  });

  it('are refused where a file is broken, with its path and line and none of its content', () => {
    const environment = home({ credentials: '[a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\nmy secret is hunter2\n' });
    expect(() => list(environment)).toThrow(
      expect.objectContaining({
        code: 'PROFILE_BROKEN',
        message: `The AWS settings in ${join(environment['HOME'] ?? '', '.aws/credentials')} are broken: line 3 is neither a section nor a setting. Mend the file, or ask who set up this computer.`,
      }),
    );
  });

  it('are read as the SDK reads them', async () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/u);
    const value = fc.stringMatching(/^[A-Za-z0-9/:._=-]{1,12}$/u);
    const section = fc.dictionary(word, value, { minKeys: 1, maxKeys: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(word, section, { maxKeys: 4 }),
        fc.dictionary(word, section, { maxKeys: 3 }),
        async (config, credentials) => {
          const lines = (entries: Record<string, Record<string, string>>, prefix: string): string =>
            Object.entries(entries)
              .map(
                ([name, settings]) =>
                  `[${prefix}${name}]\n${Object.entries(settings)
                    .map(([k, v]) => `${k} = ${v}`)
                    .join('\n')}\n`,
              )
              .join('\n');
          const environment = home({ config: lines(config, 'profile '), credentials: lines(credentials, '') });
          const folder = join(environment['HOME'] ?? '', '.aws');
          const theirs = await loadSharedConfigFiles({
            configFilepath: join(folder, 'config'),
            filepath: join(folder, 'credentials'),
            ignoreCache: true,
          });
          const names = new Set([...Object.keys(theirs.configFile), ...Object.keys(theirs.credentialsFile)]);
          const ours = readAwsConfig(environment).profiles;
          expect([...ours.keys()].sort()).toEqual([...names].sort());
          for (const [name, settings] of ours) {
            expect(settings).toEqual({ ...theirs.configFile[name], ...theirs.credentialsFile[name] });
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the health of a profile, found without a call', () => {
  it.each([
    ['nobody signed in', {}, 'sign-in-needed', 'Nobody has signed in yet.'],
    ['signed in', { accessToken: 't', expiresAt: '2026-11-21T10:00:00Z' }, 'ready', 'Signed in.'],
    ['ended', { accessToken: 't', expiresAt: '2026-11-21T08:59:59Z' }, 'sign-in-needed', 'The sign-in has ended.'],
    [
      'ended, but renewed by itself',
      {
        accessToken: 't',
        expiresAt: '2026-11-21T08:00:00Z',
        refreshToken: 'r',
        registrationExpiresAt: '2027-01-01T00:00:00Z',
      },
      'ready',
      'Signed in; it is renewed by itself.',
    ],
  ])('IAM Identity Center: %s', (_name, token, state, sentence) => {
    const files = Object.keys(token).length === 0 ? {} : { [CORP_TOKEN]: JSON.stringify(token) };
    expect(one(SSO, files)?.health).toMatchObject({ state, sentence });
  });

  it.each([
    [
      '[profile p]\nrole_arn = arn:aws:iam::012345678901:role/a\nsource_profile = gone\n',
      'Its source profile gone is not there.',
    ],
    [
      '[profile p]\nrole_arn = r\nsource_profile = q\n[profile q]\nrole_arn = r\nsource_profile = p\n',
      'Its source profiles go round in a circle: p → q → p.',
    ],
    ['[profile p]\nsso_session = gone\nsso_account_id = 1\nsso_role_name = r\n', 'Its session gone is not there.'],
    ['[profile p]\ncredential_process = no-such-program --json\n', 'The program no-such-program was not found.'],
    [
      '[profile p]\nweb_identity_token_file = /no/such/file\nrole_arn = r\n',
      'Its token file /no/such/file is not there.',
    ],
    ['[profile p]\nregion = us-east-1\n', 'It says neither an access key nor another way to sign in.'],
  ])('%s is broken, with what to do', (config, sentence) => {
    const health = one(config)?.health;
    expect(health).toMatchObject({ state: 'broken', sentence });
    expect(health?.remedy).not.toBe('');
  });

  it.each([
    ['[profile p]\nlogin_session = arn:aws:iam::012345678901:user/a\n', 'aws-login', 'sign-in-needed'],
    [
      '[profile p]\nrole_arn = r\nmfa_serial = arn:aws:iam::012345678901:mfa/a\nsource_profile = k\n[profile k]\naws_access_key_id = a\naws_secret_access_key = b\n',
      'mfa',
      'ready',
    ],
    [
      '[profile p]\nsso_start_url = https://x/start\nsso_region = us-east-1\nsso_account_id = 1\nsso_role_name = r\n',
      'sso-legacy',
      'sign-in-needed',
    ],
  ])('%s is %s: %s', (config, kind, state) => {
    const profile = one(config);
    expect([profile?.kind, profile?.health.state]).toEqual([kind, state]);
  });

  it('finds a program on the PATH', () => {
    const environment = home({ config: '[profile p]\ncredential_process = give-keys --json\n' });
    const bin = environment['PATH'] ?? '';
    mkdirSync(bin);
    writeFileSync(join(bin, 'give-keys'), '#!/bin/sh\n');
    chmodSync(join(bin, 'give-keys'), 0o755);
    expect(list(environment)[0]?.health.state).toBe('ready');
  });
});

describe('secrets', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9/+]{24,40}$/u);
  it('never come out of the list, wherever they stand', () => {
    fc.assert(
      fc.property(secret, secret, secret, (key, token, inToken) => {
        const environment = home({
          config: `[profile p]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${key}\naws_session_token = ${token}\n${SSO.replace('[profile p]', '[profile s]')}`,
          [CORP_TOKEN]: JSON.stringify({
            accessToken: inToken,
            clientSecret: inToken,
            expiresAt: '2030-01-01T00:00:00Z',
          }),
        });
        const said = JSON.stringify(list(environment));
        for (const each of [key, token, inToken, 'AKIAIOSFODNN7EXAMPLE']) expect(said).not.toContain(each);
      }),
      { numRuns: 40 },
    );
  });

  it('never come out of a failure to get credentials', async () => {
    const config = `[profile p]\ncredential_process = /bin/sh -c "echo aws_secret_access_key=wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY1 >&2; exit 1"\n`;
    const provide = credentialsOf('p', {
      environment: home({ config }),
      region: 'us-east-1',
      mfaCode: () => Promise.reject(new Error('nobody')),
      endpoint: () => null,
    });
    const error: unknown = await provide().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'PROFILE_BROKEN' });
    expect(`${String(error)} ${JSON.stringify((error as AppError).data)}`).not.toContain('wJalrXUtnFEMI');
  });
});

describe('credentials', () => {
  const options = (environment: Record<string, string>) => ({
    environment,
    region: 'us-east-1',
    mfaCode: () => Promise.reject(new AppError('CANCELLED', 'nobody')),
    endpoint: () => null,
  });

  it('are those of the named profile, whatever the environment offers', async () => {
    const environment = home({
      credentials: '[p]\naws_access_key_id = AKIAOFTHEPROFILE0001\naws_secret_access_key = s\n',
    });
    const got = await credentialsOf(
      'p',
      options({ ...environment, AWS_ACCESS_KEY_ID: 'AKIAOFTHEENVIRONMENT', AWS_SECRET_ACCESS_KEY: 'x' }),
    )();
    expect(got.accessKeyId).toBe('AKIAOFTHEPROFILE0001');
  });

  it.each([
    ['[profile "with space"]', 'with space'],
    ["[profile 'with space']", 'with space'],
    [String.raw`[profile "say \"hi\" \\ 1"]`, String.raw`say "hi" \ 1`],
    ['[profile a[1]b]', 'a[1]b'],
    ['[profile müller]', 'müller'],
    ['[profile 会社]', '会社'],
  ])('are found for the name %s, as a profile and as a source, with keys in capitals', async (header, name) => {
    const config = `${header}\nAWS_ACCESS_KEY_ID = AKIAOFTHEPROFILE0001\nAWS_Secret_Access_Key = s\n[profile p]\nrole_arn = arn:aws:iam::012345678901:role/r\nsource_profile = ${name}\n`;
    const environment = home({ config });
    expect(list(environment).map((each) => [each.name, each.health.state])).toEqual(
      [[name, 'ready'] as const, ['p', 'ready'] as const].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
    expect((await credentialsOf(name, options(environment))()).accessKeyId).toBe('AKIAOFTHEPROFILE0001');
    const asked: string[] = [];
    const url = await standIn((request, response) => {
      asked.push(String(request.headers.authorization));
      response
        .writeHead(403, { 'x-amzn-requestid': 'r' })
        .end('<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>');
    });
    await expect(credentialsOf('p', { ...options(environment), endpoint: () => url })()).rejects.toMatchObject({
      code: 'PROFILE_BROKEN',
    });
    expect(asked.every((each) => each.includes('Credential=AKIAOFTHEPROFILE0001/'))).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it.each(['[with space]', '["quoted"]', '[profile x]', '[a[1]]'])(
    'are found for the section %s of the credentials file',
    async (header) => {
      const environment = home({
        credentials: `${header}\naws_access_key_id = AKIAOFTHEPROFILE0001\naws_secret_access_key = s\n`,
      });
      const [profile] = list(environment);
      expect(profile?.name).toBe(header.slice(1, -1));
      expect((await credentialsOf(header.slice(1, -1), options(environment))()).accessKeyId).toBe(
        'AKIAOFTHEPROFILE0001',
      );
    },
  );

  it('of a program are found under any name', async () => {
    const program = `echo '{"Version":1,"AccessKeyId":"AKIAOFTHEPROGRAM0001","SecretAccessKey":"s"}'`;
    const environment = home({ config: `[profile "my program"]\ncredential_process = /bin/sh give\n` });
    const path = join(environment['HOME'] ?? '', 'give');
    writeFileSync(path, program);
    writeFileSync(
      join(environment['HOME'] ?? '', '.aws/config'),
      `[profile "my program"]\ncredential_process = /bin/sh ${path}\n`,
    );
    expect((await credentialsOf('my program', options(environment))()).accessKeyId).toBe('AKIAOFTHEPROGRAM0001');
  });

  it('of a session whose name the SDK does not read are told as broken, with what to do', () => {
    const health = one(
      SSO.replaceAll('= corp\n', '= my corp\n').replace('[sso-session corp]', '[sso-session "my corp"]'),
    )?.health;
    expect([health?.state, health?.sentence]).toEqual(['broken', "The name of its session can't be used: my corp."]);
  });

  it('of a profile that is not signed in are refused with what to do', async () => {
    const environment = home({ config: SSO });
    // The SDK looks for sessions of IAM Identity Center by the program's own environment.
    vi.stubEnv('HOME', environment['HOME']);
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(credentialsOf('p', options(environment))()).rejects.toMatchObject({
      code: 'SIGN_IN_NEEDED',
      message: `The profile p is not signed in, or its sign-in has ended. Sign in with: ${act('aws.login', { profile: 'p' })}`,
    });
  });
});

describe('the address of a service', () => {
  const config = `[profile p]\nregion = us-east-1\nendpoint_url = https://all.example\nservices = own\n[services own]\ns3 =\n  endpoint_url = https://s3.example\n`;
  it.each([
    ['s3', {}, 'https://s3.example'],
    ['glue', {}, 'https://all.example'],
    ['s3', { AWS_ENDPOINT_URL: 'http://127.0.0.1:7000' }, 'http://127.0.0.1:7000'],
    [
      'cur',
      { AWS_ENDPOINT_URL: 'https://a.example', AWS_ENDPOINT_URL_COST_AND_USAGE_REPORT_SERVICE: 'https://cur.example' },
      'https://cur.example',
    ],
    ['s3', { AWS_ENDPOINT_URL: 'https://a.example', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, null],
  ] as const)('%s with %j is %s', (service, environment, url) => {
    const files = readAwsConfig(home({ config }));
    expect(endpointOf(service, 'p', files, environment)).toBe(url);
  });

  it('is never plain http of another computer', () => {
    const files = readAwsConfig(home({ config: '[profile p]\nendpoint_url = http://aws.example\n' }));
    expect(() => endpointOf('s3', 'p', files, {})).toThrow(/must begin with https/u);
  });
});
