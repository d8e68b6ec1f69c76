import type { ReactElement } from 'react';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { FindingCounts } from '../../../shared/domain/finding.ts';
import { inLinks } from '../../session/action-words.ts';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import { AccountIdText } from '../../ui/account-id.tsx';
import { Box, Link, StatusIndicator } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { Said } from '../../ui/said.tsx';
import { StateText } from '../../ui/state.tsx';
import { DueText } from '../../ui/time.tsx';
import { plural } from '../../ui/words.ts';
import type { OverviewItem } from './store.ts';
import { MOVER_NAMES } from './words.ts';

/** The columns of the overview. @param counts what the checks found; null while they run */
export function overviewColumns(
  counts: ReadonlyMap<AccountId, FindingCounts> | null,
): TableProps.ColumnDefinition<OverviewItem>[] {
  return [
    {
      id: 'name',
      header: 'Payer account',
      isRowHeader: true,
      minWidth: 140,
      cell: ({ mpa }) => (
        <>
          <Link href={formatRoute(mpaRoute(mpa.id, 'procedure'))}>
            <LongText text={mpa.name} />
          </Link>
          <Box fontSize="body-s" color="text-body-secondary">
            <AccountIdText id={mpa.id} />
          </Box>
          {mpa.setUp === 'rehearsal' ? <StatusIndicator type="info">Rehearsal in the sandbox</StatusIndicator> : null}
        </>
      ),
    },
    { id: 'state', header: 'State', minWidth: 120, cell: ({ state }) => <StateText state={state} /> },
    {
      id: 'step',
      header: 'Step',
      minWidth: 190,
      cell: ({ progress: { next, total } }) =>
        next === null ? (
          `All ${total} steps closed`
        ) : (
          <>
            {next.position} of {total} · {next.name}
            <Box fontSize="body-s" color="text-body-secondary">
              <Said parts={inLinks(next.text)} />
            </Box>
          </>
        ),
    },
    {
      id: 'mover',
      header: 'Who moves',
      minWidth: 80,
      cell: ({ progress: { next } }) => (next ? MOVER_NAMES[next.mover] : '–'),
    },
    {
      id: 'due',
      header: 'Due',
      minWidth: 120,
      cell: ({ due }) => (due === null ? '–' : <DueText at={due} />),
    },
    {
      id: 'accounts',
      header: 'Accounts',
      minWidth: 115,
      cell: ({ mpa: { accounts, unassigned } }) => (
        <>
          {plural(accounts, 'account')}
          {unassigned === 0 ? null : (
            <Box fontSize="body-s" color="text-body-secondary">
              {plural(unassigned, 'is', 'are')} not in a subset
            </Box>
          )}
        </>
      ),
    },
    {
      id: 'checks',
      header: 'Checks',
      minWidth: 125,
      cell: ({ mpa }) => <Checks counts={counts?.get(mpa.id) ?? null} />,
    },
  ];
}

/** What the checks found, worst first; hints alone do not keep anything from being sent. */
function Checks({ counts }: { counts: FindingCounts | null }): ReactElement {
  if (counts === null) return <StatusIndicator type="in-progress">Checking</StatusIndicator>;
  const { error, warning, hint } = counts;
  const parts = [
    ...(error === 0 ? [] : [plural(error, 'error')]),
    ...(warning === 0 ? [] : [plural(warning, 'warning')]),
    ...(hint === 0 ? [] : [plural(hint, 'hint')]),
  ];
  const type = error > 0 ? 'error' : warning > 0 ? 'warning' : hint > 0 ? 'info' : 'success';
  const [worst = 'Nothing found', ...others] = parts;
  return (
    <>
      <StatusIndicator type={type}>{worst}</StatusIndicator>
      {others.length === 0 ? null : (
        <Box fontSize="body-s" color="text-body-secondary">
          {others.join(', ')}
        </Box>
      )}
    </>
  );
}
