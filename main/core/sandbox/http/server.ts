import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { systemClock } from '../../time/clock.ts';
import type { Outcome } from './dispatch.ts';
import type { HttpRequest } from './request.ts';

/** No request of this job is larger; a template may have 1 MB. */
const MOST_BYTES = 5_000_000;

/** A listening server. */
export interface Listening {
  port: number;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 and answers what comes, one after another.
 * @param port 0: any that is free
 * @throws AppError CONFLICT where the port is taken.
 */
export async function listen(
  port: number,
  answer: (request: HttpRequest) => Outcome | Promise<Outcome>,
): Promise<Listening> {
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = (request: HttpRequest): Promise<Outcome> => {
    const turn = before.then(() => answer(request));
    before = turn.catch(() => undefined);
    return turn;
  };
  const server = createServer((request, response) => {
    if (!isLoopback(request.headers.host)) {
      response.writeHead(421, { 'content-type': 'text/plain' }).end('This is not the address of the sandbox.\n');
      return;
    }
    readBody(request)
      .then(async (body) => {
        if (body === null) response.writeHead(413).end();
        else send(request, response, await inTurn(toRequest(request, body)));
      })
      .catch((error: unknown) => fail(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, port)));
    server.listen(port, '127.0.0.1', resolve);
  });
  // What listens on TCP has an address of this kind.
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
}

/**
 * Whether a request names this computer's own address: a page of another site that had its name lead here does not. Any port: what stands
 * between a client and the sandbox has another one, and what a client signs can't be changed.
 */
function isLoopback(host: string | undefined): boolean {
  return /^(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/u.test(host ?? '');
}

/** A client that is gone needs no answer; what the sandbox can't do is said, and does not end it. */
function fail(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return;
  const message = `The sandbox has a fault of its own: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  response.writeHead(500, { 'content-type': 'application/json', 'x-amzn-errortype': 'SandboxFault' });
  response.end(JSON.stringify({ __type: 'SandboxFault', message }));
}

function portError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new AppError(
    'CONFLICT',
    `The port ${port} is taken. Give another${act('sandbox.port')}.`,
    { port },
    { cause: error },
  );
}

function send(request: IncomingMessage, response: ServerResponse, outcome: Outcome): void {
  if (outcome === 'cut') {
    request.socket.destroy();
    return;
  }
  if (outcome === 'silence') return;
  const { status, headers, body } = outcome;
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  const all: Record<string, string> = {
    date: systemClock().toUTCString(),
    server: 'Enrollment-Desk-Sandbox',
    ...headers,
  };
  // The length of what a HEAD request would have brought stands in its headers.
  if (request.method !== 'HEAD' && status !== 204) all['content-length'] = String(length);
  response.writeHead(status, all);
  response.end(request.method === 'HEAD' ? undefined : body);
}

function toRequest(request: IncomingMessage, body: Uint8Array): HttpRequest {
  const [path, query] = split(request.url ?? '/');
  const headers = Object.entries(request.headers).map(
    ([name, value]) => [name, [value ?? ''].flat().join(',')] as const,
  );
  return { method: request.method ?? 'GET', path, query, headers: Object.fromEntries(headers), body };
}

function split(url: string): [string, string] {
  const index = url.indexOf('?');
  return index < 0 ? [url, ''] : [url.slice(0, index), url.slice(index + 1)];
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return unchunked(request, Buffer.concat(chunks));
}

/** The bytes behind `aws-chunked`, which clients use for bodies with a checksum at the end. */
function unchunked(request: IncomingMessage, body: Buffer): Buffer {
  if (!(request.headers['content-encoding'] ?? '').includes('aws-chunked')) return body;
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.subarray(at, end).toString(), 16);
    if (!(size > 0)) break;
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(parts);
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
