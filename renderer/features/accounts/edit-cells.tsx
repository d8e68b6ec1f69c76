import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { Account } from '../../../shared/contract/accounts.ts';
import { Input, Select } from '../../ui/kit.ts';
import type { InputProps, SelectProps, TableProps } from '../../ui/kit.ts';

/** What was typed into a cell or chosen in it, and the account as it was when the cell was opened. */
export interface CellEdit {
  readonly value: string;
  /** As a person reads it. */
  readonly label: string;
  readonly opened: Account;
}

type EditConfig = TableProps.EditConfig<Account, CellEdit>;

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A cell whose text is edited in its place. */
export function textCell(read: (account: Account) => string): EditConfig {
  return {
    editIconAriaLabel: 'can be edited',
    editingCell: (account, { currentValue, setValue }: TableProps.CellContext<CellEdit>) => (
      <TextField account={account} value={currentValue?.value ?? read(account)} onChange={setValue} />
    ),
  };
}

/** A cell whose value is chosen in its place. */
export function choiceCell(choices: readonly Choice[], read: (account: Account) => string): EditConfig {
  return {
    editIconAriaLabel: 'can be edited',
    editingCell: (account, { currentValue, setValue }: TableProps.CellContext<CellEdit>) => (
      <ChoiceField
        account={account}
        choices={choices}
        value={currentValue?.value ?? read(account)}
        onChange={setValue}
      />
    ),
  };
}

interface FieldProps {
  readonly account: Account;
  readonly value: string;
  readonly onChange: (edit: CellEdit) => void;
}

/** Has the focus as soon as it is there: the cell was opened to be written into. */
function TextField({ account, value, onChange }: FieldProps): ReactElement {
  const field = useRef<InputProps.Ref>(null);
  const [opened] = useState(account);
  useEffect(() => field.current?.select(), []);
  return (
    <Input
      ref={field}
      autoComplete={false}
      spellcheck={false}
      value={value}
      onChange={({ detail }) => onChange({ value: detail.value, label: detail.value, opened })}
    />
  );
}

function ChoiceField({
  account,
  choices,
  value,
  onChange,
}: FieldProps & { readonly choices: readonly Choice[] }): ReactElement {
  const field = useRef<SelectProps.Ref>(null);
  const [opened] = useState(account);
  useEffect(() => field.current?.focus(), []);
  return (
    <Select
      ref={field}
      expandToViewport
      filteringType={choices.length > 10 ? 'auto' : 'none'}
      options={choices}
      selectedOption={choices.find((choice) => choice.value === value) ?? null}
      onChange={({ detail: { selectedOption } }) =>
        onChange({ value: selectedOption.value ?? '', label: selectedOption.label ?? '', opened })
      }
    />
  );
}
