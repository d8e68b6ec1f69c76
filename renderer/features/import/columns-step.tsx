import type { ReactElement } from 'react';
import type { ImportQuestion, ImportSummary } from '../../../shared/contract/imports.ts';
import { FIELD_LABELS, IMPORT_FIELDS } from '../../../shared/domain/import-field.ts';
import type { ImportField } from '../../../shared/domain/import-field.ts';
import { Alert, Box, Button, FormField, Header, Select, SpaceBetween, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { plural } from '../../ui/words.ts';
import type { ImportWork } from './use-import.ts';

type Column = ImportSummary['columns'][number];

const CHOICES = IMPORT_FIELDS.filter((field) => field !== 'rowNote').map((field) => ({
  value: field,
  label: field === 'ignore' ? 'Leave this column out' : FIELD_LABELS[field],
}));

const HOW: Readonly<Record<'hand' | 'remembered' | 'name' | 'content' | 'none', string>> = {
  hand: 'chosen by you',
  remembered: 'as you chose before',
  name: 'by its header',
  content: 'by its values',
  none: 'not found out',
};

/** The sheet and the columns of the list, with values out of it; each meaning can be changed. */
export function ColumnsStep({ summary, work }: { summary: ImportSummary; work: ImportWork }): ReactElement {
  const sheets = summary.sheets.filter(({ importable }) => importable);
  return (
    <SpaceBetween size="l">
      {summary.questions.map((question) => (
        <Question key={question.sentence} question={question} work={work} />
      ))}
      {sheets.length < 2 ? null : (
        <FormField label="Sheet">
          <Select
            options={sheets.map(({ name }) => ({ value: name, label: name }))}
            selectedOption={{ value: summary.sheet, label: summary.sheet }}
            onChange={({ detail }) => work.reread({ sheet: detail.selectedOption.value ?? null })}
          />
        </FormField>
      )}
      <Table
        header={
          <Header
            counter={`(${summary.columns.length})`}
            description={`${summary.source.name}: header in row ${summary.headerRows.join(', ') || 'none'}, ${plural(summary.rows.total, 'row')}.`}
          >
            Columns
          </Header>
        }
        items={summary.columns}
        trackBy={({ index }) => String(index)}
        columnDefinitions={columnsOf(work)}
        loading={work.busy}
        loadingText="Reading the list"
        wrapLines
        enableKeyboardNavigation
        ariaLabels={{ tableLabel: 'Columns of the list' }}
      />
    </SpaceBetween>
  );
}

function columnsOf(work: ImportWork): TableProps.ColumnDefinition<Column>[] {
  return [
    {
      id: 'column',
      header: 'Column of the list',
      isRowHeader: true,
      minWidth: 180,
      cell: ({ letter, header, by }) => (
        <>
          {letter} · {header === '' ? '(no header)' : header}
          <Box fontSize="body-s" color="text-body-secondary">
            {HOW[by ?? 'none']}
          </Box>
        </>
      ),
    },
    {
      id: 'field',
      header: 'Means',
      minWidth: 240,
      cell: ({ letter, field, header }) => (
        <Select
          options={CHOICES}
          selectedOption={CHOICES.find(({ value }) => value === (field ?? 'ignore')) ?? null}
          ariaLabel={`Meaning of the column ${header === '' ? letter : header}`}
          expandToViewport
          onChange={({ detail }) => work.reread({ map: { [letter]: detail.selectedOption.value as ImportField } })}
        />
      ),
    },
    {
      id: 'samples',
      header: 'Values',
      minWidth: 180,
      cell: ({ samples }) => (
        <>
          {samples.slice(0, 3).map((sample, index) => (
            // Two values may be the same.
            <div key={`${index} ${sample}`}>
              <LongText text={sample} most={32} />
            </div>
          ))}
        </>
      ),
    },
  ];
}

/** A question that only a person can decide, with its answers as buttons. */
export function Question({ question, work }: { question: ImportQuestion; work: ImportWork }): ReactElement {
  const { kind, sentence, options } = question;
  if (kind === 'column') return <Alert type="warning">{sentence} Choose the meaning of each column below.</Alert>;
  const answers =
    kind === 'hidden'
      ? [
          { text: 'Import hidden rows too', run: () => work.decide({ hidden: 'include' }) },
          { text: 'Leave hidden rows out', run: () => work.decide({ hidden: 'exclude' }) },
        ]
      : options.map((name) => ({ text: `Use the sheet ${name}`, run: () => work.reread({ sheet: name }) }));
  return (
    <Alert
      type="warning"
      header={sentence}
      action={
        <SpaceBetween size="xs">
          {answers.map(({ text, run }) => (
            <Button key={text} onClick={run}>
              {text}
            </Button>
          ))}
        </SpaceBetween>
      }
    />
  );
}
