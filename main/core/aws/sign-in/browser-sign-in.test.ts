import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { fromIni } from '@aws-sdk/credential-providers';
import { describe, expect, it, vi } from 'vitest';
import type { SignedIn, SignInEvent } from '../../../../shared/contract/aws-profiles.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { awsHome } from '../../../../test/support/aws-home.ts';
import type { AwsHome } from '../../../../test/support/aws-home.ts';
import { skipOffLinux } from '../../../../test/support/platform.ts';
import { SSO_SECRETS, ssoServer } from '../../../../test/support/sso-oidc-server.ts';
import type { SsoServer } from '../../../../test/support/sso-oidc-server.ts';
import { systemClock, systemTime } from '../../time/clock.ts';
import { signIn } from './sign-in.ts';

const CONFIG = `[profile p]
sso_session = corp
sso_account_id = 099999999999
sso_role_name = Billing
region = eu-central-1
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-central-1
[profile old]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-central-1
sso_account_id = 099999999999
sso_role_name = Billing
[profile role]
role_arn = arn:aws:iam::099999999999:role/r
source_profile = p
`;

/** By hand: `printf corp | sha1sum`, `printf https://corp.awsapps.com/start | sha1sum`. */
const SESSION_FILE = 'ee0bfd2552fbd840c02cc48b6e823320543c450f.json';
const START_URL_FILE = 'a51746d4aa793ae07b25e90c3a5db96fc7832bd7.json';

/** A browser that follows where the page sends it. */
const FOLLOWS = `#!${process.execPath}\nfetch(process.argv[2]).then((page) => page.text());\n`;

interface Run {
  home: AwsHome;
  sso: SsoServer;
  events: SignInEvent[];
  done: Promise<SignedIn>;
  abort: AbortController;
}

/** Begins to sign a profile in on a computer that has no AWS CLI. */
function begin(
  sso: SsoServer,
  options: {
    profile?: string;
    config?: string;
    browser?: string;
    limitMs?: number;
    onPage?: (url: string) => void;
  } = {},
): Run {
  const { profile = 'p', config = CONFIG, browser, onPage, ...limit } = options;
  const home = awsHome(config, browser === undefined ? {} : { 'xdg-open': browser });
  const abort = new AbortController();
  const events: SignInEvent[] = [];
  const context = {
    environment: { ...home.environment, AWS_ENDPOINT_URL_SSO_OIDC: sso.url },
    simulatedAws: () => null,
    clock: systemClock,
    signal: abort.signal,
    tell: (event: object) => {
      // What the task tells is an event of a sign-in; the contract checks it where it crosses.
      events.push(event as SignInEvent);
      if ('url' in event) onPage?.(String(event.url));
    },
  };
  return { home, sso, events, abort, done: signIn(context, { profile }, { knownPlaces: [], ...limit }) };
}

function cacheOf({ path }: AwsHome): string {
  return path('.aws', 'sso', 'cache');
}

async function failureOf(done: Promise<unknown>): Promise<AppError> {
  const error: unknown = await done.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw new Error('It should have failed with an AppError.', { cause: error });
}

const otherBrowser = skipOffLinux('only Linux opens the browser by a program of the PATH');

