import { createRouterClient } from '@orpc/server';
import type { ActionWords } from '../../shared/domain/action.ts';
import type { Client } from '../../shared/contract/client.ts';
import type { RpcContext } from './context.ts';
import { inWords } from './in-words.ts';
import { router } from './router.ts';

/**
 * A client in the core's own process: for the command line and for tests. Validates as every other transport does.
 * @param words how the actions in texts are said; they stay as they are without
 */
export function inProcessClient(context: RpcContext, words?: ActionWords<string>): Client {
  return createRouterClient(router, { context, ...(words && { interceptors: [inWords(words)] }) });
}
