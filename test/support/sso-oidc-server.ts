import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** The secrets that it gives out, to be looked for where they must not be. */
export const SSO_SECRETS = {
  clientSecret: 'client-secret-of-the-registration',
  accessToken: 'aoaAAAAAGU-access-token',
  refreshToken: 'aorAAAAAGU-refresh-token',
  code: 'the-authorization-code',
} as const;

/** What an IAM Identity Center of a test has seen, and how it is to behave. */
export interface SsoServer {
  url: string;
  /** The bodies of what was asked, by path. */
  asked: { path: string; body: Record<string, unknown> }[];
  /** The query of the last page that a browser opened. */
  page: Record<string, string>;
  /** Makes the next answers of a path a failure: HTTP status and name of the exception. */
  fail: Map<string, { status: number; name: string }>;
  /** What the page sends the browser back with; the code and the state unless set. */
  sendBack: ((page: Record<string, string>) => Record<string, string>) | null;
}

/**
 * IAM Identity Center's sign-in and portal on loopback, for the length of a test: RegisterClient, the page, CreateToken (which checks code,
 * redirect URI and verifier) and GetRoleCredentials (which checks the token).
 */
export async function ssoServer(): Promise<SsoServer> {
  const sso: SsoServer = { url: '', asked: [], page: {}, fail: new Map(), sendBack: null };
  const server = createServer((request, response) => {
    void answer(request, sso).then(({ status, headers = {}, body }) => {
      response.writeHead(status, { 'Content-Type': 'application/json', 'x-amzn-RequestId': 'request-1', ...headers });
      response.end(JSON.stringify(body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  sso.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return sso;
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

async function answer(request: IncomingMessage, sso: SsoServer): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url ?? '/', sso.url);
  const failure = sso.fail.get(pathname);
  if (failure) return { status: failure.status, headers: { 'x-amzn-ErrorType': failure.name }, body: { error: 'x' } };
  if (pathname === '/authorize') return authorize(Object.fromEntries(searchParams), sso);
  if (pathname === '/federation/credentials') return roleCredentials(request);
  const body = JSON.parse(await text(request)) as Record<string, unknown>;
  sso.asked.push({ path: pathname, body });
  if (pathname === '/client/register') return register();
  if (pathname === '/token') return token(body, sso);
  return { status: 404 };
}

function register(): Answer {
  const body = {
    clientId: 'client-1',
    clientSecret: SSO_SECRETS.clientSecret,
    clientIdIssuedAt: 1_795_000_000,
    // date -u -d @4102444800: 2100-01-01T00:00:00Z
    clientSecretExpiresAt: 4_102_444_800,
  };
  return { status: 200, body };
}

function authorize(page: Record<string, string>, sso: SsoServer): Answer {
  sso.page = page;
  const back = sso.sendBack?.(page) ?? { code: SSO_SECRETS.code, state: page['state'] ?? '' };
  return { status: 302, headers: { Location: `${page['redirect_uri']}?${new URLSearchParams(back).toString()}` } };
}

function token({ code, codeVerifier, redirectUri, ...asked }: Record<string, unknown>, { page }: SsoServer): Answer {
  const challenge = createHash('sha256').update(String(codeVerifier)).digest('base64url');
  const renewed = asked['grantType'] === 'refresh_token' && asked['refreshToken'] === SSO_SECRETS.refreshToken;
  const right =
    renewed ||
    (code === SSO_SECRETS.code && challenge === page['code_challenge'] && redirectUri === page['redirect_uri']);
  if (!right) return { status: 400, headers: { 'x-amzn-ErrorType': 'InvalidGrantException' }, body: {} };
  const { accessToken, refreshToken } = SSO_SECRETS;
  return { status: 200, body: { accessToken, refreshToken, tokenType: 'Bearer', expiresIn: 28_800 } };
}

function roleCredentials({ headers }: IncomingMessage): Answer {
  if (headers['x-amz-sso_bearer_token'] !== SSO_SECRETS.accessToken) return { status: 401, body: {} };
  const credentials = {
    accessKeyId: 'ASIAEXAMPLE',
    secretAccessKey: 'x',
    sessionToken: 'y',
    expiration: 4_102_444_800_000,
  };
  return { status: 200, body: { roleCredentials: credentials } };
}
