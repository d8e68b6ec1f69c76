import type { SupportedMessagePort } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import type { AnyRouter } from '@orpc/server';
import type { RpcContext } from '../context.ts';
import { router } from '../router.ts';

/** A port of `node:worker_threads`, of a page, or of Electron's main and utility processes. */
export type ServedPort = SupportedMessagePort & { start(): void };

/**
 * Answers the calls that come over a port, for as long as it is open. When it closes, whatever it asked for is aborted.
 * @param served another router, for tests of the transport itself
 */
export function servePort(port: ServedPort, context: RpcContext, served: AnyRouter = router): void {
  new RPCHandler(served).upgrade(port, { context });
  port.start();
}
