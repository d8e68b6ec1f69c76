import { useState } from 'react';
import type { ReactElement } from 'react';
import type { DataSet } from '../../../shared/contract/cost-data.ts';
import { megabytes } from '../../../shared/domain/file-size.ts';
import { monthName } from '../../../shared/domain/month.ts';
import { inLinks } from '../../session/action-words.ts';
import { Details } from '../../session/details.tsx';
import type { MpaPageProps } from '../../session/page.ts';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Box, Button, Header, SpaceBetween, StatusIndicator, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { ShowLink } from '../../ui/show-link.tsx';
import { formatCount, plural } from '../../ui/words.ts';
import { AddReport } from './add-report.tsx';
import { FetchReport } from './fetch-report.tsx';
import { Money } from './money.tsx';
import { MonthPanel } from './month-panel.tsx';
import { PROVEN_WORDS, STATE_WORDS } from './words.ts';

/** The cost data of a payer account, month by month. */
export function CostDataPage({ mpa, params, setParams }: MpaPageProps): ReactElement {
  const { queries } = useSession();
  const { attempt } = useAct();
  const { data, phase, failure, refresh } = useRead(queries.costData.list.queryOptions({ input: { mpaId: mpa.id } }));
  const [emptying, setEmptying] = useState(false);
  const sets = data ?? [];
  const open = sets.find(({ month }) => month === params['month']);
  const bytes = sets.reduce((sum, { cachedBytes }) => sum + (cachedBytes ?? 0), 0);
  const empty = async (): Promise<void> => {
    setEmptying(false);
    await attempt((client) => client.costData.empty({ mpaId: mpa.id }));
    refresh();
  };
  const add = <AddReport mpa={mpa} onAdded={refresh} />;
  return (
    <>
      <Table
        variant="full-page"
        header={
          <Header
            variant="awsui-h1-sticky"
            counter={`(${sets.length})`}
            description={bytes === 0 ? '' : `The lines take ${megabytes(bytes)} on this computer.`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                {bytes === 0 ? null : (
                  <Button onClick={() => setEmptying(true)}>Take the lines off this computer…</Button>
                )}
                <FetchReport mpa={mpa} onFetched={refresh} />
                {add}
              </SpaceBetween>
            }
          >
            Cost data
          </Header>
        }
        columnDefinitions={columnsOf((month) => setParams({ month }))}
        items={[...sets].reverse()}
        trackBy={({ month }) => month}
        loading={phase === 'loading'}
        loadingText="Reading the months"
        empty={
          failure ? (
            <Empty
              title="The cost data can't be read"
              text={<Said parts={inLinks(failure.text)} />}
              action={<Button onClick={refresh}>Read again</Button>}
            />
          ) : (
            <Empty
              title="No cost data yet"
              text="Fetch a month from the payer account’s bucket, or add the folder of a Cost and Usage Report, as AWS delivers it there."
              action={add}
            />
          )
        }
        enableKeyboardNavigation
        wrapLines
        ariaLabels={{ tableLabel: `Cost data of ${mpa.name}` }}
      />
      {open === undefined ? null : (
        <Details title={monthName(open.month)} onClose={() => setParams({ month: null })}>
          <MonthPanel key={open.id} mpa={mpa} set={open} onForgotten={() => setParams({ month: null })} />
        </Details>
      )}
      {emptying ? (
        <Confirm
          title="Take the lines off this computer?"
          confirmText="Take the lines away"
          onConfirm={() => void empty()}
          onCancel={() => setEmptying(false)}
        >
          The lines of {plural(sets.length, 'month')} ({megabytes(bytes)}) are taken away. What is known of the months
          stays; reports that are added again bring the lines back.
        </Confirm>
      ) : null}
    </>
  );
}

function columnsOf(open: (month: string) => void): TableProps.ColumnDefinition<DataSet>[] {
  return [
    {
      id: 'month',
      header: 'Month',
      isRowHeader: true,
      minWidth: 150,
      cell: ({ mpaId, month }) => (
        <ShowLink href={formatRoute(mpaRoute(mpaId, 'cost-data', { month }))} onShow={() => open(month)}>
          {monthName(month)}
        </ShowLink>
      ),
    },
    {
      id: 'unblended',
      header: 'Unblended cost',
      minWidth: 150,
      cell: ({ unblended, currency }) => (
        <Box textAlign="right">
          <Money value={unblended} currency={currency} />
        </Box>
      ),
    },
    { id: 'lines', header: 'Lines', cell: ({ lines }) => <Box textAlign="right">{formatCount(lines)}</Box> },
    {
      id: 'accounts',
      header: 'Accounts',
      cell: ({ accounts }) => <Box textAlign="right">{formatCount(accounts)}</Box>,
    },
    {
      id: 'state',
      header: 'State',
      minWidth: 180,
      cell: ({ state }) => (
        <StatusIndicator type={state === 'final' ? 'success' : state === 'open' ? 'pending' : 'info'}>
          {STATE_WORDS[state]}
        </StatusIndicator>
      ),
    },
    { id: 'proven', header: 'Complete', minWidth: 150, cell: ({ proven }) => PROVEN_WORDS[proven] },
    {
      id: 'here',
      header: 'Lines here',
      minWidth: 130,
      cell: ({ cachedBytes }) => (cachedBytes === null ? 'Not on this computer' : megabytes(cachedBytes)),
    },
  ];
}
