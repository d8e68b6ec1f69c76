import type { MpaSummary, Scenario } from '../../../shared/contract/mpas.ts';
import { AccountIdText } from '../../ui/account-id.tsx';
import { StatusIndicator } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';

/** The scenarios in the words of the procedure. */
const SCENARIOS: Readonly<Record<Scenario, string>> = {
  msp: 'MSP',
  'msp-design-partner': 'MSP, design partner',
  enterprise: 'Enterprise',
  'customer-of-msp': 'Customer of an MSP',
};

const count = new Intl.NumberFormat('en');

/** The columns of the list of payer accounts. */
export const MPA_COLUMNS: readonly TableProps.ColumnDefinition<MpaSummary>[] = [
  { id: 'name', header: 'Name', cell: ({ name }) => name, isRowHeader: true },
  { id: 'id', header: 'Account ID', cell: ({ id }) => <AccountIdText id={id} /> },
  { id: 'scenario', header: 'Scenario', cell: ({ scenario }) => SCENARIOS[scenario] },
  numbers('accounts', 'Accounts'),
  {
    id: 'unassigned',
    header: 'Not in a subset',
    cell: ({ unassigned }) =>
      unassigned === 0 ? '0' : <StatusIndicator type="warning">{count.format(unassigned)}</StatusIndicator>,
  },
  numbers('subsets', 'Subsets'),
  numbers('workflows', 'Workflows'),
  numbers('endCustomers', 'End customers'),
];

function numbers(
  key: 'accounts' | 'subsets' | 'workflows' | 'endCustomers',
  header: string,
): TableProps.ColumnDefinition<MpaSummary> {
  return { id: key, header, cell: (mpa) => count.format(mpa[key]) };
}
