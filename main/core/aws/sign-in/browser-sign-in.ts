import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { CreateTokenCommand, RegisterClientCommand, SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import type { CreateTokenResponse } from '@aws-sdk/client-sso-oidc';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { WaitingCall } from '../../../../shared/domain/aws/waiting.ts';
import { systemTime } from '../../time/clock.ts';
import type { Environment } from '../profiles/read-config.ts';
import { SsoAddressHandler } from '../profiles/sso-addresses.ts';
import { watchSilence } from '../session/silence.ts';
import { CALLBACK_PATH, listenForCallback } from './callback.ts';
import { signInRefused } from './sign-in-refused.ts';
import { cachedTime, keepToken } from './token-cache.ts';
import type { SsoSettings } from './sso-settings.ts';

/** What a sign-in in the browser needs of its surroundings. */
export interface BrowserSignIn {
  environment: Environment;
  /** Shows the person the page to sign in at, and opens it where that can be done. */
  show: (url: string) => Promise<void>;
  /** Ends it with its reason. */
  signal: AbortSignal;
  /** Is told of a call that has had no answer for some seconds. */
  waiting: (call: WaitingCall) => void;
}

/** What a call to IAM Identity Center is made with. */
interface Asking extends Pick<BrowserSignIn, 'signal' | 'waiting'> {
  client: SSOOIDCClient;
  host: string;
}

interface Registration {
  clientId: string;
  clientSecret: string;
  expiresAt: string;
}

/**
 * Signs in to IAM Identity Center as the AWS CLI does: authorization code with PKCE (RFC 7636) in the system's browser, back by way of
 * 127.0.0.1, and keeps the token where the CLI and the SDKs look for it (aws-cli, botocore/utils.py, SSOTokenFetcherAuth).
 * @returns when the sign-in ends; ISO 8601 UTC
 * @throws AppError SIGN_IN_NEEDED where it was refused or not finished, SERVICE_FAILED where AWS could not be asked, FILE_NOT_WRITTEN,
 * and what the signal says.
 */
export async function signInByBrowser(settings: SsoSettings, around: BrowserSignIn): Promise<string> {
  const { endpoint, region, startUrl, cacheKey } = settings;
  const { signal, environment, waiting } = around;
  const client = new SSOOIDCClient({
    region,
    ignoreConfiguredEndpointUrls: true,
    requestHandler: new SsoAddressHandler({ sso: null, 'sso-oidc': null }),
    ...(endpoint === null ? {} : { endpoint }),
  });
  const address = addressOf(client, settings);
  const asking = { client, signal, waiting, host: address.host };
  const state = randomUUID();
  const callback = await listenForCallback(state, signal);
  try {
    const registration = await register(asking, settings);
    // 48 bytes are 64 characters of the alphabet that a verifier may have.
    const verifier = randomBytes(48).toString('base64url');
    const { redirectUri } = callback;
    await around.show(pageOf(address, settings, { registration, redirectUri, state, verifier }));
    const code = await callback.code;
    const token = await createToken(asking, { registration, redirectUri, verifier, code });
    const expiresAt = cachedTime(systemTime() + token.expiresIn * 1000);
    keepToken(
      cacheKey,
      {
        startUrl,
        region,
        accessToken: token.accessToken,
        expiresAt,
        clientId: registration.clientId,
        clientSecret: registration.clientSecret,
        registrationExpiresAt: registration.expiresAt,
        ...(token.refreshToken === undefined ? {} : { refreshToken: token.refreshToken }),
      },
      environment,
    );
    return new Date(expiresAt).toISOString();
  } finally {
    callback.close();
    client.destroy();
  }
}

async function register(asking: Asking, settings: SsoSettings): Promise<Registration> {
  const command = new RegisterClientCommand({
    clientName: `enrollment-desk-${settings.cacheKey}`.replaceAll(/[^\w.-]/gu, '-').slice(0, 100),
    clientType: 'public',
    grantTypes: ['authorization_code', 'refresh_token'],
    redirectUris: [`http://127.0.0.1${CALLBACK_PATH}`],
    issuerUrl: settings.startUrl,
    scopes: settings.scopes,
  });
  const { clientId, clientSecret, clientSecretExpiresAt } = await answered(asking, 'RegisterClient', (options) =>
    asking.client.send(command, options),
  );
  if (clientId === undefined || clientSecret === undefined || clientSecretExpiresAt === undefined) throw incomplete();
  return { clientId, clientSecret, expiresAt: cachedTime(clientSecretExpiresAt * 1000) };
}

/** Waits for an answer, and says so where there is none for a while. */
async function answered<T>(
  { signal, waiting, host }: Asking,
  operation: string,
  send: (options: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const stop = watchSilence((seconds) => waiting({ service: 'sso-oidc', operation, host, seconds }));
  try {
    return await send({ abortSignal: signal });
  } catch (error) {
    throw signInRefused(error, signal);
  } finally {
    stop();
  }
}

/** Where IAM Identity Center is. */
function addressOf(client: SSOOIDCClient, { region, endpoint }: SsoSettings): URL {
  return client.config.endpointProvider({
    Region: region,
    UseDualStack: false,
    UseFIPS: false,
    ...(endpoint === null ? {} : { Endpoint: endpoint }),
  }).url;
}

/** The page at which the person signs in: an operation that the SDK's model does not have. */
function pageOf(
  address: URL,
  { scopes }: SsoSettings,
  ask: { registration: Registration; redirectUri: string; state: string; verifier: string },
): string {
  const page = new URL(`${address.href.replace(/\/$/u, '')}/authorize`);
  const query = {
    response_type: 'code',
    client_id: ask.registration.clientId,
    redirect_uri: ask.redirectUri,
    state: ask.state,
    code_challenge_method: 'S256',
    scopes: scopes.join(' '),
    code_challenge: createHash('sha256').update(ask.verifier).digest('base64url'),
  };
  for (const [name, value] of Object.entries(query)) page.searchParams.set(name, value);
  return page.href;
}

async function createToken(
  asking: Asking,
  ask: { registration: Registration; redirectUri: string; verifier: string; code: string },
): Promise<CreateTokenResponse & { accessToken: string; expiresIn: number }> {
  const { clientId, clientSecret } = ask.registration;
  const command = new CreateTokenCommand({
    grantType: 'authorization_code',
    clientId,
    clientSecret,
    redirectUri: ask.redirectUri,
    codeVerifier: ask.verifier,
    code: ask.code,
  });
  const token = await answered(asking, 'CreateToken', (options) => asking.client.send(command, options));
  const { accessToken, expiresIn } = token;
  if (accessToken === undefined || expiresIn === undefined) throw incomplete();
  return { ...token, accessToken, expiresIn };
}

function incomplete(): AppError {
  return new AppError(
    'SERVICE_FAILED',
    'IAM Identity Center gave an answer that says too little to sign in. Try again; if it stays, sign in with the AWS CLI, version 2.',
  );
}
