import type { ReactElement } from 'react';
import { FormField, Input } from '../../ui/kit.ts';

/** Another name for the vendor's stack, where the one that it has belongs to another stack. */
export function StackNameField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const { value, onChange } = props;
  return (
    <FormField
      label="Name of the stack"
      description="Only where it is to have another name. Left blank, it keeps the one that it has."
    >
      <Input value={value} onChange={({ detail }) => onChange(detail.value)} />
    </FormField>
  );
}
