import type { LedgerChange } from '../../shared/contract/ledger.ts';
import type { RpcContext } from './context.ts';
import { Mailbox } from './mailbox.ts';

/** The one stream of ledger changes: first an empty change that says 'this is now', then each change as it happens. */
export async function* watchLedger({
  context,
  signal,
}: {
  context: RpcContext;
  signal?: AbortSignal | undefined;
}): AsyncGenerator<LedgerChange, void, void> {
  const box = new Mailbox<LedgerChange>();
  const stop = context.core.onChange((change) => box.put(change));
  const onAbort = (): void => box.close();
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) box.close();
  try {
    yield { operationId: null, entities: [] };
    yield* box;
  } finally {
    stop();
    signal?.removeEventListener('abort', onAbort);
  }
}
