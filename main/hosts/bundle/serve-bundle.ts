import { readFile, realpath, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { containedPath } from './contained-path.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** What the build puts into the bundle; anything else is not served. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Answers a request for a file of the user interface; never throws for what is asked. */
export type BundleServer = (request: Request) => Promise<Response>;

/**
 * Serves the built user interface from a folder: for the desktop's own protocol and for the web host.
 * @param folder where the build put it; it need not be there yet
 */
export function serveBundle(folder: string): BundleServer {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only GET is answered here.');
    const root = await realpath(folder).catch(() => null);
    if (root === null) return plain(404, 'The user interface is not built yet: npm run build');
    const path = await containedPath(root, new URL(request.url).pathname);
    const type = path === null ? undefined : CONTENT_TYPES[extname(path)];
    if (path === null || type === undefined || !(await stat(path)).isFile())
      return plain(404, 'There is no such file.');
    const body = request.method === 'HEAD' ? null : await readFile(path);
    return new Response(body, { headers: { ...SECURITY_HEADERS, 'content-type': type, 'cache-control': 'no-cache' } });
  };
}

/** An answer of one sentence. */
export function plain(status: number, sentence: string): Response {
  return new Response(`${sentence}\n`, {
    status,
    headers: { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}
