import type { ServerResponse } from 'node:http';

/** Sends a fetch Response as Node's HTTP server sends one. */
export async function sendResponse(to: ServerResponse, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  to.writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': body.length });
  to.end(body);
}
