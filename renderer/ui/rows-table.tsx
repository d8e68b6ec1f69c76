import type { ReactElement, ReactNode } from 'react';
import { Box, Button, SpaceBetween, Table } from './kit.ts';
import type { TableProps } from './kit.ts';
import { PageNumbers } from './page-numbers.tsx';
import type { NumberedPages, PageLabels } from './page-numbers.tsx';
import { formatCount } from './words.ts';

/** What a table shows, a page at a time (renderer/session/use-row-pages.ts). */
export interface ShownRows<Row> extends NumberedPages {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly rows: readonly Row[];
  readonly total: number | null;
  readonly failure: { readonly message: string } | null;
  readonly refresh: () => void;
}

export interface RowsTableProps<Row> {
  readonly pages: ShownRows<Row>;
  readonly columns: readonly TableProps.ColumnDefinition<Row>[];
  readonly rowId: (row: Row) => string;
  /** For screen readers: 'Accounts of Contoso'. */
  readonly label: string;
  readonly header: ReactNode;
  readonly filter?: ReactNode;
  /** A page of its own unless given. */
  readonly variant?: 'full-page' | 'container';
  readonly empty: ReactNode;
  readonly selection?: {
    readonly type: 'single' | 'multi';
    readonly selected: readonly Row[];
    readonly onChange: (rows: readonly Row[]) => void;
    readonly rowLabel: (row: Row) => string;
  };
  readonly onRowClick?: (row: Row) => void;
  /** Takes what was written into a cell of a column that has an `editConfig`; the ID of such a column is the field's name. */
  readonly onEdit?: (row: Row, column: string, value: unknown) => Promise<void>;
  /** What opens such a cell is called, for screen readers. */
  readonly editLabel?: (row: Row, header: string) => string;
  readonly sorting?: {
    readonly column: string;
    readonly descending: boolean;
    readonly onChange: (column: string, descending: boolean) => void;
  };
  readonly preferences?: ReactNode;
  readonly columnDisplay?: readonly TableProps.ColumnDisplayProperties[];
}

/** A table over rows that come a page at a time; sorting, filtering and counting are the core's. */
export function RowsTable<Row>(props: RowsTableProps<Row>): ReactElement {
  const { pages, columns, rowId, label, header, filter, empty, selection, onRowClick, sorting, editLabel } = props;
  return (
    <Table
      variant={props.variant ?? 'full-page'}
      stickyHeader={props.variant === undefined}
      wrapLines={props.variant === 'container'}
      resizableColumns
      header={header}
      filter={filter}
      columnDefinitions={columns}
      items={pages.rows}
      trackBy={rowId}
      loading={pages.phase === 'loading'}
      loadingText="Reading the ledger"
      empty={pages.phase === 'failed' ? <Unread pages={pages} /> : empty}
      enableKeyboardNavigation
      pagination={<PageNumbers pages={pages} labels={labelsOf(pages.total)} />}
      preferences={props.preferences}
      ariaLabels={{
        tableLabel: label,
        ...(selection === undefined
          ? {}
          : {
              selectionGroupLabel: 'Rows',
              allItemsSelectionLabel: () => 'All rows of this page',
              itemSelectionLabel: (_: unknown, row: Row) => selection.rowLabel(row),
            }),
        ...(editLabel === undefined
          ? {}
          : {
              activateEditLabel: ({ header: text }: { header?: ReactNode }, row: Row) =>
                editLabel(row, typeof text === 'string' ? text.toLowerCase() : ''),
              cancelEditLabel: () => 'Cancel',
              submitEditLabel: () => 'Save',
              submittingEditText: () => 'Saving',
              successfulEditLabel: () => 'Saved',
            }),
      }}
      {...(props.columnDisplay === undefined ? {} : { columnDisplay: props.columnDisplay })}
      {...(selection === undefined
        ? {}
        : {
            selectionType: selection.type,
            selectedItems: selection.selected,
            onSelectionChange: ({ detail }: { detail: { selectedItems: Row[] } }) =>
              selection.onChange(detail.selectedItems),
          })}
      {...(onRowClick === undefined
        ? {}
        : { onRowClick: ({ detail }: { detail: { item: Row } }) => onRowClick(detail.item) })}
      {...(props.onEdit === undefined
        ? {}
        : {
            submitEdit: async (row: Row, column: TableProps.ColumnDefinition<Row>, value: unknown) => {
              if (value !== undefined) await props.onEdit?.(row, column.id ?? '', value);
            },
          })}
      {...(sorting === undefined
        ? {}
        : {
            sortingColumn: { sortingField: sorting.column },
            sortingDescending: sorting.descending,
            onSortingChange: ({ detail }: { detail: TableProps.SortingState<Row> }) =>
              sorting.onChange(detail.sortingColumn.sortingField ?? sorting.column, detail.isDescending ?? false),
          })}
    />
  );
}

/** The pages of a table, for screen readers. @param total how many rows there are; null: not known yet */
function labelsOf(total: number | null): PageLabels {
  return {
    all: total === null ? 'Pages' : `Pages of ${formatCount(total)} rows`,
    next: 'Next page',
    previous: 'Previous page',
    page: (number) => `Page ${number}`,
  };
}

function Unread<Row>({ pages }: { pages: ShownRows<Row> }): ReactElement {
  return (
    <Box textAlign="center" color="inherit">
      <SpaceBetween size="xs">
        <Box variant="strong">This could not be read</Box>
        <Box color="text-body-secondary">{pages.failure?.message}</Box>
        <Button onClick={() => pages.refresh()}>Read again</Button>
      </SpaceBetween>
    </Box>
  );
}
