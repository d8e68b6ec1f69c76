import { useState } from 'react';
import type { ReactElement } from 'react';
import type { LedgerPageProps } from '../../session/page.ts';
import { mpaRoute } from '../../session/route.ts';
import { useLive, useSession } from '../../session/session.ts';
import { Empty } from '../../ui/empty.tsx';
import { Button, Header, SpaceBetween, Table, TextFilter } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { AddMpa } from './add-mpa.tsx';
import { overviewColumns } from './columns.tsx';
import { FirstSteps } from './first-steps.tsx';
import { countStates, readCheckCounts, readOverview, waitsOf } from './store.ts';
import type { OverviewItem } from './store.ts';
import { Timeline } from './timeline.tsx';
import { WORDS } from './words.ts';

/** Every payer account with its step, who has to act, and what is due; below it all waits. */
export function OverviewPage({ params, setParams }: LedgerPageProps): ReactElement {
  const { go } = useSession();
  const { phase, data, failure, refresh } = useLive(readOverview, null);
  const { data: counts } = useLive(readCheckCounts, null);
  const [text, setText] = useState('');
  const adding = params['add'] !== undefined;
  const setAdding = (open: boolean): void => setParams({ add: open ? 'yes' : null });
  const items = data ?? [];
  const shown = items.filter(({ mpa }) => `${mpa.name} ${mpa.id}`.toLowerCase().includes(text.trim().toLowerCase()));
  const add = (
    <Button variant="primary" onClick={() => setAdding(true)}>
      {WORDS.add}
    </Button>
  );
  return (
    <div data-state={phase}>
      <SpaceBetween size="l">
        <Table
          variant="full-page"
          header={
            <Header
              variant="awsui-h1-sticky"
              counter={phase === 'loading' ? undefined : `(${items.length})`}
              description={items.length === 0 ? WORDS.description : summary(items)}
              actions={add}
            >
              {WORDS.title}
            </Header>
          }
          filter={
            items.length < 2 ? undefined : (
              <TextFilter
                filteringText={text}
                filteringPlaceholder="Find payer accounts"
                filteringAriaLabel="Find payer accounts by name or ID"
                countText={text === '' ? '' : plural(shown.length, 'match', 'matches')}
                onChange={({ detail }) => setText(detail.filteringText)}
              />
            )
          }
          columnDefinitions={overviewColumns(counts)}
          items={shown}
          trackBy={({ mpa }) => mpa.id}
          loading={phase === 'loading'}
          loadingText="Reading the ledger"
          empty={
            failure && phase === 'failed' ? (
              <Empty
                title="The ledger can't be read"
                text={`${failure.message} (${failure.code})`}
                action={<Button onClick={refresh}>Read again</Button>}
              />
            ) : items.length === 0 ? (
              <FirstSteps onAdd={() => setAdding(true)} />
            ) : (
              <Empty
                title="No payer account matches"
                action={<Button onClick={() => setText('')}>Clear the filter</Button>}
              />
            )
          }
          onRowClick={({ detail }) => go(mpaRoute(detail.item.mpa.id, 'procedure'))}
          enableKeyboardNavigation
          wrapLines
          ariaLabels={{ tableLabel: WORDS.title }}
        />
        {items.length === 0 ? null : <Timeline waits={waitsOf(items)} />}
        {adding ? <AddMpa onClose={() => setAdding(false)} /> : null}
      </SpaceBetween>
    </div>
  );
}

function summary(items: readonly OverviewItem[]): string {
  const { needsYou, waiting, overdue } = countStates(items);
  return `${needsYou} ${needsYou === 1 ? 'needs' : 'need'} you · ${waiting} waiting · ${overdue} overdue`;
}
