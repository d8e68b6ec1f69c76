/** Where the real SDK sends what: the hosts that are connected to, with TLS alone put aside. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { openProfile } from '../../main/core/aws/open-profile.ts';
import { CallJournal } from '../../main/core/aws/session/journal.ts';
import { AwsSession } from '../../main/core/aws/session/session.ts';
import { systemClock } from '../../main/core/time/clock.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { awsHome } from '../support/aws-home.ts';
import type { AwsHome } from '../support/aws-home.ts';
import { SSO_SECRETS, ssoServer } from '../support/sso-oidc-server.ts';

const MPA = accountId('111122223333');
/** sha1sum of 'corp'. */
const TOKEN_FILE = 'ee0bfd2552fbd840c02cc48b6e823320543c450f.json';
const KEYS = 'aws_access_key_id = AKIAEXAMPLEEXAMPLE01\naws_secret_access_key = s\n';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Leads every connection by TLS to a server on loopback, and tells the hosts that were meant. */
function leadTo(url: string): string[] {
  const hosts: string[] = [];
  const port = Number(new URL(url).port);
  // The signatures of tls.connect are many; https calls it with its options alone.
  const lead = (options: { host?: string }) => {
    hosts.push(options.host ?? '');
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.emit('secureConnect'));
    return socket;
  };
  vi.spyOn(tls, 'connect').mockImplementation(lead as unknown as typeof tls.connect);
  return hosts;
}

function open({ environment }: AwsHome, name: string) {
  // The SDK looks for some files by the program's own environment.
  for (const [variable, value] of Object.entries(environment)) if (variable === 'HOME') vi.stubEnv(variable, value);
  const context = { environment, simulatedAws: () => null, clock: systemClock, ask: () => Promise.resolve('') };
  return openProfile(context, name, { wanted: MPA, region: 'us-east-1' });
}

