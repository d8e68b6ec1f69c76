import { useState } from 'react';
import type { ReactElement } from 'react';
import { Confirm } from '../../ui/confirm.tsx';
import { FormField, Input } from '../../ui/kit.ts';
import type { Question } from './store.ts';

/** Asks for the code of an MFA device; it is passed on and kept nowhere. */
export function MfaForm(props: {
  readonly question: Question;
  readonly onAnswer: (code: string) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const { question, onAnswer, onCancel } = props;
  const [code, setCode] = useState('');
  const right = /^\d{6}$/u.test(code);
  return (
    <Confirm
      title={`Code of your MFA device for ${question.profile}`}
      confirmText="Go on"
      disabled={!right}
      onConfirm={() => onAnswer(code)}
      onCancel={onCancel}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (right) onAnswer(code);
        }}
      >
        <FormField label="6-digit code" description={`The device ${question.serial} shows it now.`}>
          <Input
            value={code}
            autoComplete={false}
            inputMode="numeric"
            onChange={({ detail }) => setCode(detail.value.replaceAll(/\s/gu, ''))}
          />
        </FormField>
      </form>
    </Confirm>
  );
}
