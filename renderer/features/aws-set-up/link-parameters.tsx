import type { ReactElement } from 'react';
import type { LinkContents } from '../../../shared/contract/aws.ts';
import { Alert, Box, FormField, Icon, SpaceBetween, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { WORDS } from './words.ts';

interface Row {
  readonly name: string;
  /** Empty where the link leaves the parameter blank. */
  readonly value: string;
}

const COLUMNS: TableProps.ColumnDefinition<Row>[] = [
  { id: 'name', header: 'Parameter', isRowHeader: true, width: 260, cell: ({ name }) => name },
  {
    id: 'value',
    header: 'Value',
    cell: ({ value }) =>
      value === '' ? <Box color="text-body-secondary">left blank</Box> : <span className="break">{value}</span>,
  },
  {
    id: 'lock',
    header: 'Change',
    width: 110,
    cell: ({ value }) =>
      value === '' ? (
        '–'
      ) : (
        <span className="locked">
          <Icon name="lock-private" /> locked
        </span>
      ),
  },
];

/** What a link says: its stack, its template, and the parameters, each with its lock. */
export function LinkParameters({ contents }: { contents: LinkContents }): ReactElement {
  const { stackName, region, templateUrl, parameters, warnings } = contents;
  const rows = [
    ...(stackName === null ? [] : [{ name: 'Name of the stack', value: stackName }]),
    ...(region === null ? [] : [{ name: 'Region', value: region }]),
    { name: 'Template', value: templateUrl },
    ...Object.entries(parameters).map(([name, value]) => ({ name, value })),
  ];
  return (
    <SpaceBetween size="s">
      {warnings.map((warning) => (
        <Alert key={warning} type="warning">
          {warning}
        </Alert>
      ))}
      <FormField label="What the vendor has filled in" description={WORDS.lockedText} stretch>
        <Table
          variant="embedded"
          contentDensity="compact"
          wrapLines
          items={rows}
          trackBy="name"
          ariaLabels={{ tableLabel: 'What the vendor has filled in' }}
          columnDefinitions={COLUMNS}
        />
      </FormField>
    </SpaceBetween>
  );
}
