import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import type { RpcContext } from './context.ts';
import { toRpcError } from './errors.ts';
import { job, read, write } from './handlers.ts';
import { ledgerStatus, watchLedger } from './ledger.ts';

const os = implement(contract)
  .$context<RpcContext>()
  .use(async ({ context, next }) => {
    try {
      return await next();
    } catch (error) {
      throw toRpcError(error, context.log);
    }
  });

/** The one implementation of the contract, behind every transport. */
export const router = os.router({
  mpas: {
    list: os.mpas.list.handler(read('mpas.list')),
    get: os.mpas.get.handler(read('mpas.get')),
    add: os.mpas.add.handler(write('mpas.add')),
    set: os.mpas.set.handler(write('mpas.set')),
    remove: os.mpas.remove.handler(write('mpas.remove')),
  },
  history: {
    list: os.history.list.handler(read('history.list')),
    get: os.history.get.handler(read('history.get')),
    of: os.history.of.handler(read('history.of')),
    pending: os.history.pending.handler(({ context }) => context.core.read('history.pending', null)),
    undo: os.history.undo.handler(({ context, signal }) => context.core.reverse('undo', { signal })),
    redo: os.history.redo.handler(({ context, signal }) => context.core.reverse('redo', { signal })),
  },
  ledger: {
    status: os.ledger.status.handler(ledgerStatus),
    watch: os.ledger.watch.handler(watchLedger),
    backup: os.ledger.backup.handler(job('ledger.backup')),
    backups: os.ledger.backups.handler(({ context }) => context.core.read('ledger.backups', null)),
    verify: os.ledger.verify.handler((call) => job('ledger.verify')({ ...call, input: null })),
    restore: os.ledger.restore.handler(({ input, context }) => context.core.restore(input.path)),
  },
});

export type Router = typeof router;
