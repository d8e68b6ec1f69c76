import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import type { RpcContext } from './context.ts';
import { toRpcError } from './errors.ts';

/** What every route is made with: the contract, our context, and one place where errors become what the contract declares. */
export const os = implement(contract)
  .$context<RpcContext>()
  .use(async ({ context, next }) => {
    try {
      return await next();
    } catch (error) {
      throw toRpcError(error, context.log);
    }
  });
