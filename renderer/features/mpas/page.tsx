import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { Box, Header, SpaceBetween, Table } from '../../ui/kit.ts';
import { Banners } from './banners.tsx';
import { MPA_COLUMNS } from './columns.tsx';
import type { MpaListState, MpaListStore } from './store.ts';

/** The list of payer accounts with what each has, live. */
export function MpasPage({ store, onRetry }: { store: MpaListStore; onRetry: () => void }): ReactElement {
  const state = useStore(store);
  const rows = state.mpas.map((mpa) => ({ mpa, checks: state.checks.get(mpa.id) ?? null }));
  return (
    <div data-state={state.lost ? 'lost' : state.phase}>
      <Table
        variant="full-page"
        header={
          <SpaceBetween size="m">
            <Header
              variant="awsui-h1-sticky"
              counter={counter(state)}
              description="Each is one enrollment with Spot Eco."
            >
              Payer accounts
            </Header>
            <Banners state={state} onRetry={onRetry} />
          </SpaceBetween>
        }
        columnDefinitions={MPA_COLUMNS}
        items={rows}
        trackBy={({ mpa }) => mpa.id}
        loading={state.phase === 'loading'}
        loadingText="Reading the ledger"
        empty={state.phase === 'failed' ? <Unread /> : <Empty />}
        enableKeyboardNavigation
        wrapLines
        ariaLabels={{ tableLabel: 'Payer accounts' }}
      />
    </div>
  );
}

function counter({ phase, mpas }: MpaListState): string | undefined {
  return phase === 'ready' ? `(${mpas.length})` : undefined;
}

function Unread(): ReactElement {
  return <Box color="text-body-secondary">Nothing could be read.</Box>;
}

function Empty(): ReactElement {
  return (
    <Box textAlign="center" padding={{ vertical: 'l' }}>
      <SpaceBetween size="xs">
        <Box variant="strong">No payer accounts yet</Box>
        <Box color="text-body-secondary">Add the first one on the command line; it appears here at once.</Box>
        <Box variant="code">
          npm run -s enroll -- mpa add 099999999999 --name &quot;Example MSP&quot; --scenario enterprise
        </Box>
      </SpaceBetween>
    </Box>
  );
}
