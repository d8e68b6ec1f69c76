import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { TicketDetail } from '../../../shared/contract/tickets.ts';
import { useAct } from '../../session/session.ts';
import { Button, ButtonDropdown, SpaceBetween } from '../../ui/kit.ts';
import { needsConsent } from './findings.tsx';
import { MakeForm } from './make-form.tsx';
import { TICKET_STATE_WORDS } from './store.ts';
import type { TicketItem, TicketView } from './store.ts';
import { WORDS } from './words.ts';

/** What makes a draft. */
type Made = 'draft' | 'followUp';

/** What can be done with a ticket as it stands. */
export function TicketActions(props: {
  readonly mpa: MpaSummary;
  readonly item: TicketItem;
  readonly view: TicketView;
  /** How many changes there are since it was sent. */
  readonly changed: number;
  readonly onSave: () => void;
  readonly onSent: () => void;
  readonly onMade: (ticket: TicketDetail) => void;
}): ReactElement {
  const { mpa, item, view, changed, onSave, onSent, onMade } = props;
  const { change } = useAct();
  const { ticket } = view;
  const { kind, name } = item.plan;
  const draft = ticket === null || ticket.state === 'draft';
  const next = ticket === null ? [] : ticket.nextStates.filter((state) => state !== 'sent');
  const make: Readonly<Record<Made, (force: boolean) => Promise<void>>> = {
    draft: async (force) => {
      await change(`Made the draft of '${name}' anew.`, (client) =>
        client.tickets.draft({ mpaId: mpa.id, kind, force }),
      );
    },
    followUp: async (force) => {
      if (ticket === null) return;
      const { id } = ticket;
      const made = await change(`Prepared the follow-up of '${name}'.`, (client) =>
        client.tickets.followUp({ id, force }),
      );
      if (made !== undefined) onMade(made);
    },
  };
  const [asked, setAsked] = useState<Made | null>(null);
  // With errors it is asked for first.
  const start = (what: Made): void => (needsConsent(item) ? setAsked(what) : void make[what](false));
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button variant={draft ? 'primary' : 'normal'} onClick={onSave}>
        {WORDS.save}
      </Button>
      {draft ? <Button onClick={onSent}>{WORDS.sent}</Button> : null}
      {ticket?.state === 'draft' ? <Button onClick={() => start('draft')}>{WORDS.draft}</Button> : null}
      {ticket !== null && changed > 0 ? (
        <Button variant="primary" onClick={() => start('followUp')}>
          {WORDS.followUp}
        </Button>
      ) : null}
      {ticket === null || next.length === 0 ? null : (
        <ButtonDropdown
          items={next.map((state) => ({ id: state, text: TICKET_STATE_WORDS[state].act }))}
          onItemClick={({ detail: { id } }) => {
            const state = next.find((each) => each === id);
            if (state === undefined) return;
            void change(`'${name}': ${TICKET_STATE_WORDS[state].name.toLowerCase()}.`, (client) =>
              client.tickets.setState({ id: ticket.id, state }),
            );
          }}
        >
          What Spot answered
        </ButtonDropdown>
      )}
      {asked === null ? null : (
        <MakeForm
          mpa={mpa}
          item={item}
          what={WORDS[asked]}
          onConfirm={() => {
            setAsked(null);
            void make[asked](true);
          }}
          onCancel={() => setAsked(null)}
        />
      )}
    </SpaceBetween>
  );
}
