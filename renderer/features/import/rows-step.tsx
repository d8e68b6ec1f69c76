import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ImportRow, ImportSummary, RowState } from '../../../shared/contract/imports.ts';
import { useRowPages } from '../../session/session.ts';
import { Empty } from '../../ui/empty.tsx';
import {
  Alert,
  Box,
  Button,
  Checkbox,
  Header,
  KeyValuePairs,
  SegmentedControl,
  SpaceBetween,
  StatusIndicator,
} from '../../ui/kit.ts';
import type { StatusIndicatorProps, TableProps } from '../../ui/kit.ts';
import { RowsTable } from '../../ui/rows-table.tsx';
import { formatCount, plural } from '../../ui/words.ts';
import { Question } from './columns-step.tsx';
import { changeInWords, rowCounters, rowReader, troubledRows } from './store.ts';
import type { ImportWork } from './use-import.ts';

const STATES: Readonly<Record<RowState, { type: StatusIndicatorProps.Type; word: string }>> = {
  new: { type: 'success', word: 'New' },
  changed: { type: 'info', word: 'Changed' },
  moved: { type: 'info', word: 'Moved' },
  unchanged: { type: 'stopped', word: 'Unchanged' },
  repeat: { type: 'stopped', word: 'Said before' },
  invalid: { type: 'error', word: 'Wrong' },
  conflict: { type: 'error', word: 'Conflict' },
  unconfirmed: { type: 'warning', word: 'To confirm' },
  hidden: { type: 'stopped', word: 'Hidden' },
  'left-out': { type: 'stopped', word: 'Left out' },
};

/** Every row with what would come of it; what is wrong, with reason and remedy; the decisions that are open. */
export function RowsStep(props: {
  readonly summary: ImportSummary;
  readonly work: ImportWork;
  readonly skipInvalid: boolean;
  readonly onSkipInvalid: (skip: boolean) => void;
}): ReactElement {
  const { summary, work, skipInvalid, onSkipInvalid } = props;
  const [state, setState] = useState<RowState | null>(null);
  const { importId, preview } = summary;
  const pages = useRowPages(rowReader, { importId, preview, state });
  const troubled = troubledRows(summary);
  const counters = rowCounters(summary);
  return (
    <SpaceBetween size="l">
      {summary.questions.map((question) => (
        <Question key={question.sentence} question={question} work={work} />
      ))}
      <Changes summary={summary} />
      {summary.rows.unconfirmed === 0 ? null : (
        <Alert
          type="warning"
          action={<Button onClick={() => work.decide({ acceptRepairs: true })}>Accept all repairs</Button>}
        >
          {plural(summary.rows.unconfirmed, 'account ID was', 'account IDs were')} filled up with leading zeros because
          of their length alone. Look at them, then accept the repairs.
        </Alert>
      )}
      {troubled === 0 ? null : (
        <Checkbox checked={skipInvalid} onChange={({ detail }) => onSkipInvalid(detail.checked)}>
          Leave out {plural(troubled, 'row')} that can&rsquo;t be imported; they can be saved as a workbook afterwards
        </Checkbox>
      )}
      <SegmentedControl
        label="Rows to show"
        selectedId={state ?? 'all'}
        options={counters.map(({ state: of, label, count }) => ({
          id: of ?? 'all',
          text: `${label} (${formatCount(count)})`,
        }))}
        onChange={({ detail }) => setState(counters.find(({ state: of }) => of === detail.selectedId)?.state ?? null)}
      />
      <RowsTable
        pages={pages}
        columns={COLUMNS}
        rowId={({ sheet, row }) => `${sheet} ${row}`}
        label="Rows of the list"
        header={<Header>Rows</Header>}
        variant="container"
        empty={<Empty title="No such rows" />}
      />
    </SpaceBetween>
  );
}

function Changes({ summary }: { summary: ImportSummary }): ReactElement {
  const { accounts, subsets, workflows, endCustomers } = summary;
  const value = (n: number): string => formatCount(n);
  return (
    <KeyValuePairs
      columns={4}
      items={[
        { label: 'New accounts', value: value(accounts.new) },
        { label: 'Changed', value: value(accounts.changed) },
        { label: 'Moved to another subset', value: value(accounts.moved) },
        { label: 'Unchanged', value: value(accounts.unchanged) },
        { label: 'New subsets', value: value(subsets.new) },
        { label: 'New workflows', value: value(workflows.new) },
        { label: 'New end customers', value: value(endCustomers.new) },
        { label: 'In the ledger, not in the list', value: `${value(accounts.missing)} (nothing happens to them)` },
      ]}
    />
  );
}

const COLUMNS: TableProps.ColumnDefinition<ImportRow>[] = [
  { id: 'row', header: 'Row', width: 70, isRowHeader: true, cell: ({ row }) => String(row) },
  {
    id: 'state',
    header: 'State',
    width: 130,
    cell: ({ state }) => <StatusIndicator type={STATES[state].type}>{STATES[state].word}</StatusIndicator>,
  },
  {
    id: 'id',
    header: 'Account ID',
    width: 170,
    cell: ({ accountId, id }) => (
      <>
        {accountId ?? id?.raw ?? '–'}
        {id?.verdict === 'repaired' ? (
          <Box fontSize="body-s" color="text-body-secondary">
            repaired from {id.raw}
          </Box>
        ) : null}
      </>
    ),
  },
  { id: 'name', header: 'Name', width: 180, cell: ({ fields }) => fields.accountName ?? '–' },
  { id: 'subset', header: 'Subset', width: 150, cell: ({ fields }) => fields.subsetName ?? '–' },
  {
    id: 'what',
    header: 'What would change, or what is wrong',
    width: 420,
    cell: ({ changes, faults }) => (
      <>
        {changes.map((change) => (
          <div key={change.field}>{changeInWords(change)}</div>
        ))}
        {faults.map(({ code, column, reason, remedy }) => (
          <div key={`${code} ${column}`} className="fault">
            {column === '' ? '' : `${column}: `}
            {reason} {remedy}
          </div>
        ))}
      </>
    ),
  },
];
