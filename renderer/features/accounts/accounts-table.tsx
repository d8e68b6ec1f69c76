import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { AccountWhere } from '../../../shared/contract/account-where.ts';
import type { Account } from '../../../shared/contract/accounts.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { mpaRoute } from '../../session/route.ts';
import { useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { useRowPages } from '../../session/use-row-pages.ts';
import { Empty } from '../../ui/empty.tsx';
import { Button, CollectionPreferences, SpaceBetween } from '../../ui/kit.ts';
import { RowsTable } from '../../ui/rows-table.tsx';
import { plural } from '../../ui/words.ts';
import { AccountFilter } from './account-filter.tsx';
import { AssignForm } from './assign-form.tsx';
import { accountColumns, COLUMN_NAMES } from './columns.tsx';
import { COLUMN_IDS, columnsSchema, EVERYTHING } from './filter.ts';
import type { Columns } from './filter.ts';
import { SelectAll } from './select-all.tsx';
import { SpreadPicture } from './spread-picture.tsx';
import { accountPages, countSelected, NOTHING_SELECTED, SORTS } from './store.ts';
import type { AccountSortState, Selected } from './store.ts';
import { useCellEdit } from './use-cell-edit.ts';

const NONE_CHOSEN = { of: '', selected: NOTHING_SELECTED };

/** The accounts that match the filter as a table, a page at a time: opened, edited in their cells, put in subsets many at once. */
export function AccountsTable(props: {
  readonly mpa: MpaSummary;
  readonly where: AccountWhere;
  readonly sort: AccountSortState;
  readonly columns: Columns;
  readonly onWhere: (where: AccountWhere) => void;
  readonly onSort: (sort: AccountSortState) => void;
  readonly onColumns: (columns: Columns) => void;
  readonly onOpen: (id: AccountId) => void;
  /** The header of the page, with how many are selected and the table's own buttons. */
  readonly header: (actions: ReactNode, selected: number) => ReactNode;
  /** What stands beside the filter. */
  readonly tools: ReactNode;
}): ReactElement {
  const { mpa, where, sort, columns, onWhere, onSort, onColumns, onOpen, header, tools } = props;
  const { go, queries } = useSession();
  const [chosen, setChosen] = useState<{ readonly of: string; readonly selected: Selected }>(NONE_CHOSEN);
  const [assigning, setAssigning] = useState(false);
  const pages = useRowPages(accountPages(queries, { mpaId: mpa.id, where, sort }));
  const { data: subsets } = useRead(queries.subsets.list.queryOptions({ input: { mpaId: mpa.id } }));
  const edit = useCellEdit(mpa.id);
  // What was selected under another filter is not what would be assigned under this one.
  const of = JSON.stringify(where);
  const selected = chosen.of === of ? chosen.selected : NOTHING_SELECTED;
  const setSelected = (next: Selected): void => setChosen({ of, selected: next });
  const count = countSelected(selected);
  const rows = selected.kind === 'all' ? pages.rows : pages.rows.filter(({ id }) => selected.ids.includes(id));
  const assign = (
    <Button variant="primary" disabled={count === 0} onClick={() => setAssigning(true)}>
      {count === 0 ? 'Assign to subset…' : `Assign ${plural(count, 'account')}…`}
    </Button>
  );
  return (
    <SpaceBetween size="m">
      <RowsTable
        pages={pages}
        columns={accountColumns(onOpen, subsets ?? [])}
        columnDisplay={COLUMN_IDS.map((id) => ({ id, visible: columns.includes(id) }))}
        rowId={({ id }) => id}
        label={`Accounts of ${mpa.name}`}
        header={
          <SpaceBetween size="s">
            {header(assign, count)}
            <SelectAll pages={pages} selected={selected} onSelect={setSelected} />
          </SpaceBetween>
        }
        filter={
          <div className="filter-row">
            <AccountFilter mpaId={mpa.id} where={where} total={pages.total} onChange={onWhere} />
            {tools}
          </div>
        }
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
            if (found) onSort({ column: found, descending });
          },
        }}
        onEdit={edit}
        editLabel={({ id, name }: Account, field) => `Edit ${field} of ${id} ${name}`}
        preferences={<ColumnChoice columns={columns} onColumns={onColumns} />}
        empty={
          where.tokens.length === 0 ? (
            <Empty
              title="No accounts yet"
              text="Import the list of the payer's linked accounts, or take it from AWS Organizations."
              action={<Button onClick={() => go(mpaRoute(mpa.id, 'import'))}>Import…</Button>}
            />
          ) : (
            <Empty
              title="No account matches"
              action={<Button onClick={() => onWhere(EVERYTHING)}>Clear the filter</Button>}
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
    </SpaceBetween>
  );
}

/** Which columns are shown. */
function ColumnChoice(props: {
  readonly columns: Columns;
  readonly onColumns: (columns: Columns) => void;
}): ReactElement {
  const { columns, onColumns } = props;
  return (
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
      onConfirm={({ detail }) => onColumns(columnsSchema.parse(detail.visibleContent ?? columns))}
    />
  );
}
