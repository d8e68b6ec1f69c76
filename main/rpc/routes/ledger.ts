import { job, onThisComputer } from '../handlers.ts';
import { os } from '../implementer.ts';
import { watchLedger } from '../watch-ledger.ts';

export const ledgerRoutes = {
  status: os.ledger.status.handler(({ context }) => context.core.status()),
  watch: os.ledger.watch.handler(watchLedger),
  backup: os.ledger.backup.handler((call) => {
    if (call.input.path !== null) onThisComputer(call.context);
    return job('ledger.backup')(call);
  }),
  backups: os.ledger.backups.handler(({ context }) => context.core.backups()),
  verify: os.ledger.verify.handler((call) => job('ledger.verify')({ ...call, input: null })),
  restore: os.ledger.restore.handler(({ input, context }) => {
    onThisComputer(context);
    return context.core.restore(input.path);
  }),
};
