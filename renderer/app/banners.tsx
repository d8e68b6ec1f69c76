import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LedgerStatus } from '../../shared/contract/ledger.ts';
import { useSession } from '../session/session.ts';
import { DemoBanner } from './demo-banner.tsx';
import { Alert, Button, SpaceBetween } from '../ui/kit.ts';

const HOSTS: Readonly<Record<string, string>> = {
  cli: 'the command line',
  desktop: 'the desktop app',
  web: 'the web page',
};

/** What stands above every page when the ledger is not as usual. */
export function Banners(): ReactElement | null {
  const { api, ledger } = useSession();
  const { lost, status } = useStore(ledger);
  const banners = [
    lost && (
      <Alert
        key="lost"
        type="warning"
        header="Not connected"
        action={<Button onClick={() => api.reconnect()}>Connect again</Button>}
      >
        {lost.message} What is shown may be out of date; the page connects again by itself.
      </Alert>
    ),
    !lost && status && heldBy(status),
    status?.demo === true && <DemoBanner key="demo" />,
  ].filter(Boolean);
  return banners.length === 0 ? null : (
    <div className="banners">
      <SpaceBetween size="s">{banners}</SpaceBetween>
    </div>
  );
}

function heldBy({ holder, writing }: LedgerStatus): ReactElement | null {
  if (!holder || writing) return null;
  return (
    <Alert key="held" type="info" header="Read-only for the moment">
      {holder.who} is changing this ledger with {HOSTS[holder.host] ?? 'another program'} on {holder.machine} (process{' '}
      {holder.pid}). What is shown follows.
    </Alert>
  );
}
