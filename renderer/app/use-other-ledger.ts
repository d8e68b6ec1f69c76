import { useEffect } from 'react';
import { OVERVIEW } from '../session/route.ts';
import { useSession } from '../session/session.ts';

/**
 * Begins anew where another ledger is shown than before (the demo's, or the own one again): at the overview, and without notices,
 * whose 'Undo' would be about the ledger that is gone.
 */
export function useOtherLedger(): void {
  const { ledger, notices, go } = useSession();
  useEffect(
    () =>
      ledger.subscribe(({ status }, { status: before }) => {
        if (status === null || before === null || status.path === before.path) return;
        for (const { id } of notices.store.getState().notices) notices.close(id);
        go(OVERVIEW);
      }),
    [ledger, notices, go],
  );
}
