import type { MarkSentInput, TicketDetail } from '../../../../shared/contract/tickets.ts';
import type { WriteContext } from '../../ledger/context.ts';
import { draftTicket } from './draft.ts';
import { markDraftSent } from './service.ts';

/**
 * Says that a ticket was sent: a draft that is there, or one that is made from the ledger as it stands, in the same operation.
 * @throws AppError NOT_FOUND, CONFLICT (it was sent before), INVALID_INPUT (a time to come).
 */
export function markSent(context: WriteContext, input: MarkSentInput): TicketDetail {
  const { ticketNumber, sentAt } = input;
  const id = 'id' in input ? input.id : draftTicket(context, input).id;
  return markDraftSent(context, { id, ticketNumber, sentAt });
}
