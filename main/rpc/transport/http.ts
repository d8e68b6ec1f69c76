import type { IncomingMessage, ServerResponse } from 'node:http';
import { RPCHandler } from '@orpc/server/node';
import type { AnyRouter } from '@orpc/server';
import { parseBoundedJson } from '../../../shared/domain/bounded-json.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { RpcContext } from '../context.ts';
import { router } from '../router.ts';

/** Where calls are posted to; the procedure's path follows. */
export const RPC_PREFIX = '/rpc';

/** A pasted list of accounts is the largest thing that a page sends. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** As procedures are named; nothing else is looked for, nor decoded. */
const PROCEDURE = /^\/rpc(?:\/[A-Za-z]+)+$/u;

/** Answers one request; gives false, untouched, when its path is none of the contract's. */
export type HttpAnswerer = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * Answers calls that are posted under RPC_PREFIX. Who may ask is the host's to check before. A GET is refused with 405, a body over 64 MiB
 * with 413, one that is no JSON, or asks for too much of who parses it, with 400 or 415; a caller that goes away aborts what it asked for.
 * @param served another router, for tests of the transport itself
 */
export function answerHttp(context: RpcContext, served: AnyRouter = router): HttpAnswerer {
  const handler = new RPCHandler(served);
  return async (request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    if (!PROCEDURE.test(path)) return false;
    if (request.method === 'POST') {
      const read = await readBody(request);
      if ('status' in read) {
        refuse(response, read);
        return true;
      }
      // What was parsed here is not parsed again.
      Object.assign(request, { body: read.body });
    }
    const { matched } = await handler.handle(request, response, { prefix: RPC_PREFIX, context });
    return matched;
  };
}

interface Refused {
  readonly status: 400 | 413 | 415;
  readonly message: string;
}

async function readBody(request: IncomingMessage): Promise<{ body: unknown } | Refused> {
  const { 'content-type': type, 'content-encoding': encoding } = request.headers;
  if (encoding !== undefined && encoding !== 'identity')
    return { status: 415, message: 'Only plain bodies are read here.' };
  if (type !== undefined && !/^application\/json(?:\s*;|$)/iu.test(type))
    return { status: 415, message: 'Only JSON is read here.' };
  const bytes = await bytesOf(request);
  if (bytes === null) return { status: 413, message: `A call may have ${MAX_BODY_BYTES / 1024 / 1024} MiB at most.` };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const body = text === '' ? {} : parseBoundedJson(text);
    // As oRPC wraps every input.
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { body };
  } catch (error) {
    if (error instanceof AppError) return { status: 413, message: error.message };
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  return { status: 400, message: 'The body of this call is no object in JSON.' };
}

/** The bytes of the body; null for too many, of which none are kept. */
async function bytesOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = Number(request.headers['content-length'] ?? 0);
  const fits = size <= MAX_BODY_BYTES;
  if (fits) size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    // Who sends is let finish: it would not hear the answer otherwise.
    size += chunk.length;
    if (size > MAX_BODY_BYTES) chunks.length = 0;
    else chunks.push(chunk);
  }
  return size > MAX_BODY_BYTES ? null : Buffer.concat(chunks);
}

/** As an error of the contract, so that a page can say it. */
function refuse(response: ServerResponse, { status, message }: Refused): void {
  const error = { defined: true, code: 'INVALID_INPUT', status, message, data: {} };
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ json: error }));
}
