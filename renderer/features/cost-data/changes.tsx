import type { ReactElement } from 'react';
import type { CostChanges } from '../../../shared/contract/cost-data.ts';
import { changesSentence } from '../../../shared/domain/cost-change-words.ts';
import { AccountIdText } from '../../ui/account-id.tsx';
import { Box, ExpandableSection, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { formatCount, plural } from '../../ui/words.ts';
import { Money } from './money.tsx';

/** What changed in a month since it was read before: the sums that differ most, old and new. */
export function Changes({ change }: { change: CostChanges }): ReactElement {
  const { sums, largest } = change;
  const more = (sums ?? 0) - largest.length;
  return (
    <ExpandableSection
      headerText={sums === 0 ? 'Read again: nothing changed' : `What changed (${sums ?? 'not known'})`}
    >
      <Box>{changesSentence(change)}</Box>
      {largest.length === 0 ? null : (
        <Table
          variant="embedded"
          wrapLines
          columnDefinitions={COLUMNS}
          items={largest}
          trackBy={({ account, type, service }) => JSON.stringify([account, type, service])}
          ariaLabels={{ tableLabel: 'Sums that changed' }}
        />
      )}
      {more > 0 ? <Box>And {plural(more, 'more sum')}, which differ less.</Box> : null}
    </ExpandableSection>
  );
}

type Change = CostChanges['largest'][number];

const COLUMNS: readonly TableProps.ColumnDefinition<Change>[] = [
  {
    id: 'account',
    header: 'Account',
    isRowHeader: true,
    minWidth: 140,
    cell: ({ account }) => <AccountIdText id={account} />,
  },
  { id: 'type', header: 'Line item type', minWidth: 150, cell: ({ type }) => type },
  { id: 'service', header: 'Service', minWidth: 130, cell: ({ service }) => <bdi>{service || '–'}</bdi> },
  {
    id: 'lines',
    header: 'Lines, old and new',
    minWidth: 140,
    cell: ({ before, after }) => (
      <Box textAlign="right">
        {formatCount(before.lines)} → {formatCount(after.lines)}
      </Box>
    ),
  },
  {
    id: 'before',
    header: 'Unblended cost, old',
    minWidth: 130,
    cell: ({ before }) => <Cost value={before.unblended} />,
  },
  { id: 'after', header: 'Unblended cost, new', minWidth: 130, cell: ({ after }) => <Cost value={after.unblended} /> },
];

function Cost({ value }: { value: string }): ReactElement {
  return (
    <Box textAlign="right">
      <Money value={value} />
    </Box>
  );
}
