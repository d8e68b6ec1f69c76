import type { ReactElement } from 'react';
import type { CostHealth } from '../../../shared/contract/cost-data.ts';
import { AccountIdText } from '../../ui/account-id.tsx';
import { Box } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { formatCount } from '../../ui/words.ts';
import { Money } from './money.tsx';

type Columns<T> = readonly TableProps.ColumnDefinition<T>[];

interface Summed {
  readonly lines: number;
  readonly unblended: string;
}

const lines = ({ lines: count }: Summed): ReactElement => <Box textAlign="right">{formatCount(count)}</Box>;

const cost = ({ unblended }: Summed): ReactElement => (
  <Box textAlign="right">
    <Money value={unblended} />
  </Box>
);

/** Sums by line item type. */
export const TYPE_COLUMNS: Columns<CostHealth['types'][number]> = [
  {
    id: 'type',
    header: 'Line item type',
    isRowHeader: true,
    cell: ({ type, known }) => (known ? type : `${type} (not known)`),
  },
  { id: 'lines', header: 'Lines', cell: lines },
  { id: 'cost', header: 'Unblended cost', cell: cost },
];

/** Sums by account. */
export const ACCOUNT_COLUMNS: Columns<CostHealth['accounts'][number]> = [
  { id: 'id', header: 'Account', isRowHeader: true, cell: ({ id }) => <AccountIdText id={id} /> },
  { id: 'subset', header: 'Subset', cell: ({ subset, known }) => subset ?? (known ? '–' : 'Not in the ledger') },
  { id: 'cost', header: 'Unblended cost', cell: cost },
];

/** Commitments by their owner. */
export const COMMITMENT_COLUMNS: Columns<CostHealth['commitments'][number]> = [
  { id: 'owner', header: 'Owner', isRowHeader: true, cell: ({ owner }) => <AccountIdText id={owner} /> },
  { id: 'kind', header: 'Kind', cell: ({ kind }) => (kind === 'ri' ? 'Reservations' : 'Savings Plans') },
  { id: 'number', header: 'Number', cell: ({ commitments }) => formatCount(commitments) },
  { id: 'eco', header: 'Managed by Eco', cell: ({ eco }) => (eco === null ? 'Not known' : formatCount(eco)) },
  { id: 'used', header: 'Used by accounts', cell: ({ accounts }) => formatCount(accounts) },
];
