import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { useAct } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Alert, FormField, Input, SpaceBetween } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import type { TicketItem, TicketView } from './store.ts';

/** Says that a ticket was sent, with its number; the wait begins. */
export function SentForm(props: {
  readonly mpa: MpaSummary;
  readonly item: TicketItem;
  readonly view: TicketView;
  readonly onClose: () => void;
}): ReactElement {
  const { mpa, item, view, onClose } = props;
  const { change } = useAct();
  const [number, setNumber] = useState('');
  const { name, kind, channel } = item.plan;
  const { error } = item.findings.counts;
  const save = async (): Promise<void> => {
    const sent = view.ticket === null ? { mpaId: mpa.id, kind } : { id: view.ticket.id };
    const done = await change(`'${name}' was sent; the wait has begun.`, (client) =>
      client.tickets.markSent({ ...sent, ticketNumber: number.trim() === '' ? null : number.trim() }),
    );
    if (done !== undefined) onClose();
  };
  return (
    <Confirm title={`I sent it: ${name}`} confirmText="Begin the wait" onConfirm={() => void save()} onCancel={onClose}>
      <SpaceBetween size="m">
        {error === 0 ? null : (
          <Alert type="warning">{plural(error, 'error is', 'errors are')} open; Spot may send it back.</Alert>
        )}
        <FormField
          label={
            <>
              Ticket number <i>(optional)</i>
            </>
          }
          description={channel === 'mail' ? 'Where the mail was answered with one.' : 'As the support portal shows it.'}
        >
          <Input value={number} onChange={({ detail }) => setNumber(detail.value)} />
        </FormField>
      </SpaceBetween>
    </Confirm>
  );
}
