import type { SupportedMessagePort } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import type { AnyRouter } from '@orpc/server';
import { assertBoundedJson } from '../../../shared/domain/bounded-json.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { RpcContext } from '../context.ts';
import { router } from '../router.ts';

/** A port of `node:worker_threads`, of a page, or of Electron's main and utility processes. */
export type ServedPort = SupportedMessagePort & { start(): void; close?(): void };

/**
 * Answers the calls that come over a port, for as long as it is open. When it closes, whatever it asked for is aborted.
 * @param served another router, for tests of the transport itself
 */
export function servePort(port: ServedPort, context: RpcContext, served: AnyRouter = router): void {
  new RPCHandler(served).upgrade(bounded(port), { context });
  port.start();
}

type Heard = (event?: { data: unknown }) => void;

/** All that a port may have, whoever made it: a page, Node or Electron. oRPC's own type of it stands on the page's, which Node does not know. */
interface AnyPort {
  postMessage(data: unknown): void;
  addEventListener?(event: string, heard: Heard): void;
  on?(event: string, heard: Heard): void;
  close?(): void;
}

/**
 * The port, without what no page of ours sends: anything but a text, and JSON that asks for too much of who parses it. A page that sends
 * such a thing has gone wrong; its port is closed.
 */
function bounded(served: ServedPort): SupportedMessagePort {
  const port = served as AnyPort;
  return {
    postMessage: (data: unknown) => port.postMessage(data),
    on: (event: string, callback: Heard) => {
      const heard: Heard = (message) => {
        if (event !== 'message' || isCall(message?.data)) callback(message);
        else port.close?.();
      };
      if (port.addEventListener) port.addEventListener(event, heard);
      else port.on?.(event, heard);
    },
  };
}

function isCall(data: unknown): boolean {
  if (typeof data !== 'string') return false;
  try {
    assertBoundedJson(data);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
