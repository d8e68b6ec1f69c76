import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import type { AnyRouter } from '@orpc/server';
import type { RpcContext } from '../context.ts';
import { router } from '../router.ts';

/** Where calls are posted to; the procedure's path follows. */
export const RPC_PREFIX = '/rpc';

/** A pasted list of accounts is the largest thing that a page sends. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Answers one request; gives false, untouched, when its path is none of the contract's. */
export type HttpAnswerer = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * Answers calls that are posted under RPC_PREFIX. Who may ask is the host's to check before. A GET is refused with 405, a
 * body over 64 MiB with 413; a caller that goes away aborts what it asked for.
 * @param served another router, for tests of the transport itself
 */
export function answerHttp(context: RpcContext, served: AnyRouter = router): HttpAnswerer {
  const handler = new RPCHandler(served, { plugins: [new BodyLimitPlugin({ maxBodySize: MAX_BODY_BYTES })] });
  return async (request, response) => {
    const { matched } = await handler.handle(request, response, { prefix: RPC_PREFIX, context });
    return matched;
  };
}
