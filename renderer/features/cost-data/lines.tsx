import type { ReactElement } from 'react';
import type { DataSet, LineCondition } from '../../../shared/contract/cost-data.ts';
import { COST_COLUMNS } from '../../../shared/domain/cost-columns.ts';
import { monthName } from '../../../shared/domain/month.ts';
import { useSession } from '../../session/session.ts';
import { useRowPages } from '../../session/use-row-pages.ts';
import { Empty } from '../../ui/empty.tsx';
import { Box, Button, Modal, PropertyFilter } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { RowsTable } from '../../ui/rows-table.tsx';
import { columnLabel, LINE_PROPERTIES, SHOWN_COLUMNS, toQuery, toWhere } from './line-filter.ts';
import { Money } from './money.tsx';

/** A line, by the names of its columns. */
type Line = Readonly<Record<string, string | null>>;

/** So many fit on a screen. */
const PAGE = 50;

/** The lines of a month, page by page. @param where only those that fit @param onWhere is told when a person changes that */
export function LinesModal({
  set,
  where,
  onWhere,
  onClose,
}: {
  set: DataSet;
  where: readonly LineCondition[];
  onWhere: (where: readonly LineCondition[]) => void;
  onClose: () => void;
}): ReactElement {
  const { queries } = useSession();
  const { mpaId, month } = set;
  const pages = useRowPages<Line, string, Awaited<ReturnType<typeof queries.costData.lines.call>>, { count: number }>({
    page: (cursor) =>
      queries.costData.lines.queryOptions({
        input: { mpaId, month, where: [...where], cursor, limit: PAGE },
        select: ({ columns, rows, next }) => ({
          rows: rows.map((row, at) => ({
            id: `${cursor ?? ''} ${at}`,
            ...Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])),
          })),
          next,
        }),
      }),
    count: null,
  });
  // What is filtered by is looked at as well.
  const filtered = new Set(where.map(({ column }) => column));
  return (
    <Modal visible size="max" header={`Lines of ${monthName(month)}`} closeAriaLabel="Close" onDismiss={onClose}>
      <RowsTable
        pages={pages}
        variant="container"
        columns={COLUMNS.filter(({ id }) => SHOWN_COLUMNS.includes(id) || filtered.has(id))}
        rowId={(line) => line['id'] ?? ''}
        label={`Lines of ${monthName(month)}`}
        header={null}
        filter={
          <PropertyFilter
            query={toQuery(where)}
            onChange={({ detail }) => onWhere(toWhere(detail))}
            filteringProperties={LINE_PROPERTIES}
            filteringPlaceholder="Find lines by any column"
            filteringAriaLabel="Find lines by any column"
            hideOperations
            disableFreeTextFiltering
            expandToViewport
          />
        }
        empty={
          <Empty
            title={where.length === 0 ? 'The month has no lines' : 'No line fits'}
            action={where.length === 0 ? null : <Button onClick={() => onWhere([])}>Show all lines</Button>}
          />
        }
      />
    </Modal>
  );
}

const COLUMNS: readonly (TableProps.ColumnDefinition<Line> & { readonly id: string })[] = [
  ...SHOWN_COLUMNS,
  ...COST_COLUMNS.map(({ name }) => name).filter((name) => !SHOWN_COLUMNS.includes(name)),
].map((name) => {
  const isMoney = COST_COLUMNS.some((column) => column.name === name && column.kind === 'money');
  return {
    id: name,
    header: columnLabel(name),
    minWidth: 120,
    cell: (line) => {
      const value = line[name] ?? null;
      if (value === null) return '–';
      if (!isMoney) return <bdi>{value}</bdi>;
      return (
        <Box textAlign="right">
          <Money value={value} />
        </Box>
      );
    },
  };
});
