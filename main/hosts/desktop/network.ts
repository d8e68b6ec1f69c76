import type { Session } from 'electron';
import type { BundleServer } from '../bundle/serve-bundle.ts';
import { isOwnUrl, isRequestAllowed } from './app-url.ts';
import type { PageOrigin } from './app-url.ts';

/**
 * Where connections go that are no requests (WebRTC over TCP: TURN, ICE): to a proxy that nobody runs, loopback as well. What the program
 * itself asks for (updates, AWS) goes by other ways.
 */
const NO_WAY_OUT = {
  mode: 'fixed_servers',
  proxyRules: 'http://127.0.0.1:1',
  proxyBypassRules: '<-loopback>',
} as const;

/** Cancels every request of the window that leaves the program, and leaves its other connections no way: it has no business on the network. */
export async function blockNetwork(session: Session, page: PageOrigin): Promise<void> {
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !isRequestAllowed(url, page) }));
  await session.setProxy(NO_WAY_OUT);
}

/** Serves the user interface under its own scheme, and refuses files by path. */
export function serveApp(session: Session, page: PageOrigin, bundle: BundleServer): void {
  session.protocol.handle(page.scheme, (request) =>
    isOwnUrl(request.url, page) ? bundle(request) : new Response(null, { status: 404 }),
  );
  session.protocol.handle('file', () => new Response(null, { status: 403 }));
}
