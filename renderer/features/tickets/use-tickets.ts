import type { AccountId } from '../../../shared/domain/account-id.ts';
import { isTicketClosed } from '../../../shared/domain/ticket.ts';
import type { TicketKind } from '../../../shared/domain/ticket.ts';
import { useSession } from '../../session/session.ts';
import { skipToken, useRead, useReads, whenDone } from '../../session/use-read.ts';
import type { Read } from '../../session/use-read.ts';
import { listedTickets, ticketItems, ticketOrKind } from './store.ts';
import type { TicketItem, TicketView } from './store.ts';

/** The tickets of a payer account by their kinds, in the order of the procedure. */
export function useTickets(mpaId: AccountId): Pick<Read<TicketItem[]>, 'data' | 'failure'> {
  const { queries } = useSession();
  const plans = useRead(queries.tickets.plans.queryOptions({ input: { mpaId } }));
  const listed = plans.data && listedTickets(plans.data);
  const checks = useReads((listed ?? []).map((item) => whenDone(queries.tickets.check, ticketOrKind(mpaId, item))));
  const failure = [plans, ...checks].find((read) => read.failure !== null)?.failure ?? null;
  return {
    failure,
    data: ticketItems(
      listed,
      checks.map(({ data }) => data),
    ),
  };
}

/** The text and rows of a ticket. @param asked `id` null: how a new one of the kind would look */
export function useTicket(asked: {
  mpaId: AccountId;
  kind: TicketKind;
  id: number | null;
}): Pick<Read<TicketView>, 'data' | 'failure'> {
  const { mpaId, kind, id } = asked;
  const { queries } = useSession();
  const open = id === null ? skipToken : { id, limit: 50 };
  const preview = useRead(
    queries.tickets.preview.queryOptions({ input: id === null ? { mpaId, kind, limit: 50 } : skipToken }),
  );
  const ticket = useRead(queries.tickets.get.queryOptions({ input: open }));
  const state = ticket.data?.state ?? 'draft';
  const isSent = state !== 'draft' && !isTicketClosed(state);
  const changes = useRead(whenDone(queries.tickets.changes, isSent ? open : skipToken));
  const failure = preview.failure ?? ticket.failure ?? changes.failure;
  if (id === null) {
    return { failure, data: preview.data && { ticket: null, changes: null, preview: preview.data } };
  }
  if (ticket.data === null || (isSent && changes.data === null)) return { failure, data: null };
  return { failure, data: { ticket: ticket.data, preview: null, changes: isSent ? changes.data : null } };
}