/** A server that refuses everything in one way. */
async function refusing(status: number, body: string): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => (server.close(), server.closeAllConnections()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const SSO = `[profile p]\nsso_session = corp\nsso_account_id = ${MPA}\nsso_role_name = Billing\nregion = us-east-1\n[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n`;

/** @param more of the kept token, beside what it always has */
function signedIn(config: string, more: Readonly<Record<string, string>> = {}): AwsHome {
  const home = awsHome(config);
  mkdirSync(home.path('.aws', 'sso', 'cache'), { recursive: true });
  const token = { accessToken: SSO_SECRETS.accessToken, expiresAt: '2100-01-01T00:00:00Z', ...more };
  writeFileSync(join(home.path('.aws', 'sso', 'cache'), TOKEN_FILE), JSON.stringify(token));
  return home;
}

it('credentials of IAM Identity Center come from its own region, not from that of the set-up', async () => {
  const hosts = leadTo((await ssoServer()).url);
  const got = await open(signedIn(SSO), 'p').credentials();
  expect(got.accessKeyId).toBe('ASIAEXAMPLE');
  expect(hosts).toEqual(['portal.sso.eu-west-1.amazonaws.com']);
});

it('they do not come from the address of another service or profile', async () => {
  const own = SSO.replace('[sso-session', 'services = own\n[sso-session');
  const config = `[default]\nendpoint_url = http://127.0.0.1:9\n${own}[services own]\nsts =\n  endpoint_url = http://127.0.0.1:9\n`;
  const hosts = leadTo((await ssoServer()).url);
  await open(signedIn(config), 'p').credentials();
  expect(hosts).toEqual(['portal.sso.eu-west-1.amazonaws.com']);
});

it.each([
  ['AWS_ENDPOINT_URL_SSO', SSO, (url: string) => ({ AWS_ENDPOINT_URL_SSO: url })],
  ['AWS_ENDPOINT_URL', SSO, (url: string) => ({ AWS_ENDPOINT_URL: url })],
  ['services section', SSO.replace('[sso-session', 'services = own\n[sso-session'), () => ({})],
  ['endpoint_url of the profile', SSO.replace('[sso-session', 'endpoint_url = URL\n[sso-session'), () => ({})],
])('they come from the address that settings give IAM Identity Center: %s', async (_by, config, variables) => {
  const { url } = await ssoServer();
  const hosts = leadTo('http://127.0.0.1:9');
  const home = signedIn(`${config}[services own]\nsso =\n  endpoint_url = URL\n`.replaceAll('URL', url));
  const environment = { ...home.environment, ...variables(url) };
  const got = await open({ ...home, environment }, 'p').credentials();
  expect([got.accessKeyId, hosts]).toEqual(['ASIAEXAMPLE', []]);
});

it('a token is renewed at the address that settings give the sign-in, credentials come from AWS', async () => {
  const { url, asked } = await ssoServer();
  const hosts = leadTo((await ssoServer()).url);
  const home = signedIn(SSO, {
    expiresAt: '2020-01-01T00:00:00Z',
    refreshToken: SSO_SECRETS.refreshToken,
    clientId: 'client-1',
    clientSecret: SSO_SECRETS.clientSecret,
    registrationExpiresAt: '2100-01-01T00:00:00Z',
  });
  const environment = { ...home.environment, AWS_ENDPOINT_URL_SSO_OIDC: `${url}/` };
  await open({ ...home, environment }, 'p').credentials();
  expect(asked.map(({ path, body }) => [path, body['grantType']])).toEqual([['/token', 'refresh_token']]);
  expect(hosts).toEqual(['portal.sso.eu-west-1.amazonaws.com']);
});

it('an address of plain http on another computer is refused', () => {
  const home = signedIn(SSO);
  const environment = { ...home.environment, AWS_ENDPOINT_URL_SSO: 'http://portal.example' };
  expect(() => open({ ...home, environment }, 'p')).toThrow(/AWS_ENDPOINT_URL_SSO can't be used/u);
});

it('no call goes to the address that another profile names', async () => {
  const home = awsHome(`[default]\nendpoint_url = http://127.0.0.1:9\n[profile p]\nregion = us-east-1\n${KEYS}`);
  const hosts = leadTo(await refusing(403, ''));
  const opened = open(home, 'p');
  const task = { write: () => Promise.reject(new Error('nothing is kept')), clock: systemClock };
  const session = new AwsSession({
    ...opened,
    profile: 'p',
    expected: MPA,
    region: 'us-east-1',
    mode: 'plan',
    journal: new CallJournal(task, null, () => undefined),
  });
  closing.push(() => session.destroy());
  await expect(session.identify()).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  await expect(session.cur('DescribeReportDefinitions', {})).rejects.toMatchObject({
    $metadata: { httpStatusCode: 403 },
  });
  expect(hosts).toEqual(['sts.us-east-1.amazonaws.com', 'cur.us-east-1.amazonaws.com']);
});

const ROLE = `[default]\nendpoint_url = http://127.0.0.1:9\n[profile base]\n${KEYS}[profile p]\nrole_arn = arn:aws:iam::${MPA}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Billing_0\nsource_profile = base\n`;

it('a role that AWS refuses is told as that, at the address of AWS', async () => {
  const words = `User: arn:aws:sts::${MPA}:assumed-role/AWSReservedSSO_Billing_0/session is not authorized to perform: sts:AssumeRole`;
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${words}</Message></Error></ErrorResponse>`;
  const hosts = leadTo(await refusing(403, body));
  await expect(open(awsHome(ROLE), 'p').credentials()).rejects.toMatchObject({
    code: 'PROFILE_BROKEN',
    message: `AWS refuses the role of the profile p (AccessDenied: ${words}). Ask whoever grants rights to let you assume it, or use another profile.`,
  });
  expect(hosts).toEqual(['sts.us-east-1.amazonaws.com']);
});

it('a portal that is not found is told as the connection, not as a sign-in that has ended', async () => {
  vi.spyOn(tls, 'connect').mockImplementation(() => {
    const gone = new Error('getaddrinfo ENOTFOUND portal.sso.eu-west-1.amazonaws.com');
    throw Object.assign(gone, { code: 'ENOTFOUND' });
  });
  await expect(open(signedIn(SSO), 'p').credentials()).rejects.toMatchObject({ code: 'SERVICE_FAILED' });
});
