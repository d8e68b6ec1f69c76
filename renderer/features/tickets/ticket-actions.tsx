import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { TicketDetail } from '../../../shared/contract/tickets.ts';
import { useAct } from '../../session/session.ts';
import { Button, ButtonDropdown, SpaceBetween } from '../../ui/kit.ts';
import { TICKET_STATE_WORDS } from './store.ts';
import type { TicketItem, TicketView } from './store.ts';
import { WORDS } from './words.ts';

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
  const followUp = async (id: number): Promise<void> => {
    const made = await change(`Prepared the follow-up of '${name}'.`, (client) => client.tickets.followUp({ id }));
    if (made !== undefined) onMade(made);
  };
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button variant={draft ? 'primary' : 'normal'} onClick={onSave}>
        {WORDS.save}
      </Button>
      {draft ? <Button onClick={onSent}>{WORDS.sent}</Button> : null}
      {ticket?.state === 'draft' ? (
        <Button
          onClick={() =>
            void change(`Made the draft of '${name}' anew.`, (client) => client.tickets.draft({ mpaId: mpa.id, kind }))
          }
        >
          {WORDS.draft}
        </Button>
      ) : null}
      {ticket !== null && changed > 0 ? (
        <Button variant="primary" onClick={() => void followUp(ticket.id)}>
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
    </SpaceBetween>
  );
}
