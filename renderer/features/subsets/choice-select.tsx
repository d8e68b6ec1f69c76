import type { ReactElement } from 'react';
import { FormField, Select } from '../../ui/kit.ts';
import type { Choice } from './store.ts';

/** Chooses a workflow or an end customer by its name, or none. */
export function ChoiceSelect(props: {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: number | null;
  readonly onChoose: (id: number | null) => void;
  /** Whether one has to be chosen: 'none' is not offered. */
  readonly required?: boolean;
}): ReactElement {
  const { label, choices, chosen, onChoose, required = false } = props;
  const options = choices.map(({ id, name }) => ({ value: String(id), label: name }));
  const none = { value: '', label: 'none' };
  return (
    <FormField label={label}>
      <Select
        options={required ? options : [none, ...options]}
        selectedOption={options.find(({ value }) => value === String(chosen)) ?? (required ? null : none)}
        placeholder="Choose one"
        filteringType={choices.length > 8 ? 'auto' : 'none'}
        empty="There are none yet."
        onChange={({ detail: { selectedOption } }) =>
          onChoose(selectedOption.value ? Number(selectedOption.value) : null)
        }
      />
    </FormField>
  );
}
