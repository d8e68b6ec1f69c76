import { job, onThisComputer } from '../handlers.ts';
import { os } from '../implementer.ts';
import { watchLedger } from '../watch-ledger.ts';

export const ledgerRoutes = {
  status: os.ledger.status.handler(({ context }) => context.core.status()),
  watch: os.ledger.watch.handler(watchLedger),
  backup: os.ledger.backup.handler((call) => {
    const { path } = call.input;
    if (path !== null) onThisComputer(call.context, path);
    return job('ledger.backup')(call);
  }),
  backups: os.ledger.backups.handler(({ context }) => context.core.backups()),
  verify: os.ledger.verify.handler((call) => job('ledger.verify')({ ...call, input: null })),
  restore: os.ledger.restore.handler(({ input, context }) => {
    // The ledger's own backups are no paths of the caller's.
    const own = context.core.backups().some(({ path }) => path === input.path);
    if (!own) onThisComputer(context, input.path);
    return context.core.restore(input.path);
  }),
};
