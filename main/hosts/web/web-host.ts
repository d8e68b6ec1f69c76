import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LAUNCH_MARK } from '../../../shared/contract/web-session.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { systemClock } from '../../core/time/clock.ts';
import type { Clock } from '../../core/time/clock.ts';
import type { RpcContext } from '../../rpc/context.ts';
import { answerHttp } from '../../rpc/transport/http.ts';
import { bundleFolder } from '../bundle/bundle-folder.ts';
import { CONNECTION_ALLOWLIST, SECURITY_HEADERS } from '../bundle/security-headers.ts';
import { plain, serveBundle } from '../bundle/serve-bundle.ts';
import { LaunchTokens } from './launch-tokens.ts';
import { isCall, isSession, refuse } from './request-guard.ts';
import { sendResponse } from './send-response.ts';
import { answerSession } from './session-answers.ts';
import type { SessionKeeper } from './session-files.ts';
import { WebSession } from './web-session.ts';
import type { KeptSession } from './web-session.ts';

/** What the web host is started with. */
export interface WebHostOptions {
  readonly context: RpcContext;
  /** Without one the port of a session of before is taken, or else a free one; 0 is a free one. */
  readonly port?: number | undefined;
  /** Where the built user interface lies; the product's own unless given. */
  readonly bundle?: string | undefined;
  /** Where the session outlasts this host; nowhere unless given. */
  readonly keeper?: SessionKeeper | undefined;
  /** After which time without anybody at a page the session ends. */
  readonly idleMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** A running web host. */
export interface WebHost {
  /** 'http://127.0.0.1:49152'. */
  readonly origin: string;
  /** A new address that opens the page once, in one browser, within a minute. */
  launchUrl(): string;
  /** Ends all that is under way and lets the port go. Pages go on with the next host of this session. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** As long as a working day with its breaks. */
export const IDLE_MS = 12 * 3_600_000;

const NOTHING_KEPT: SessionKeeper = { kept: () => [], keep: () => undefined };

/**
 * Serves the user interface and the contract on the loopback address, to the one browser that was given the launch address.
 * @throws AppError SERVICE_FAILED when the port is taken.
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { context, keeper = NOTHING_KEPT, idleMs = IDLE_MS, clock = systemClock } = options;
  const tokens = new LaunchTokens(clock);
  const answer = answerHttp(context);
  const files = serveBundle(options.bundle ?? bundleFolder());
  /** The calls under way. */
  const calls = new Set<ServerResponse>();

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
    const refusal = refuse(guarded(request, path), { host, secret: session.secret });
    if (refusal) {
      context.log.warn('web.refused', refusal.sentence, { status: refusal.status, method: request.method ?? '' });
      return sendResponse(response, plain(refusal.status, refusal.sentence));
    }
    const { authorization } = request.headers;
    if (isSession(path)) {
      const asked = { path, authorization, nonce: searchParams.get('nonce') };
      return sendResponse(response, answerSession(asked, { session, tokens, origin }));
    }
    if (isCall(path)) {
      calls.add(response);
      response.once('close', () => calls.delete(response));
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
      response.setHeader('cache-control', 'no-store');
      if (await answer(request, response)) return undefined;
      return sendResponse(response, plain(404, 'There is no such procedure.'));
    }
    response.setHeader('connection-allowlist', CONNECTION_ALLOWLIST);
    return sendResponse(response, await files(new Request(`${origin}${path}`, { method: request.method ?? 'GET' })));
  }

  const { port, before } = await bind(server, options.port, keeper.kept());
  const host = `${LOOPBACK}:${port}`;
  const origin = `http://${host}`;
  const session = new WebSession({
    port,
    before,
    idleMs,
    clock,
    keep: (kept) => keeper.keep(kept),
    ended: () => {
      for (const call of calls) call.destroy();
    },
  });
  return {
    origin,
    launchUrl: () => `${origin}/${LAUNCH_MARK}${tokens.issue()}`,
    close: () =>
      new Promise((resolve) => {
        session.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Takes the port: the one that was asked for, else that of a session of before, else a free one. */
async function bind(
  server: Server,
  asked: number | undefined,
  kept: readonly KeptSession[],
): Promise<{ port: number; before: KeptSession | null }> {
  if (asked !== undefined) {
    await listen(server, asked);
  } else {
    for (const before of kept) {
      try {
        await listen(server, before.port);
        return { port: before.port, before };
      } catch (error) {
        // Another host of this ledger has it, or another program.
        if (!(error instanceof AppError)) throw error;
      }
    }
    await listen(server, 0);
  }
  const { port } = server.address() as AddressInfo;
  return { port, before: kept.find((each) => each.port === port) ?? null };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => reject(portTaken(port, error));
    server.once('error', failed);
    server.listen(port, LOOPBACK, () => {
      server.off('error', failed);
      resolve();
    });
  });
}

function guarded({ method = '', headers }: IncomingMessage, path: string): Parameters<typeof refuse>[0] {
  const { host, origin, authorization, 'sec-fetch-site': fetchSite } = headers;
  return {
    method,
    path,
    host,
    origin,
    authorization,
    fetchSite: typeof fetchSite === 'string' ? fetchSite : undefined,
  };
}

function portTaken(port: number, cause: Error): AppError {
  const sentence = `Port ${port} of ${LOOPBACK} can't be used (${cause.message}). Leave --port out to take a free one.`;
  return new AppError('SERVICE_FAILED', sentence, { port }, { cause });
}
