import { createRouterClient } from '@orpc/server';
import type { ContractRouterClient } from '@orpc/contract';
import type { ActionWords } from '../../shared/domain/action.ts';
import type { Contract } from '../../shared/contract/index.ts';
import type { RpcContext } from './context.ts';
import { inWords } from './in-words.ts';
import { router } from './router.ts';

/** The typed door to the core, whatever is between. */
export type Client = ContractRouterClient<Contract>;

/**
 * A client in the core's own process: for the command line and for tests. Validates as every other transport does.
 * @param words how the actions in texts are said; they stay as they are without
 */
export function inProcessClient(context: RpcContext, words?: ActionWords<string>): Client {
  return createRouterClient(router, { context, ...(words && { interceptors: [inWords(words)] }) });
}
