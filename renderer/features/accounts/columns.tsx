import type { Account, AccountStatus } from '../../../shared/contract/accounts.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { AccountIdText } from '../../ui/account-id.tsx';
import { Link, StatusIndicator } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';

/** The states of accounts in words. */
export const STATUS_WORDS: Readonly<Record<AccountStatus, string>> = {
  ACTIVE: 'Active',
  SUSPENDED: 'Suspended',
  PENDING_ACTIVATION: 'Pending activation',
  PENDING_CLOSURE: 'Pending closure',
  CLOSED: 'Closed',
};

/** The columns of the accounts. @param open shows one beside the list */
export function accountColumns(open: (id: AccountId) => void): TableProps.ColumnDefinition<Account>[] {
  return [
    {
      id: 'id',
      header: 'Account ID',
      sortingField: 'id',
      isRowHeader: true,
      width: 160,
      cell: ({ id, name }) => (
        <Link onFollow={() => open(id)} ariaLabel={`${id} ${name}`}>
          <AccountIdText id={id} />
        </Link>
      ),
    },
    {
      id: 'name',
      header: 'Name',
      sortingField: 'name',
      width: 200,
      cell: ({ name }) => <LongText text={name} most={28} />,
    },
    {
      id: 'email',
      header: 'E-mail',
      sortingField: 'email',
      width: 220,
      cell: ({ email }) => <LongText text={email} most={30} />,
    },
    {
      id: 'status',
      header: 'Status',
      sortingField: 'status',
      width: 120,
      cell: ({ status }) =>
        status === null ? (
          '–'
        ) : (
          <StatusIndicator type={status === 'ACTIVE' ? 'success' : 'stopped'} wrapText={false}>
            {STATUS_WORDS[status]}
          </StatusIndicator>
        ),
    },
    {
      id: 'subset',
      header: 'Subset',
      sortingField: 'subset',
      width: 160,
      cell: ({ subset }) =>
        subset ? <LongText text={subset.name} most={24} /> : <StatusIndicator type="warning">none</StatusIndicator>,
    },
    {
      id: 'workflow',
      header: 'Workflow',
      sortingField: 'workflow',
      width: 150,
      cell: ({ workflow }) => (workflow ? <LongText text={workflow.name} most={24} /> : '–'),
    },
    {
      id: 'endCustomer',
      header: 'End customer',
      width: 180,
      cell: ({ endCustomer }) => (endCustomer ? <LongText text={endCustomer.name} most={26} /> : '–'),
    },
    {
      id: 'joinedAt',
      header: 'Joined',
      sortingField: 'joinedAt',
      width: 120,
      cell: ({ joinedAt }) => joinedAt?.slice(0, 10) ?? '–',
    },
    {
      id: 'note',
      header: 'Note',
      width: 160,
      cell: ({ note }) => (note === '' ? '–' : <LongText text={note} most={26} />),
    },
  ];
}

/** What the columns are called, where they are chosen. */
export const COLUMN_NAMES = accountColumns(() => undefined).map(({ id = '', header }) => ({
  id,
  label: typeof header === 'string' ? header : id,
}));
