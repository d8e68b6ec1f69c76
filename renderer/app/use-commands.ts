import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import { ledgerRoute, LEDGER_PAGES, MPA_PAGES, mpaRoute } from '../session/route.ts';
import { useLedgerActions } from '../session/ledger-actions.ts';
import { useSession } from '../session/session.ts';
import { hasPage } from './pages.tsx';

/** Does what a person asks for by menus and keys, and tells the program around the page what is under way. */
export function useCommands(mpa: MpaSummary | null, openPalette: () => void): void {
  const { host, jobs, go, notices } = useSession();
  const actions = useLedgerActions();
  const ledger = useRef(actions);
  useEffect(() => {
    ledger.current = actions;
  });
  const { jobs: running } = useStore(jobs.store);
  const first = running[0]?.title ?? null;
  useEffect(() => host.setBusy(first), [host, first]);
  useEffect(
    () =>
      host.onCommand((command) => {
        switch (command.name) {
          case 'palette':
          case 'find':
            openPalette();
            return;
          case 'undo':
          case 'redo':
            void ledger.current[command.name]();
            return;
          case 'settings':
            go(ledgerRoute('settings'));
            return;
          case 'new-mpa':
            go(ledgerRoute('overview', { add: 'yes' }));
            return;
          case 'import':
          case 'open-files':
            if (mpa) go(mpaRoute(mpa.id, 'import'));
            else notices.show({ kind: 'info', text: 'Open a payer account first: its accounts are imported there.' });
            return;
          case 'export':
            if (mpa) go(mpaRoute(mpa.id, 'tickets'));
            return;
          case 'cancel-work':
            for (const { id } of jobs.store.getState().jobs) jobs.cancel(id);
            return;
          default: {
            const page = command.name.replace(/^go:/u, '');
            const ledgerPage = LEDGER_PAGES.find((each) => each === page);
            const mpaPage = MPA_PAGES.find((each) => each === page);
            if (mpa && mpaPage && hasPage(mpaPage, true)) go(mpaRoute(mpa.id, mpaPage));
            else if (ledgerPage) go(ledgerRoute(ledgerPage));
          }
        }
      }),
    [host, jobs, go, notices, mpa, openPalette],
  );
}
