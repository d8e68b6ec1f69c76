import { createRouterClient } from '@orpc/server';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../shared/contract/index.ts';
import type { RpcContext } from './context.ts';
import { router } from './router.ts';

/** The typed door to the core, whatever is between. */
export type Client = ContractRouterClient<Contract>;

/** A client in the core's own process: for the command line and for tests. Validates as every other transport does. */
export function inProcessClient(context: RpcContext): Client {
  return createRouterClient(router, { context });
}
