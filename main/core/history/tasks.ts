import { once } from 'node:events';
import type { LedgerChange } from '../../../shared/contract/ledger.ts';
import type { TaskProcedures } from '../runtime/procedure.ts';
import type { TaskContext } from '../runtime/task.ts';

/** What is about the ledger as a file. */
export const ledgerTasks = {
  status: ({ ledger }) => ledger.status(),
  watch: watchLedger,
  backups: ({ ledger }) => ledger.backups(),
  otherBackups: ({ ledger }) => ledger.otherBackups(),
  restore: ({ ledger }, { path, of }) => ledger.restore(path, of),
} satisfies TaskProcedures<'ledger'>;

/**
 * Tells the changes of the ledger: first an empty one that says 'this is now', then each as it happens. Where the host goes over to
 * another ledger (the demo, and back), that is an empty change as well, and what is told is of the new one from then on.
 */
async function watchLedger(task: TaskContext): Promise<void> {
  const { ledger, demo, signal } = task;
  const tell = (change: LedgerChange): void => task.tell(change);
  const nothingKnown = { operationId: null, touched: [] };
  const follow = (): (() => void) => (demo?.core ?? ledger).onChange(tell);
  tell(nothingKnown);
  let unfollow = follow();
  const stop = demo?.onSwitch(() => {
    unfollow();
    unfollow = follow();
    tell(nothingKnown);
  });
  if (!signal.aborted) await once(signal, 'abort');
  stop?.();
  unfollow();
}
