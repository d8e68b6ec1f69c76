import type { ReactElement } from 'react';
import type { ImportSummary } from '../../../shared/contract/imports.ts';
import { importFieldSchema } from '../../../shared/contract/imports.ts';
import { FIELD_LABELS, IMPORT_FIELDS } from '../../../shared/domain/import-field.ts';
import { Alert, Box, Header, Select, SpaceBetween, StatusIndicator, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { plural } from '../../ui/words.ts';
import { Questions } from './question.tsx';
import { isOfSeveral } from './reading.ts';
import type { ImportWork } from './use-import.ts';
import { HOW_FOUND, WORDS } from './words.ts';

type Column = ImportSummary['columns'][number];

const OF_SHEET: TableProps.ColumnDefinition<Column> = {
  id: 'sheet',
  header: 'Sheet',
  minWidth: 120,
  cell: ({ sheet }) => <LongText text={sheet} />,
};

const CHOICES = IMPORT_FIELDS.filter((field) => field !== 'rowNote').map((field) => ({
  value: field,
  label: field === 'ignore' ? 'Leave this column out' : FIELD_LABELS[field],
}));

/** The columns of the list, with values out of it; each meaning can be changed. */
export function ColumnsStep({ summary, work }: { summary: ImportSummary; work: ImportWork }): ReactElement {
  const remembered = summary.columns.filter(({ by }) => by === 'remembered').length;
  return (
    <SpaceBetween size="m">
      <Questions summary={summary} work={work} kinds={['header', 'column']} />
      {remembered === 0 ? null : (
        <Alert type="info" statusIconAriaLabel="Info">
          {plural(remembered, 'column means', 'columns mean')} what you chose for an earlier file with the same headers.
        </Alert>
      )}
      <Table
        header={
          <Header
            counter={`(${summary.columns.length})`}
            description={`${summary.source.name || WORDS.pasted}: ${headersInWords(summary)}, ${plural(summary.rows.total, 'row')}.`}
          >
            Columns
          </Header>
        }
        items={summary.columns}
        trackBy={({ sheet, index }) => `${sheet}!${index}`}
        columnDefinitions={columnsOf(work, isOfSeveral(summary))}
        wrapLines
        enableKeyboardNavigation
        ariaLabels={{ tableLabel: 'Columns of the list' }}
      />
    </SpaceBetween>
  );
}

function headersInWords(summary: ImportSummary): string {
  const [first, ...more] = summary.sheets.filter(({ chosen }) => chosen);
  if (more.length > 0) return `${more.length + 1} sheets`;
  const { headerRows = [] } = first ?? {};
  return headerRows.length === 0 ? 'no header' : `header in row ${headerRows.join(', ')}`;
}

function columnsOf(work: ImportWork, several: boolean): TableProps.ColumnDefinition<Column>[] {
  return [
    ...(several ? [OF_SHEET] : []),
    {
      id: 'column',
      header: 'Column of the list',
      isRowHeader: true,
      minWidth: 200,
      cell: ({ letter, header }) => (
        <>
          {letter} · {header === '' ? '(no header)' : <LongText text={header} />}
        </>
      ),
    },
    {
      id: 'field',
      header: 'Means',
      minWidth: 260,
      cell: ({ sheet, letter, field, header }) => (
        <Select
          options={CHOICES}
          selectedOption={CHOICES.find(({ value }) => value === (field ?? 'ignore')) ?? null}
          ariaLabel={`Meaning of the column ${header === '' ? letter : header}${several ? ` of ${sheet}` : ''}`}
          expandToViewport
          disabled={work.busy}
          onChange={({ detail }) =>
            void work.reread({
              ofSheet: several ? sheet : null,
              map: { [letter]: importFieldSchema.parse(detail.selectedOption.value) },
            })
          }
        />
      ),
    },
    {
      id: 'how',
      header: 'How it was found',
      minWidth: 190,
      cell: ({ by, candidates }) => (
        <StatusIndicator type={by === null ? (candidates.length > 0 ? 'warning' : 'stopped') : 'success'}>
          {by === 'remembered' ? WORDS.remembered : HOW_FOUND[by ?? 'none']}
        </StatusIndicator>
      ),
    },
    {
      id: 'samples',
      header: 'Values',
      minWidth: 200,
      cell: ({ samples }) =>
        samples.length === 0 ? (
          <Box color="text-body-secondary">no values</Box>
        ) : (
          samples.slice(0, 3).map((sample, index) => (
            // Two values may be the same.
            <div key={`${index} ${sample}`}>
              <LongText text={sample} most={36} />
            </div>
          ))
        ),
    },
  ];
}
