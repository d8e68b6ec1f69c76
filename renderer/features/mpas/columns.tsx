import type { ReactElement } from 'react';
import type { MpaSummary, Scenario } from '../../../shared/contract/mpas.ts';
import type { FindingCounts } from '../../../shared/domain/finding.ts';
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

/** A row of the list: a payer account and what its checks found, null while they run. */
export interface MpaRow {
  readonly mpa: MpaSummary;
  readonly checks: FindingCounts | null;
}

/** The columns of the list of payer accounts. */
export const MPA_COLUMNS: readonly TableProps.ColumnDefinition<MpaRow>[] = [
  { id: 'name', header: 'Name', cell: ({ mpa }) => mpa.name, isRowHeader: true },
  { id: 'id', header: 'Account ID', cell: ({ mpa }) => <AccountIdText id={mpa.id} /> },
  { id: 'scenario', header: 'Scenario', cell: ({ mpa }) => SCENARIOS[mpa.scenario] },
  numbers('accounts', 'Accounts'),
  {
    id: 'unassigned',
    header: 'Not in a subset',
    cell: ({ mpa: { unassigned } }) =>
      unassigned === 0 ? '0' : <StatusIndicator type="warning">{count.format(unassigned)}</StatusIndicator>,
  },
  numbers('subsets', 'Subsets'),
  numbers('workflows', 'Workflows'),
  numbers('endCustomers', 'End customers'),
  { id: 'checks', header: 'Checks', cell: ({ checks }) => <Checks counts={checks} /> },
];

function numbers(
  key: 'accounts' | 'subsets' | 'workflows' | 'endCustomers',
  header: string,
): TableProps.ColumnDefinition<MpaRow> {
  return { id: key, header, cell: ({ mpa }) => count.format(mpa[key]) };
}

/** What the checks found, worst first; hints alone do not keep anything from being sent. */
function Checks({ counts }: { counts: FindingCounts | null }): ReactElement {
  if (counts === null) return <StatusIndicator type="in-progress">Checking</StatusIndicator>;
  const { error, warning, hint } = counts;
  const parts = [plural(error, 'error'), plural(warning, 'warning'), plural(hint, 'hint')].filter(
    (part) => part !== '',
  );
  const type = error > 0 ? 'error' : warning > 0 ? 'warning' : hint > 0 ? 'info' : 'success';
  return <StatusIndicator type={type}>{parts.length === 0 ? 'Nothing found' : parts.join(', ')}</StatusIndicator>;
}

function plural(n: number, word: string): string {
  if (n === 0) return '';
  return `${count.format(n)} ${word}${n === 1 ? '' : 's'}`;
}
