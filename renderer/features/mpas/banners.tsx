import type { ReactElement } from 'react';
import type { LedgerStatus } from '../../../shared/contract/ledger.ts';
import { Alert, Button, SpaceBetween } from '../../ui/kit.ts';
import type { Failure, MpaListState } from './store.ts';

/** What stands above the list when something is not as usual. */
export function Banners({ state, onRetry }: { state: MpaListState; onRetry: () => void }): ReactElement | null {
  const { lost, failure, ledger } = state;
  const banners = [
    lost && <Lost key="lost" failure={lost} onRetry={onRetry} />,
    failure && <Failed key="failed" failure={failure} onRetry={onRetry} />,
    !lost && ledger && <Held key="held" ledger={ledger} />,
  ].filter(Boolean);
  return banners.length === 0 ? null : <SpaceBetween size="s">{banners}</SpaceBetween>;
}

function Lost({ failure, onRetry }: { failure: Failure; onRetry: () => void }): ReactElement {
  return (
    <Alert type="warning" header="Not connected" action={<Button onClick={onRetry}>Connect again</Button>}>
      {failure.message} What is shown may be out of date; the page connects again by itself.
    </Alert>
  );
}

function Failed({ failure, onRetry }: { failure: Failure; onRetry: () => void }): ReactElement {
  return (
    <Alert type="error" header="The ledger can't be read" action={<Button onClick={onRetry}>Read again</Button>}>
      {failure.message} ({failure.code})
    </Alert>
  );
}

function Held({ ledger }: { ledger: LedgerStatus }): ReactElement | null {
  const { holder, writing } = ledger;
  if (!holder || writing) return null;
  return (
    <Alert type="info" header="Read-only for the moment">
      {holder.who} is changing this ledger with {HOSTS[holder.host] ?? 'another program'} on {holder.machine} (process{' '}
      {holder.pid}). The list follows.
    </Alert>
  );
}

const HOSTS: Readonly<Record<string, string>> = {
  cli: 'the command line',
  desktop: 'the desktop app',
  web: 'the web page',
};
