import type { ReactElement } from 'react';
import type { DataSet, LineCondition } from '../../../shared/contract/cost-data.ts';
import { monthName } from '../../../shared/domain/month.ts';
import { useSession } from '../../session/session.ts';
import { useRowPages } from '../../session/use-row-pages.ts';
import { Empty } from '../../ui/empty.tsx';
import { Box, Header, Modal } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { RowsTable } from '../../ui/rows-table.tsx';
import { Money } from './money.tsx';

/** A line, by the names of its columns. */
type Line = Readonly<Record<string, string | null>>;

/** So many fit on a screen. */
const PAGE = 50;

const COLUMNS: readonly (readonly [name: string, header: string, kind: 'text' | 'money'])[] = [
  ['line_item_usage_start_date', 'Usage start (UTC)', 'text'],
  ['line_item_usage_account_id', 'Account', 'text'],
  ['line_item_line_item_type', 'Line item type', 'text'],
  ['line_item_product_code', 'Product', 'text'],
  ['line_item_usage_type', 'Usage type', 'text'],
  ['line_item_line_item_description', 'Description', 'text'],
  ['line_item_unblended_cost', 'Unblended cost', 'money'],
  ['pricing_public_on_demand_cost', 'Public on-demand cost', 'money'],
];

/** The lines of a month, page by page. @param where only those that fit */
export function LinesModal({
  set,
  where,
  onClose,
}: {
  set: DataSet;
  where: readonly LineCondition[];
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
  return (
    <Modal visible size="max" header={`Lines of ${monthName(month)}`} closeAriaLabel="Close" onDismiss={onClose}>
      <RowsTable
        pages={pages}
        variant="container"
        columns={columns}
        rowId={(line) => line['id'] ?? ''}
        label={`Lines of ${monthName(month)}`}
        header={<Header variant="h3">{where.length === 0 ? 'All lines' : where.map(inWords).join(' and ')}</Header>}
        empty={<Empty title="No line fits" />}
      />
    </Modal>
  );
}

function inWords({ column, operator, value }: LineCondition): string {
  return `${column} ${operator} ${value}`;
}

const columns: TableProps.ColumnDefinition<Line>[] = COLUMNS.map(([name, header, kind]) => ({
  id: name,
  header,
  minWidth: 120,
  cell: (line) => {
    const value = line[name] ?? null;
    if (value === null) return '–';
    if (kind === 'text') return <bdi>{value}</bdi>;
    return (
      <Box textAlign="right">
        <Money value={value} />
      </Box>
    );
  },
}));
