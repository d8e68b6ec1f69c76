import { useState } from 'react';
import type { ReactElement } from 'react';
import { monthSchema } from '../../../shared/contract/cost-data.ts';
import type { DataSet, LineCondition } from '../../../shared/contract/cost-data.ts';
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
import { Alert, Box, Button, Header, SpaceBetween, StatusIndicator, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { ShowLink } from '../../ui/show-link.tsx';
import { formatCount, plural } from '../../ui/words.ts';
import { AddButtons, useAddReport } from './add-report.tsx';
import type { AddingReports } from './add-report.tsx';
import { Calendar } from './calendar.tsx';
import { DropArea } from './drop-area.tsx';
import { FetchReport } from './fetch-report.tsx';
import { readWhere, writeWhere } from './line-filter.ts';
import { LinesModal } from './lines.tsx';
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
  const month = monthSchema.safeParse(params['month']).data ?? null;
  const open = sets.find((set) => set.month === month);
  const bytes = sets.reduce((sum, { cachedBytes }) => sum + (cachedBytes ?? 0), 0);
  const empty = async (): Promise<void> => {
    setEmptying(false);
    await attempt((client) => client.costData.empty({ mpaId: mpa.id }));
    refresh();
  };
  const adding = useAddReport(mpa, refresh);
  const show = (shown: string | null): void => setParams({ month: shown, lines: null });
  const showLines = (where: readonly LineCondition[]): void => setParams({ lines: writeWhere(where) });
  const lines = readWhere(params['lines']);
  const close = (): void => show(null);
  return (
    <DropArea onDrop={(given) => void adding.add(given)}>
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
                <AddButtons adding={adding} />
              </SpaceBetween>
            }
          >
            Cost data
          </Header>
        }
        filter={
          sets.length === 0 ? null : <Calendar sets={sets} open={month} label={`Months of ${mpa.name}`} onOpen={show} />
        }
        columnDefinitions={columnsOf(show)}
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
              text="Fetch a month from the payer account’s bucket. Or drop the folder of a Cost and Usage Report on this page, as AWS delivers it there, or choose it."
              action={<AddButtons adding={adding} />}
            />
          )
        }
        enableKeyboardNavigation
        wrapLines
        ariaLabels={{ tableLabel: `Cost data of ${mpa.name}` }}
      />
      {month === null || data === null ? null : (
        <Details title={monthName(month)} onClose={close}>
          {open === undefined ? (
            <Missing month={month} adding={adding} />
          ) : (
            <SpaceBetween size="m">
              {open.simulated ? <Alert type="info">This is of the sandbox: nothing of it is real.</Alert> : null}
              <MonthPanel key={open.id} mpa={mpa} set={open} onLines={showLines} onForgotten={close} />
            </SpaceBetween>
          )}
        </Details>
      )}
      {open === undefined || open.cachedBytes === null || lines === null ? null : (
        <LinesModal set={open} where={lines} onWhere={showLines} onClose={() => setParams({ lines: null })} />
      )}
      {adding.question}
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
    </DropArea>
  );
}

/** How a month is added that there is nothing of. */
function Missing({ month, adding }: { month: string; adding: AddingReports }): ReactElement {
  return (
    <SpaceBetween size="m">
      <Box>
        There is no cost data of {monthName(month)}. Fetch it from AWS, which delivers it to the payer account’s bucket,
        or drop the folder of its report on this page, or choose it.
      </Box>
      <AddButtons adding={adding} />
    </SpaceBetween>
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
      cell: ({ state, simulated }) => (
        <>
          <StatusIndicator type={state === 'final' ? 'success' : state === 'open' ? 'pending' : 'info'}>
            {STATE_WORDS[state]}
          </StatusIndicator>
          {simulated ? ' (simulated)' : null}
        </>
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
