import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ImportRow, ImportSummary, RelatedChange } from '../../../shared/contract/imports.ts';
import { FIELD_LABELS } from '../../../shared/domain/import-field.ts';
import { useSession } from '../../session/session.ts';
import { useRowPages } from '../../session/use-row-pages.ts';
import type { RowQuestions } from '../../session/use-row-pages.ts';
import type { Queries } from '../../session/queries.ts';
import { AccountIdText } from '../../ui/account-id.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Alert, Button, Header, SpaceBetween, Tabs } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { RowsTable } from '../../ui/rows-table.tsx';
import { formatCount } from '../../ui/words.ts';
import { nameOfRow, placeOf } from './reading.ts';
import { missingPages, relatedPages, rowPages } from './store.ts';
import type { MissingAccount } from './store.ts';
import type { ImportWork } from './use-import.ts';
import { WORDS } from './words.ts';

/** What the import would change in the ledger: what is new, what becomes what, and what the list does not have. */
export function ChangesStep({ summary, work }: { summary: ImportSummary; work: ImportWork }): ReactElement {
  const { importId, preview, changes } = summary;
  const kinds = kindsOf(summary);
  const [chosen, setChosen] = useState<string | null>(null);
  // What would not happen need not be looked at.
  const shown = kinds.filter(({ count }, index) => count > 0 || (index === 0 && !kinds.some((kind) => kind.count > 0)));
  const active = shown.find(({ id }) => id === chosen) ?? shown[0];
  return (
    <SpaceBetween size="m">
      {changes ? null : (
        <Alert type="info" statusIconAriaLabel="Info">
          {WORDS.nothing}
        </Alert>
      )}
      <Tabs
        ariaLabel="What would change"
        activeTabId={active?.id ?? ''}
        onChange={({ detail }) => setChosen(detail.activeTabId)}
        tabs={shown.map(({ id, label, count, table }) => ({
          id,
          label: `${label} (${formatCount(count)})`,
          // Another comparison is another preview: nothing of the last one may stand.
          content: <div key={preview}>{table(importId)}</div>,
        }))}
        actions={
          <Button iconName="refresh" loading={work.busy} onClick={() => void work.decide((decisions) => decisions)}>
            Compare again with the ledger
          </Button>
        }
      />
    </SpaceBetween>
  );
}

interface Kind {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly table: (importId: string) => ReactElement;
}

function kindsOf(summary: ImportSummary): Kind[] {
  const { accounts, subsets, workflows, endCustomers } = summary;
  const row: TableProps.ColumnDefinition<ImportRow> = {
    ...ROW,
    cell: (each) => nameOfRow(placeOf(summary, each)),
  };
  const rows = (id: 'new' | 'changed' | 'moved' | 'unchanged', label: string): Kind => ({
    id,
    label,
    count: accounts[id],
    table: (importId) => (
      <Listed
        label={label}
        questions={(queries) => rowPages(queries, { importId, state: id, matter: null })}
        columns={[row, ...(id === 'new' || id === 'unchanged' ? PLAIN : ROW_CHANGES)]}
        rowId={({ sheet, row: number }) => `${sheet}!${number}`}
      />
    ),
  });
  const related = (entity: 'subset' | 'workflow' | 'end-customer', label: string, count: number): Kind => ({
    id: entity,
    label,
    count,
    table: (importId) => (
      <Listed
        label={label}
        questions={(queries) => relatedPages(queries, { importId, entity })}
        columns={RELATED}
        rowId={({ key }) => key}
      />
    ),
  });
  return [
    rows('new', 'New accounts'),
    rows('moved', 'Moved'),
    rows('changed', 'Changed'),
    rows('unchanged', 'Unchanged'),
    related('subset', 'Subsets', subsets.new + subsets.changed),
    related('workflow', 'Workflows', workflows.new),
    related('end-customer', 'End customers', endCustomers.new + endCustomers.changed),
    {
      id: 'missing',
      label: 'Not in the list',
      count: accounts.missing,
      table: (importId) => (
        <SpaceBetween size="s">
          <Alert type="info" statusIconAriaLabel="Info">
            {WORDS.missing}
          </Alert>
          <Listed
            label="Not in the list"
            questions={(queries) => missingPages(queries, { importId })}
            columns={MISSING}
            rowId={({ id }) => id}
          />
        </SpaceBetween>
      ),
    },
  ];
}

/** One kind of change, a page of it at a time. */
function Listed<Row, Cursor, Answer>(props: {
  readonly label: string;
  readonly questions: (queries: Queries) => RowQuestions<Row, Cursor, Answer>;
  readonly columns: readonly TableProps.ColumnDefinition<Row>[];
  readonly rowId: (row: Row) => string;
}): ReactElement {
  const { label, questions, columns, rowId } = props;
  const { queries } = useSession();
  return (
    <RowsTable
      pages={useRowPages(questions(queries))}
      columns={columns}
      rowId={rowId}
      label={label}
      header={<Header variant="h3">{label}</Header>}
      variant="container"
      empty={<Empty title="None" />}
    />
  );
}

const ROW = { id: 'row', header: 'Row', width: 65 };

const ACCOUNT: TableProps.ColumnDefinition<ImportRow>[] = [
  {
    id: 'id',
    header: 'Account ID',
    width: 160,
    isRowHeader: true,
    cell: ({ accountId }) => (accountId === null ? '–' : <AccountIdText id={accountId} />),
  },
  { id: 'name', header: 'Name', width: 190, cell: ({ fields }) => <LongText text={fields.accountName ?? '–'} /> },
];

const PLAIN: TableProps.ColumnDefinition<ImportRow>[] = [
  ...ACCOUNT,
  { id: 'email', header: 'E-mail', width: 265, cell: ({ fields }) => <LongText text={fields.accountEmail ?? '–'} /> },
  { id: 'subset', header: 'Subset', width: 165, cell: ({ fields }) => <LongText text={fields.subsetName ?? '–'} /> },
];

const ROW_CHANGES: TableProps.ColumnDefinition<ImportRow>[] = [
  ...ACCOUNT,
  { id: 'changes', header: 'What becomes what', width: 430, cell: ({ changes }) => <FieldChanges changes={changes} /> },
];

const RELATED: TableProps.ColumnDefinition<RelatedChange>[] = [
  { id: 'name', header: 'Name', width: 280, isRowHeader: true, cell: ({ name }) => <LongText text={name} /> },
  { id: 'kind', header: 'What happens', width: 130, cell: ({ kind }) => (kind === 'new' ? 'New' : 'Changed') },
  { id: 'changes', header: 'What becomes what', width: 440, cell: ({ changes }) => <FieldChanges changes={changes} /> },
];

const MISSING: TableProps.ColumnDefinition<MissingAccount>[] = [
  { id: 'id', header: 'Account ID', width: 190, isRowHeader: true, cell: ({ id }) => <AccountIdText id={id} /> },
  { id: 'name', header: 'Name', width: 340, cell: ({ name }) => (name === '' ? '–' : <LongText text={name} />) },
  { id: 'subset', header: 'Subset', width: 320, cell: ({ subset }) => <LongText text={subset ?? '–'} /> },
];

/** Field by field: the old value and the new one. */
function FieldChanges({ changes }: Pick<ImportRow, 'changes'>): ReactElement {
  if (changes.length === 0) return <>–</>;
  return (
    <ul className="plain-list field-changes">
      {changes.map(({ field, old, new: next }) => (
        <li key={field}>
          {FIELD_LABELS[field]}: {old === null ? 'none' : <del>{old}</del>} → <ins>{next ?? 'none'}</ins>
        </li>
      ))}
    </ul>
  );
}
