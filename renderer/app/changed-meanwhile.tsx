import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { ChangedField } from '../session/meanwhile.ts';
import { useSession } from '../session/session.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Box, KeyValuePairs, SpaceBetween } from '../ui/kit.ts';
import { nameInWords } from '../ui/words.ts';

/** Asks before a form's values are saved over those of somebody else, and shows both. */
export function ChangedMeanwhile(): ReactElement | null {
  const { meanwhile } = useSession();
  const { question } = useStore(meanwhile.store);
  if (question === null) return null;
  return (
    <Confirm
      title="Changed meanwhile"
      confirmText="Save mine"
      onConfirm={() => question.answer(true)}
      onCancel={() => question.answer(false)}
    >
      <SpaceBetween size="m">
        <Box>
          Somebody else, or another window, has changed this since you began. Nothing of yours is saved yet. Cancel
          keeps what you typed.
        </Box>
        {question.fields.map((field) => (
          <OneField key={field.field} {...field} />
        ))}
      </SpaceBetween>
    </Confirm>
  );
}

function OneField({ field, shown, now, typed }: ChangedField): ReactElement {
  return (
    <div>
      <Box variant="h3">{nameInWords(field)}</Box>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'When you began', value: valueInWords(shown) },
          { label: 'Now in the ledger', value: valueInWords(now) },
          { label: 'Yours', value: valueInWords(typed) },
        ]}
      />
    </div>
  );
}

function valueInWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return 'nothing';
  if (entries.length === 1) return valueInWords(entries[0]?.[1]);
  return entries.map(([name, each]) => `${nameInWords(name)}: ${valueInWords(each)}`).join('; ');
}
