import { useState } from 'react';
import type { ReactElement } from 'react';
import { Input, Multiselect, Select, Textarea } from '../../ui/kit.ts';
import type { Field } from './fields.ts';
import { fieldWords, valueWords } from './words.ts';

interface FieldInputProps {
  readonly field: Field;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

const NONE = '';

/** One option of a rule. An optional one that is emptied has no value at all. */
export function FieldInput({ field, value, onChange }: FieldInputProps): ReactElement {
  switch (field.input) {
    case 'choice':
      return <Choice field={field} values={field.values} value={value} onChange={onChange} />;
    case 'many':
      return <Many field={field} values={field.values} value={value} onChange={onChange} />;
    case 'text':
      return <Input value={textOf(value)} onChange={({ detail }) => onChange(detail.value)} spellcheck={false} />;
    case 'long-text':
      return <Textarea value={textOf(value)} rows={3} onChange={({ detail }) => onChange(detail.value)} />;
    case 'texts':
    case 'numbers':
      return <Items field={field} value={value} onChange={onChange} />;
  }
}

type ChoiceProps<Value> = FieldInputProps & { readonly values: readonly Value[] };

function Choice({ field, values, value, onChange }: ChoiceProps<string>): ReactElement {
  const { none } = fieldWords(field);
  const options = [
    ...(field.optional ? [{ value: NONE, label: none ?? 'None' }] : []),
    ...values.map((each) => ({ value: each, label: valueWords(field.path, each) })),
  ];
  return (
    <Select
      options={options}
      selectedOption={options.find((option) => option.value === (value ?? NONE)) ?? null}
      placeholder="Choose one"
      onChange={({ detail }) =>
        onChange(detail.selectedOption.value === NONE ? undefined : detail.selectedOption.value)
      }
    />
  );
}

function Many({ field, values, value, onChange }: ChoiceProps<string | number>): ReactElement {
  const { none, label } = fieldWords(field);
  const options = values.map((each) => ({ value: String(each), label: valueWords(field.path, each) }));
  const chosen = listOf(value).map(String);
  return (
    <Multiselect
      options={options}
      selectedOptions={options.filter((option) => chosen.includes(option.value))}
      placeholder={none ?? 'Choose'}
      tokenLimit={3}
      keepOpen
      deselectAriaLabel={(option) => `Take ${option.label ?? ''} out of ${label.toLowerCase()}`}
      onChange={({ detail }) => {
        const picked = values.filter((each) => detail.selectedOptions.some((option) => option.value === String(each)));
        onChange(picked.length === 0 && field.optional ? undefined : picked);
      }}
    />
  );
}

/** Several values as text: one a line, or numbers with commas between. The text stays as it was typed. */
function Items({ field, value, onChange }: FieldInputProps): ReactElement {
  const numbers = field.input === 'numbers';
  const [text, setText] = useState(() =>
    listOf(value)
      .map(String)
      .join(numbers ? ', ' : '\n'),
  );
  const take = (next: string): void => {
    setText(next);
    const items = itemsOf(next, numbers);
    onChange(items.length === 0 && field.optional ? undefined : items);
  };
  return numbers ? (
    <Input value={text} onChange={({ detail }) => take(detail.value)} />
  ) : (
    <Textarea value={text} rows={3} onChange={({ detail }) => take(detail.value)} spellcheck={false} />
  );
}

/** What is no number stays a text, which the rule's schema refuses. Account IDs are text and keep their zeros. */
function itemsOf(text: string, numbers: boolean): (string | number)[] {
  const items = text
    .split(numbers ? /[\s,;]+/u : /[\n,;]+/u)
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const unique = [...new Set(items)];
  return numbers ? unique.map((item) => (/^\d{4}$/u.test(item) ? Number(item) : item)) : unique;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
