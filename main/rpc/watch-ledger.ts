import type { LedgerChange } from '../../shared/contract/ledger.ts';
import type { RpcContext } from './context.ts';
import { Mailbox } from './mailbox.ts';

/**
 * The one stream of ledger changes: first an empty change that says 'this is now', then each change as it happens. Where the host
 * goes over to another ledger (the demo, and back), that is an empty change as well, and the stream follows the new one.
 */
export async function* watchLedger({
  context,
  signal,
}: {
  context: RpcContext;
  signal?: AbortSignal | undefined;
}): AsyncGenerator<LedgerChange, void, void> {
  const box = new Mailbox<LedgerChange>();
  const follow = (): (() => void) =>
    (context.demo?.core ?? context.core).onChange((change: LedgerChange) => box.put(change));
  let unfollow = follow();
  const stop = context.demo?.onSwitch(() => {
    unfollow();
    unfollow = follow();
    box.put({ operationId: null, entities: [] });
  });
  const onAbort = (): void => box.close();
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) box.close();
  try {
    yield { operationId: null, entities: [] };
    yield* box;
  } finally {
    stop?.();
    unfollow();
    signal?.removeEventListener('abort', onAbort);
  }
}
