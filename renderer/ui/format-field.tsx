import type { ReactElement } from 'react';
import type { SheetFormat } from '../../shared/domain/sheets.ts';
import { FormField, RadioGroup } from './kit.ts';

const FORMATS: readonly { readonly value: SheetFormat; readonly label: string }[] = [
  { value: 'xlsx', label: 'Excel workbook (.xlsx)' },
  { value: 'csv', label: 'Comma-separated text (.csv)' },
];

/** In which format a sheet is written. */
export function FormatField(props: {
  readonly label: string;
  readonly format: SheetFormat;
  readonly onChange: (format: SheetFormat) => void;
}): ReactElement {
  const { label, format, onChange } = props;
  return (
    <FormField label={label}>
      <RadioGroup
        value={format}
        items={FORMATS}
        onChange={({ detail }) => {
          const chosen = FORMATS.find(({ value }) => value === detail.value);
          if (chosen) onChange(chosen.value);
        }}
      />
    </FormField>
  );
}
