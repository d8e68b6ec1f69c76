import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Account } from '../../../shared/contract/accounts.ts';
import { accountWhereSchema } from '../../../shared/contract/account-where.ts';
import type { AccountWhere } from '../../../shared/contract/account-where.ts';
import { accountId, isAccountId } from '../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { Details } from '../../session/details.tsx';
import type { MpaPageProps } from '../../session/page.ts';
import { mpaRoute } from '../../session/route.ts';
import { useRemembered, useRowPages, useSession } from '../../session/session.ts';
import { Empty } from '../../ui/empty.tsx';
import { Alert, Button, CollectionPreferences, Header, SpaceBetween } from '../../ui/kit.ts';
import { RowsTable } from '../../ui/rows-table.tsx';
import { formatCount, plural } from '../../ui/words.ts';
import { AccountFilter } from './account-filter.tsx';
import { AccountPanel } from './account-panel.tsx';
import { AssignForm } from './assign-form.tsx';
import { accountColumns, COLUMN_NAMES } from './columns.tsx';
import { COLUMN_IDS, columnsSchema, EVERYTHING } from './filter.ts';
import { SpreadPicture } from './spread-picture.tsx';
import { accountReader, countSelected, NOTHING_SELECTED, SORTS, sortSchema } from './store.ts';
import type { AccountSortState, Selected } from './store.ts';

const SHOWN_AT_FIRST = ['id', 'name', 'email', 'status', 'subset'] as const;

/** The accounts of a payer account: found by any field, read a page at a time, put in subsets many at once. */
export function AccountsPage({ mpa, params, setParams }: MpaPageProps): ReactElement {
  const { go } = useSession();
  const [where, setWhere] = useRemembered<AccountWhere>(`accounts/filter/${mpa.id}`, accountWhereSchema, EVERYTHING);
  const [sort, setSort] = useRemembered<AccountSortState>('accounts/sort', sortSchema, {
    column: 'id',
    descending: false,
  });
  const [columns, setColumns] = useRemembered('accounts/columns', columnsSchema, [...SHOWN_AT_FIRST]);
  const [selected, setSelected] = useState<Selected>(NOTHING_SELECTED);
  const [assigning, setAssigning] = useState(false);
  const pages = useRowPages(accountReader, { mpaId: mpa.id, where, sort });
  const count = countSelected(selected);
  const open = (id: AccountId | null): void => setParams({ id });
  const importRoute = mpaRoute(mpa.id, 'import');
  const change = (next: AccountWhere): void => {
    setWhere(next);
    setSelected(NOTHING_SELECTED);
  };
  const rows = selected.kind === 'all' ? pages.rows : pages.rows.filter(({ id }) => selected.ids.includes(id));
  const importButton = <Button onClick={() => go(importRoute)}>Import…</Button>;
  return (
    <SpaceBetween size="m">
      <RowsTable
        pages={pages}
        columns={accountColumns(open)}
        columnDisplay={COLUMN_IDS.map((id) => ({ id, visible: columns.includes(id) }))}
        rowId={({ id }) => id}
        label={`Accounts of ${mpa.name}`}
        header={
          <SpaceBetween size="s">
            <Header
              variant="awsui-h1-sticky"
              counter={
                count === 0 ? `(${formatCount(mpa.accounts)})` : `(${formatCount(count)}/${formatCount(mpa.accounts)})`
              }
              description={unassignedWords(mpa.unassigned)}
              actions={
                <SpaceBetween direction="horizontal" size="xs">
                  {importButton}
                  <Button variant="primary" disabled={count === 0} onClick={() => setAssigning(true)}>
                    {count === 0 ? 'Assign to subset…' : `Assign ${plural(count, 'account')}…`}
                  </Button>
                </SpaceBetween>
              }
            >
              Accounts
            </Header>
            <SelectAll pages={pages} selected={selected} onSelect={setSelected} />
          </SpaceBetween>
        }
        filter={<AccountFilter mpaId={mpa.id} where={where} total={pages.total} onChange={change} />}
        selection={{
          type: 'multi',
          selected: rows,
          onChange: (chosen) => setSelected({ kind: 'rows', ids: chosen.map(({ id }) => id) }),
          rowLabel: ({ id, name }: Account) => `${id} ${name}`,
        }}
        sorting={{
          ...sort,
          onChange: (column, descending) => {
            const found = SORTS.find((each) => each === column);
            if (found) setSort({ column: found, descending });
          },
        }}
        preferences={
          <CollectionPreferences
            title="Columns"
            confirmLabel="Show these"
            cancelLabel="Cancel"
            preferences={{ visibleContent: columns }}
            visibleContentPreference={{
              title: 'Columns',
              options: [
                {
                  label: 'Columns',
                  options: COLUMN_NAMES.map(({ id, label }) => ({ id, label, editable: id !== 'id' })),
                },
              ],
            }}
            onConfirm={({ detail }) => setColumns(columnsSchema.parse(detail.visibleContent ?? [...SHOWN_AT_FIRST]))}
          />
        }
        empty={
          where.tokens.length === 0 ? (
            <Empty
              title="No accounts yet"
              text="Import the list of the payer's linked accounts, or take it from AWS Organizations."
              action={importButton}
            />
          ) : (
            <Empty
              title="No account matches"
              action={<Button onClick={() => change(EVERYTHING)}>Clear the filter</Button>}
            />
          )
        }
      />
      {mpa.accounts === 0 ? null : <SpreadPicture mpaId={mpa.id} />}
      {assigning ? (
        <AssignForm
          mpa={mpa}
          selected={selected}
          where={where}
          onClose={() => setAssigning(false)}
          onAssigned={() => setSelected(NOTHING_SELECTED)}
        />
      ) : null}
      <AccountDetails id={params['id']} onClose={() => open(null)} />
    </SpaceBetween>
  );
}

function unassignedWords(unassigned: number): string {
  return unassigned === 0
    ? 'Every account is in a subset.'
    : `${plural(unassigned, 'account is', 'accounts are')} not in a subset.`;
}

function AccountDetails({ id, onClose }: { id: string | undefined; onClose: () => void }): ReactElement | null {
  if (id === undefined || !isAccountId(id)) return null;
  return (
    <Details title={`Account ${id}`} onClose={onClose}>
      <AccountPanel key={id} id={accountId(id)} />
    </Details>
  );
}

/** Offers all that match once every row of the page is selected. */
function SelectAll(props: {
  readonly pages: { readonly rows: readonly Account[]; readonly total: number | null; readonly hasNext: boolean };
  readonly selected: Selected;
  readonly onSelect: (selected: Selected) => void;
}): ReactElement | null {
  const { pages, selected, onSelect } = props;
  const { rows, total } = pages;
  if (selected.kind === 'all') {
    return (
      <Alert type="info" action={<Button onClick={() => onSelect(NOTHING_SELECTED)}>Select none</Button>}>
        All {formatCount(selected.count)} accounts that match are selected.
      </Alert>
    );
  }
  if (total === null || rows.length === 0 || selected.ids.length < rows.length || total <= rows.length) return null;
  return (
    <Alert
      type="info"
      action={
        <Button onClick={() => onSelect({ kind: 'all', count: total })}>
          Select all {formatCount(total)} that match
        </Button>
      }
    >
      {plural(selected.ids.length, 'account is', 'accounts are')} selected, those of this page.
    </Alert>
  );
}