describe.skipIf(otherBrowser)('signing in in the browser', () => {
  it('registers, opens the page with PKCE and keeps the token as the AWS CLI does', async () => {
    const { home, sso, events, done } = begin(await ssoServer(), { browser: FOLLOWS });
    const before = systemTime();
    const { expiresAt, ...signedIn } = await done;
    expect(signedIn).toEqual({ profile: 'p', by: 'browser' });
    expect(sso.asked[0]).toEqual({
      path: '/client/register',
      body: {
        clientName: 'enrollment-desk-corp',
        clientType: 'public',
        grantTypes: ['authorization_code', 'refresh_token'],
        redirectUris: ['http://127.0.0.1/oauth/callback'],
        issuerUrl: 'https://corp.awsapps.com/start',
        scopes: ['sso:account:access'],
      },
    });
    expect(sso.page).toEqual({
      response_type: 'code',
      client_id: 'client-1',
      redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/oauth\/callback$/u) as unknown,
      state: expect.stringMatching(/^[\da-f-]{36}$/u) as unknown,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/u) as unknown,
      scopes: 'sso:account:access',
    });
    const path = join(cacheOf(home), SESSION_FILE);
    const token = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
    expect(Object.keys(token)).toEqual([
      'startUrl',
      'region',
      'accessToken',
      'expiresAt',
      'clientId',
      'clientSecret',
      'registrationExpiresAt',
      'refreshToken',
    ]);
    expect(token).toMatchObject({
      startUrl: 'https://corp.awsapps.com/start',
      region: 'eu-central-1',
      accessToken: SSO_SECRETS.accessToken,
      clientId: 'client-1',
      clientSecret: SSO_SECRETS.clientSecret,
      registrationExpiresAt: '2100-01-01T00:00:00Z',
      refreshToken: SSO_SECRETS.refreshToken,
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u) as unknown,
    });
    // Eight hours from now, to the second.
    const ends = Date.parse(token['expiresAt'] ?? '') - before;
    expect(ends).toBeGreaterThan(28_799_000 - 1000);
    expect(ends).toBeLessThan(28_800_000 + 60_000);
    expect(Date.parse(expiresAt ?? '')).toBe(Date.parse(token['expiresAt'] ?? ''));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(cacheOf(home))).toEqual([SESSION_FILE]);
    expect(events.map(({ type }) => type)).toEqual(['browser']);
  });

  it('gives what the SDK gets credentials with', async () => {
    const { home, sso, done } = begin(await ssoServer(), { browser: FOLLOWS });
    await done;
    vi.stubEnv('HOME', home.environment.HOME);
    const config = home.path('.aws', 'config');
    const provide = fromIni({
      profile: 'p',
      ignoreCache: true,
      configFilepath: config,
      filepath: home.path('none'),
      clientConfig: { region: 'eu-central-1', endpoint: sso.url },
    });
    expect((await provide()).accessKeyId).toBe('ASIAEXAMPLE');
    vi.unstubAllEnvs();
  });

  it('keeps the sign-in of a profile without a session by its start URL', async () => {
    const { home, done } = begin(await ssoServer(), { profile: 'old', browser: FOLLOWS });
    await done;
    expect(readdirSync(cacheOf(home))).toEqual([START_URL_FILE]);
  });

  it('signs in the source of a profile that assumes a role', async () => {
    const { done } = begin(await ssoServer(), { profile: 'role', browser: FOLLOWS });
    expect((await done).profile).toBe('p');
  });

  it('asks for the scopes that the session names', async () => {
    const config = CONFIG.replace(
      '[profile old]',
      'sso_registration_scopes = sso:account:access, codewhisperer:completions\n[profile old]',
    );
    const { sso, done } = begin(await ssoServer(), { config, browser: FOLLOWS });
    await done;
    expect(sso.asked[0]?.body['scopes']).toEqual(['sso:account:access', 'codewhisperer:completions']);
    expect(sso.page['scopes']).toBe('sso:account:access codewhisperer:completions');
  });

  it('tells the address where there is no browser, and goes on when it is opened by hand', async () => {
    const { events, done } = begin(await ssoServer(), {
      onPage: (url) => void fetch(url).then((page) => page.text()),
    });
    await done;
    expect(events.map(({ type }) => type)).toEqual(['browser', 'said']);
  });

  it('refuses a visit with another state, and still takes the right one', async () => {
    const sso = await ssoServer();
    const statuses: number[] = [];
    const visit = async (url: string): Promise<void> => {
      sso.sendBack = () => ({ code: 'of-somebody-else', state: 'wrong' });
      statuses.push((await fetch(url)).status);
      sso.sendBack = () => ({ code: 'of-somebody-else' });
      statuses.push((await fetch(url)).status);
      sso.sendBack = null;
      statuses.push((await fetch(url)).status);
    };
    await begin(sso, { onPage: (url) => void visit(url) }).done;
    await eventually(() => expect(statuses).toEqual([400, 400, 200]));
    expect(sso.asked.filter(({ path }) => path === '/token').map(({ body }) => body['code'])).toEqual([
      SSO_SECRETS.code,
    ]);
  });

  it('answers nobody who asks for another host, path or method', async () => {
    const { sso, done, abort } = begin(await ssoServer(), { onPage: (url) => void fetch(url, { redirect: 'manual' }) });
    await eventually(() => expect(sso.page['redirect_uri']).toBeDefined());
    const back = `${sso.page['redirect_uri']}?code=${SSO_SECRETS.code}&state=${sso.page['state']}`;
    expect(await visit(back, { headers: { host: 'evil.example' } })).toBe(404);
    expect(await visit(back.replace('/oauth/callback', '/'))).toBe(404);
    expect(await visit(back, { method: 'POST' })).toBe(404);
    expect(sso.asked.map(({ path }) => path)).toEqual(['/client/register']);
    abort.abort();
    await failureOf(done);
  });

  it('says so where the person or the page refuses', async () => {
    const sso = await ssoServer();
    sso.sendBack = ({ state = '' }) => ({ error: 'access_denied', state });
    const { home, done } = begin(sso, { browser: FOLLOWS });
    expect(await failureOf(done)).toMatchObject({
      code: 'SIGN_IN_NEEDED',
      message: 'You were not signed in: it was refused in the browser. Try again, and allow access on the page.',
    });
    expect(existsSync(cacheOf(home))).toBe(false);
  });

  it('ends when it is cancelled, and leaves no listener behind', async () => {
    const { home, sso, done, abort } = begin(await ssoServer(), {
      onPage: (url) => void fetch(url, { redirect: 'manual' }),
    });
    await eventually(() => expect(sso.page['redirect_uri']).toBeDefined());
    abort.abort();
    expect(await failureOf(done)).toMatchObject({ code: 'CANCELLED' });
    await expect(fetch(String(sso.page['redirect_uri']))).rejects.toThrow('fetch failed');
    expect(existsSync(cacheOf(home))).toBe(false);
  });

  it('ends when nobody signs in in time', async () => {
    const { done } = begin(await ssoServer(), { browser: '#!/bin/sh\n', limitMs: 300 });
    expect(await failureOf(done)).toMatchObject({
      code: 'SIGN_IN_NEEDED',
      message: 'Nobody signed in in the browser in time. Try again, and finish on the page that opens.',
    });
  });

  it.each([
    ['/client/register', 400, 'InvalidRequestRegionException', 'SIGN_IN_NEEDED', 'in another region'],
    [
      '/client/register',
      400,
      'InvalidClientMetadataException',
      'SERVICE_FAILED',
      'did not accept the sign-in (InvalidClientMetadataException, request request-1)',
    ],
    ['/token', 400, 'InvalidGrantException', 'SIGN_IN_NEEDED', 'answered too late, or twice'],
    ['/token', 400, 'AccessDeniedException', 'SIGN_IN_NEEDED', 'Ask who manages your access'],
    ['/token', 500, 'InternalServerException', 'SERVICE_FAILED', 'could not be asked (InternalServerException'],
  ])('tells what %s means by %i %s, without a secret', async (path, status, name, code, words) => {
    const sso = await ssoServer();
    sso.fail.set(path, { status, name });
    const { home, events, done } = begin(sso, { browser: FOLLOWS });
    const error = await failureOf(done);
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
    const told = JSON.stringify([error.message, error.data, error.stack, events]);
    for (const secret of Object.values(SSO_SECRETS)) expect(told).not.toContain(secret);
    expect(existsSync(cacheOf(home))).toBe(false);
  });

  it('says that AWS could not be reached', async () => {
    const sso = await ssoServer();
    const { done } = begin({ ...sso, url: 'http://127.0.0.1:1' });
    expect(await failureOf(done)).toMatchObject({
      code: 'SERVICE_FAILED',
      message:
        'IAM Identity Center could not be asked (ECONNREFUSED). Check the connection and sso_region of the profile, and try again.',
    });
  });

  it('leaves nothing half written where the token can not be kept', async () => {
    const sso = await ssoServer();
    const { home, done } = begin(sso, {
      onPage: (url) => {
        // A folder in the file's place, which no file takes.
        mkdirSync(join(cacheOf(home), SESSION_FILE), { recursive: true });
        void fetch(url);
      },
    });
    const error = await failureOf(done);
    expect(error.message).toBe(
      `You are signed in, but it could not be kept in ${join(cacheOf(home), SESSION_FILE)} (EISDIR). Make room or ask for the right to write there, and sign in again.`,
    );
    expect(error.code).toBe('FILE_NOT_WRITTEN');
    expect(readdirSync(cacheOf(home))).toEqual([SESSION_FILE]);
  });
});

function visit(
  url: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, options, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

/** Tries until it works, on a busy computer too. */
function eventually<T>(work: () => T): Promise<T> {
  return vi.waitFor(work, { timeout: 10_000, interval: 20 });
}
