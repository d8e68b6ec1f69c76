import type { SubsetSummary } from '../../../shared/contract/subsets.ts';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import { Box, StatusIndicator } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { ShowLink } from '../../ui/show-link.tsx';
import { formatCount } from '../../ui/words.ts';

/** The columns of the list of subsets. @param open shows one beside the list */
export function subsetColumns(open: (id: number) => void): TableProps.ColumnDefinition<SubsetSummary>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      sortingField: 'name',
      isRowHeader: true,
      minWidth: 200,
      cell: ({ id, mpaId, name }) => (
        <ShowLink href={formatRoute(mpaRoute(mpaId, 'subsets', { id: String(id) }))} onShow={() => open(id)}>
          <LongText text={name} />
        </ShowLink>
      ),
    },
    {
      id: 'accounts',
      header: 'Accounts',
      sortingField: 'accounts',
      minWidth: 120,
      cell: ({ accounts, suspended }) => (
        <>
          {formatCount(accounts)}
          {suspended === 0 ? null : (
            <Box fontSize="body-s" color="text-body-secondary">
              {formatCount(suspended)} suspended
            </Box>
          )}
        </>
      ),
    },
    {
      id: 'workflow',
      header: 'Billing workflow',
      sortingField: 'workflow',
      minWidth: 170,
      cell: ({ workflow }) => (workflow ? workflow.name : <StatusIndicator type="warning">none</StatusIndicator>),
    },
    {
      id: 'endCustomer',
      header: 'End customer',
      sortingField: 'endCustomer',
      minWidth: 170,
      cell: ({ endCustomer }) => endCustomer?.name ?? '–',
    },
    { id: 'note', header: 'Note', minWidth: 120, cell: ({ note }) => (note === '' ? '–' : <LongText text={note} />) },
  ];
}
