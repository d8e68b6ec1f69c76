import type { Session } from 'electron';
import type { BundleServer } from '../bundle/serve-bundle.ts';
import { isOwnUrl, isRequestAllowed } from './app-url.ts';
import type { PageOrigin } from './app-url.ts';

/** Cancels every request of the window that leaves the program: it has no business on the network. */
export function blockNetwork(session: Session, page: PageOrigin): void {
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !isRequestAllowed(url, page) }));
}

/** Serves the user interface under its own scheme, and refuses files by path. */
export function serveApp(session: Session, page: PageOrigin, bundle: BundleServer): void {
  session.protocol.handle(page.scheme, (request) =>
    isOwnUrl(request.url, page) ? bundle(request) : new Response(null, { status: 404 }),
  );
  session.protocol.handle('file', () => new Response(null, { status: 403 }));
}
