import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import type { Account } from '../../../shared/contract/accounts.ts';
import { Input, Select } from '../../ui/kit.ts';
import type { InputProps, SelectProps, TableProps } from '../../ui/kit.ts';

type EditConfig = TableProps.EditConfig<Account, string>;

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A cell whose text is edited in its place. */
export function textCell(read: (account: Account) => string): EditConfig {
  return {
    editIconAriaLabel: 'can be edited',
    editingCell: (account, { currentValue, setValue }) => (
      <TextField value={textOf(currentValue, account, read)} onChange={setValue} />
    ),
  };
}

/** A cell whose value is chosen in its place. */
export function choiceCell(choices: readonly Choice[], read: (account: Account) => string): EditConfig {
  return {
    editIconAriaLabel: 'can be edited',
    editingCell: (account, { currentValue, setValue }) => (
      <ChoiceField choices={choices} value={textOf(currentValue, account, read)} onChange={setValue} />
    ),
  };
}

interface FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Has the focus as soon as it is there: the cell was opened to be written into. */
function TextField({ value, onChange }: FieldProps): ReactElement {
  const field = useRef<InputProps.Ref>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <Input
      ref={field}
      autoComplete={false}
      spellcheck={false}
      value={value}
      onChange={({ detail }) => onChange(detail.value)}
    />
  );
}

function ChoiceField({ choices, value, onChange }: FieldProps & { readonly choices: readonly Choice[] }): ReactElement {
  const field = useRef<SelectProps.Ref>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <Select
      ref={field}
      expandToViewport
      filteringType={choices.length > 10 ? 'auto' : 'none'}
      options={choices}
      selectedOption={choices.find((choice) => choice.value === value) ?? null}
      onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
    />
  );
}

/** What was typed or chosen in a cell, or what it has while nothing was. */
function textOf(typed: unknown, account: Account, read: (account: Account) => string): string {
  return typeof typed === 'string' ? typed : read(account);
}
