import type { Account } from '../../../shared/contract/accounts.ts';
import type { SubsetSummary } from '../../../shared/contract/subsets.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import { AccountIdText } from '../../ui/account-id.tsx';
import { StatusIndicator } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { ShowLink } from '../../ui/show-link.tsx';
import { choiceCell, textCell } from './edit-cells.tsx';
import { STATUS_WORDS } from './status-words.ts';

const NO_SUBSET = { value: '', label: 'none' };
const STATUS_CHOICES = [
  { value: '', label: 'not known' },
  ...Object.entries(STATUS_WORDS).map(([value, label]) => ({ value, label })),
];

/** The columns of the accounts. @param open shows one beside the list @param subsets what accounts can be put in */
export function accountColumns(
  open: (id: AccountId) => void,
  subsets: readonly SubsetSummary[],
): TableProps.ColumnDefinition<Account>[] {
  return [
    {
      id: 'id',
      header: 'Account ID',
      sortingField: 'id',
      isRowHeader: true,
      width: 150,
      cell: ({ id, mpaId, name }) => (
        <ShowLink
          href={formatRoute(mpaRoute(mpaId, 'accounts', { id }))}
          onShow={() => open(id)}
          ariaLabel={`${id} ${name}`}
        >
          <AccountIdText id={id} />
        </ShowLink>
      ),
    },
    {
      id: 'name',
      header: 'Name',
      sortingField: 'name',
      width: 190,
      cell: ({ name }) => <LongText text={name} most={28} />,
      editConfig: textCell(({ name }) => name),
    },
    {
      id: 'email',
      header: 'E-mail',
      sortingField: 'email',
      width: 220,
      cell: ({ email }) => <LongText text={email} most={30} />,
      editConfig: textCell(({ email }) => email),
    },
    {
      id: 'status',
      header: 'Status',
      sortingField: 'status',
      width: 140,
      cell: ({ status }) =>
        status === null ? (
          '–'
        ) : (
          <StatusIndicator type={status === 'ACTIVE' ? 'success' : 'stopped'} wrapText={false}>
            {STATUS_WORDS[status]}
          </StatusIndicator>
        ),
      editConfig: choiceCell(STATUS_CHOICES, ({ status }) => status ?? ''),
    },
    {
      id: 'subset',
      header: 'Subset',
      sortingField: 'subset',
      width: 160,
      cell: ({ subset }) =>
        subset ? <LongText text={subset.name} most={24} /> : <StatusIndicator type="warning">none</StatusIndicator>,
      editConfig: choiceCell(
        [NO_SUBSET, ...subsets.map(({ id, name }) => ({ value: String(id), label: name }))],
        ({ subset }) => (subset === null ? '' : String(subset.id)),
      ),
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
      editConfig: textCell(({ note }) => note),
    },
  ];
}

/** What the columns are called, where they are chosen. */
export const COLUMN_NAMES = accountColumns(() => undefined, []).map(({ id = '', header }) => ({
  id,
  label: typeof header === 'string' ? header : id,
}));
