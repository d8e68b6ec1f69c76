import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Operation } from '../../../shared/contract/history.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { LedgerPageProps, MpaPageProps } from '../../session/page.ts';
import { Details } from '../../session/details.tsx';
import { formatRoute, ledgerRoute, mpaRoute } from '../../session/route.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { useRowPages } from '../../session/use-row-pages.ts';
import { useBusy } from '../../session/use-submit.ts';
import { Empty } from '../../ui/empty.tsx';
import { Box, Button, Header, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { RowsTable } from '../../ui/rows-table.tsx';
import { ShowLink } from '../../ui/show-link.tsx';
import { TimeText } from '../../ui/time.tsx';
import { formatCount } from '../../ui/words.ts';
import { Changes } from './changes.tsx';
import { HistoryFilterBar } from './filter.tsx';
import { Revert } from './revert.tsx';
import { operationPages, toQuery } from './store.ts';
import { TakeBack } from './take-back.tsx';
import { STANDING_NAMES } from './words.ts';

/** What of the address is the filter. */
const FILTERS = ['text', 'who', 'area', 'standing', 'from', 'to'];

/** Everything that was changed of one payer account. */
export function MpaHistoryPage({ mpa, params, setParams }: MpaPageProps): ReactElement {
  return <History mpaId={mpa.id} title={`History of ${mpa.name}`} params={params} setParams={setParams} />;
}

/** Everything that was changed in the ledger. */
export function HistoryPage({ params, setParams }: LedgerPageProps): ReactElement {
  return <History mpaId={null} title="History" params={params} setParams={setParams} />;
}

function History(
  props: Pick<LedgerPageProps, 'params' | 'setParams'> & { readonly mpaId: AccountId | null; readonly title: string },
): ReactElement {
  const { mpaId, title, params, setParams } = props;
  const { queries } = useSession();
  const pages = useRowPages(operationPages(queries, toQuery(mpaId, params)));
  const open = (id: number | null): void => setParams({ operation: id === null ? null : String(id) });
  // What was found stays beside what is shown of it.
  const hrefOf = (id: number): string => {
    const shows = { ...params, operation: String(id) };
    return formatRoute(mpaId === null ? ledgerRoute('history', shows) : mpaRoute(mpaId, 'history', shows));
  };
  const [cleared, setCleared] = useState(0);
  const clear = (): void => {
    setParams(Object.fromEntries(FILTERS.map((name) => [name, null])));
    // The field that is typed into begins anew.
    setCleared(cleared + 1);
  };
  const filtered = FILTERS.some((name) => params[name] !== undefined);
  const nothingFits = (
    <Empty title="No change fits the filter" action={<Button onClick={clear}>Clear the filter</Button>} />
  );
  const shown = pages.rows.find(({ id }) => String(id) === params['operation']);
  return (
    <>
      <RowsTable
        pages={pages}
        columns={columnsOf(hrefOf, open)}
        rowId={({ id }) => String(id)}
        label={title}
        header={
          <Header
            variant="awsui-h1-sticky"
            counter={pages.total === null ? '' : `(${formatCount(pages.total)})`}
            description="Who changed what, and when, with a way to take it back."
            actions={<UndoButtons />}
          >
            {title}
          </Header>
        }
        filter={<HistoryFilterBar key={cleared} params={params} setParams={setParams} total={pages.total} />}
        empty={
          filtered ? (
            nothingFits
          ) : (
            <Empty title="Nothing was changed yet" text="Every change stands here, with a way to take it back." />
          )
        }
        onRowClick={({ id }) => open(id)}
      />
      {shown === undefined ? null : (
        <Details title={shown.label} onClose={() => open(null)}>
          <SpaceBetween size="m">
            <SpaceBetween direction="horizontal" size="xs">
              <Revert key={shown.id} operation={shown} />
              <TakeBack operation={shown} />
            </SpaceBetween>
            <Changes operation={shown} />
          </SpaceBetween>
        </Details>
      )}
    </>
  );
}

function UndoButtons(): ReactElement {
  const { attempt } = useAct();
  const { queries } = useSession();
  const { data } = useRead(queries.history.pending.queryOptions());
  const [busy, during] = useBusy();
  // What the button says is done, and nothing else that has come since.
  const run = async (what: 'undo' | 'redo'): Promise<void> => {
    const expect = data?.[what]?.id ?? null;
    await during(() => attempt((client) => client.history[what]({ expect })));
  };
  const { undo = null, redo = null } = data ?? {};
  const most = redo === null ? 50 : 24;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button iconName="undo" disabled={undo === null || busy} onClick={() => void run('undo')}>
        {undo === null ? 'Nothing to undo' : `Undo: ${short(undo.label, most)}`}
      </Button>
      {redo === null ? null : (
        <Button iconName="redo" disabled={busy} onClick={() => void run('redo')}>
          {`Redo: ${short(redo.label, most)}`}
        </Button>
      )}
    </SpaceBetween>
  );
}

/** As much of a label as fits a button; all of it stands in the table. @param most how many characters fit */
function short(label: string, most: number): string {
  return label.length > most ? `${label.slice(0, most - 1)}…` : label;
}

const HOSTS: Readonly<Record<string, string>> = {
  cli: 'command line',
  desktop: 'desktop app',
  web: 'web page',
};

function columnsOf(
  hrefOf: (id: number) => string,
  open: (id: number) => void,
): TableProps.ColumnDefinition<Operation>[] {
  return [
    { id: 'at', header: 'When', width: 150, cell: ({ at }) => <TimeText at={at} /> },
    {
      id: 'what',
      header: 'What',
      isRowHeader: true,
      width: 315,
      cell: ({ id, label }) => (
        <ShowLink href={hrefOf(id)} onShow={() => open(id)}>
          {label}
        </ShowLink>
      ),
    },
    { id: 'changes', header: 'Rows', width: 85, cell: ({ changes }) => formatCount(changes) },
    { id: 'who', header: 'Who', width: 95, cell: ({ who }) => who },
    { id: 'host', header: 'With', width: 115, cell: ({ host }) => HOSTS[host] ?? host },
    { id: 'state', header: 'State', width: 135, cell: (operation) => <StateOf operation={operation} /> },
  ];
}

function StateOf({ operation: { state, kind } }: { operation: Operation }): ReactElement {
  if (state === 'undone') return <StatusIndicator type="stopped">Taken back</StatusIndicator>;
  if (kind === 'observation') return <StatusIndicator type="info">{STANDING_NAMES.observation}</StatusIndicator>;
  if (kind !== 'do') return <StatusIndicator type="info">{kind === 'undo' ? 'An undo' : 'A redo'}</StatusIndicator>;
  return <Box color="text-body-secondary">–</Box>;
}
