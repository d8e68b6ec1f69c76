import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { useAct } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Box, FormField, SpaceBetween } from '../../ui/kit.ts';
import { WORDS } from './words.ts';

/** Says that the hand-off mail was sent, now or at another time; the wait for the vendor's link begins. */
export function HandOffSentForm(props: {
  readonly mpa: MpaSummary;
  readonly onClose: () => void;
  readonly onSent: () => void;
}): ReactElement {
  const { mpa, onClose, onSent } = props;
  const { change } = useAct();
  const [at, setAt] = useState('');
  const save = async (): Promise<void> => {
    const sentAt = at === '' ? null : new Date(at).toISOString();
    const done = await change('The hand-off mail was sent; the wait for the link has begun.', (client) =>
      client.aws.markHandOffSent({ mpaId: mpa.id, sentAt }),
    );
    if (done === undefined) return;
    onClose();
    onSent();
  };
  return (
    <Confirm title={WORDS.handOffSent} confirmText="Begin the wait" onConfirm={() => void save()} onCancel={onClose}>
      <SpaceBetween size="m">
        <Box>{WORDS.handOffSentText}</Box>
        <FormField
          label={
            <>
              Sent <i>(optional)</i>
            </>
          }
          description="Now, unless another time is given."
        >
          <input
            type="datetime-local"
            className="date-input"
            aria-label="Sent"
            value={at}
            onChange={(event) => setAt(event.target.value)}
          />
        </FormField>
      </SpaceBetween>
    </Confirm>
  );
}
