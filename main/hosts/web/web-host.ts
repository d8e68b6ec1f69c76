import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { RpcContext } from '../../rpc/context.ts';
import { answerHttp } from '../../rpc/transport/http.ts';
import { bundleFolder } from '../bundle/bundle-folder.ts';
import { SECURITY_HEADERS } from '../bundle/security-headers.ts';
import { plain, serveBundle } from '../bundle/serve-bundle.ts';
import { LaunchTokens, randomToken } from './launch-tokens.ts';
import { isCall, LAUNCH_PATH, refuse } from './request-guard.ts';
import type { Expected } from './request-guard.ts';
import { sendResponse } from './send-response.ts';

/** What the web host is started with. */
export interface WebHostOptions {
  readonly context: RpcContext;
  /** A free one is taken when it is absent or 0. */
  readonly port?: number | undefined;
  /** Where the built user interface lies; the product's own unless given. */
  readonly bundle?: string | undefined;
}

/** A running web host. */
export interface WebHost {
  /** 'http://127.0.0.1:49152'. */
  readonly origin: string;
  /** A new address that opens the page once, in one browser. */
  launchUrl(): string;
  /** Ends all that is under way and lets the port go. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/**
 * Serves the user interface and the contract on the loopback address, to the one browser that was given the launch address.
 * @throws AppError SERVICE_FAILED when the port is taken.
 */
export async function startWebHost({ context, port = 0, bundle = bundleFolder() }: WebHostOptions): Promise<WebHost> {
  const tokens = new LaunchTokens();
  const cookieValue = randomToken();
  const answer = answerHttp(context);
  const files = serveBundle(bundle);
  let expected: Expected = { host: '', cookieName: '', cookieValue };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      context.log.error('web.request', 'A request could not be answered', error);
      if (response.headersSent) response.destroy();
      else void sendResponse(response, plain(500, 'Something went wrong; the log has the details.'));
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!URL.canParse(request.url ?? '', 'http://unused'))
      return sendResponse(response, plain(400, 'That is no path.'));
    const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://unused');
    const refusal = refuse(guarded(request, path), expected);
    if (refusal) {
      context.log.warn('web.refused', refusal.sentence, { status: refusal.status, method: request.method ?? '' });
      return sendResponse(response, plain(refusal.status, refusal.sentence));
    }
    if (path === LAUNCH_PATH) return sendResponse(response, launch(searchParams.get('token')));
    if (isCall(path)) {
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
      response.setHeader('cache-control', 'no-store');
      if (await answer(request, response)) return undefined;
      return sendResponse(response, plain(404, 'There is no such procedure.'));
    }
    return sendResponse(
      response,
      await files(new Request(`http://${expected.host}${path}`, { method: request.method ?? 'GET' })),
    );
  }

  function launch(token: string | null): Response {
    if (!tokens.spend(token))
      return plain(403, 'This address was used before. Start Enrollment Desk again for a new one.');
    // A page that goes on by itself, not a redirect: then the next request is our own, whatever page the link stood on.
    return new Response('<!doctype html><meta http-equiv="refresh" content="0;url=/"><title>Enrollment Desk</title>', {
      headers: {
        ...SECURITY_HEADERS,
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'set-cookie': `${expected.cookieName}=${cookieValue}; HttpOnly; SameSite=Strict; Path=/`,
      },
    });
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(portTaken(port, error)));
    server.listen(port, LOOPBACK, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  // Cookies do not know ports: its name does, so that two hosts on one computer do not undo each other.
  expected = { host: `${LOOPBACK}:${bound}`, cookieName: `enrollment-desk-${bound}`, cookieValue };

  const origin = `http://${expected.host}`;
  return {
    origin,
    launchUrl: () => `${origin}${LAUNCH_PATH}?token=${tokens.issue()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function guarded({ method = '', headers }: IncomingMessage, path: string): Parameters<typeof refuse>[0] {
  const { host, origin, cookie, 'sec-fetch-site': fetchSite } = headers;
  return { method, path, host, origin, cookie, fetchSite: typeof fetchSite === 'string' ? fetchSite : undefined };
}

function portTaken(port: number, cause: Error): AppError {
  const sentence = `Port ${port} of ${LOOPBACK} can't be used (${cause.message}). Leave --port out to take a free one.`;
  return new AppError('SERVICE_FAILED', sentence, { port }, { cause });
}
