import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { useAct } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { FormField, Input, SpaceBetween } from '../../ui/kit.ts';
import { Consent, needsConsent } from './findings.tsx';
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
  const [force, setForce] = useState(false);
  const save = async (): Promise<void> => {
    const sent = view.ticket === null ? { mpaId: mpa.id, kind } : { id: view.ticket.id };
    const done = await change(`'${name}' was sent; the wait has begun.`, (client) =>
      client.tickets.markSent({ ...sent, ticketNumber: number.trim() === '' ? null : number.trim(), force }),
    );
    if (done !== undefined) onClose();
  };
  return (
    <Confirm
      title={`I sent it: ${name}`}
      confirmText="Begin the wait"
      disabled={needsConsent(item) && !force}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <Consent mpa={mpa} item={item} given={force} onChange={setForce} />
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
