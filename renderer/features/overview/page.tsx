import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Failure } from '../../session/failure.ts';
import type { LedgerPageProps } from '../../session/page.ts';
import { mpaRoute } from '../../session/route.ts';
import { useSession } from '../../session/session.ts';
import { skipToken, useRead } from '../../session/use-read.ts';
import { Empty } from '../../ui/empty.tsx';
import { Button, Header, SpaceBetween, StatusIndicator, Table, TextFilter } from '../../ui/kit.ts';
import { useIdle } from '../../ui/use-idle.ts';
import { plural } from '../../ui/words.ts';
import { AddMpa } from './add-mpa.tsx';
import { overviewColumns } from './columns.tsx';
import { FirstSteps } from './first-steps.tsx';
import { countsByMpa, countStates, waitsOf } from './store.ts';
import type { OverviewItem } from './store.ts';
import { Timeline } from './timeline.tsx';
import { useOverview } from './use-overview.ts';
import { WORDS } from './words.ts';

/** Every payer account with its step, who has to act, and what is due; below it all waits. */
export function OverviewPage({ params, setParams }: LedgerPageProps): ReactElement {
  const { phase, data, failure, refresh } = useOverview();
  const adding = params['add'] !== undefined;
  const setAdding = (open: boolean): void => setParams({ add: open ? 'yes' : null });
  return (
    <div data-state={phase}>
      {phase === 'loading' ? (
        <StatusIndicator type="loading">Reading the ledger</StatusIndicator>
      ) : (
        <SpaceBetween size="l">
          <MpasTable
            items={data ?? []}
            failure={phase === 'failed' ? failure : null}
            onRefresh={refresh}
            onAdd={() => setAdding(true)}
          />
          {data === null || data.length === 0 ? null : <Timeline waits={waitsOf(data)} />}
        </SpaceBetween>
      )}
      {adding ? <AddMpa onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

interface MpasTableProps {
  readonly items: readonly OverviewItem[];
  /** Why they can't be read. */
  readonly failure: Failure | null;
  readonly onRefresh: () => void;
  readonly onAdd: () => void;
}

function MpasTable({ items, failure, onRefresh, onAdd }: MpasTableProps): ReactElement {
  const { go, queries } = useSession();
  const isIdle = useIdle();
  // It takes the core a while: the table comes first.
  const { data: counts } = useRead(
    queries.checks.counts.queryOptions({ input: isIdle ? undefined : skipToken, select: countsByMpa }),
  );
  const [text, setText] = useState('');
  const shown = items.filter(({ mpa }) => `${mpa.name} ${mpa.id}`.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <Table
      variant="full-page"
      header={
        <Header
          variant="awsui-h1-sticky"
          counter={`(${items.length})`}
          description={items.length === 0 ? WORDS.description : summary(items)}
          actions={
            <Button variant="primary" onClick={onAdd}>
              {WORDS.add}
            </Button>
          }
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
      empty={
        failure ? (
          <Empty
            title="The ledger can't be read"
            text={`${failure.message} (${failure.code})`}
            action={<Button onClick={onRefresh}>Read again</Button>}
          />
        ) : items.length === 0 ? (
          <FirstSteps onAdd={onAdd} />
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
  );
}

function summary(items: readonly OverviewItem[]): string {
  const { needsYou, waiting, overdue } = countStates(items);
  return `${needsYou} ${needsYou === 1 ? 'needs' : 'need'} you · ${waiting} waiting · ${overdue} overdue`;
}
