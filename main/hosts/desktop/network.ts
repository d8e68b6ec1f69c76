import type { Session } from 'electron';
import type { BundleServer } from '../bundle/serve-bundle.ts';
import { APP_SCHEME, isOwnUrl, isRequestAllowed } from './app-url.ts';

/** Cancels every request of the window that leaves the program: it has no business on the network. */
export function blockNetwork(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !isRequestAllowed(url) }));
}

/** Serves the user interface under its own scheme, and refuses files by path. */
export function serveApp(session: Session, bundle: BundleServer): void {
  session.protocol.handle(APP_SCHEME, (request) =>
    isOwnUrl(request.url) ? bundle(request) : new Response(null, { status: 404 }),
  );
  session.protocol.handle('file', () => new Response(null, { status: 403 }));
}
