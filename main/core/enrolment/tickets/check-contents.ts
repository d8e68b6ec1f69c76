import type { CheckFindings } from '../../../../shared/contract/checks.ts';
import type { IdOrKind } from '../../../../shared/contract/tickets.ts';
import type { JobControl, ReadContext } from '../../ledger/context.ts';
import { contentsOf } from './contents.ts';
import type { TicketContents } from './contents.ts';
import { checkTicket } from './ticket-checks.ts';

type Context = ReadContext & Partial<JobControl>;

/** What would have a ticket sent back, or the draft of a kind as it would be made. @throws AppError NOT_FOUND, CANCELLED. */
export function ticketCheck(context: Context, { limit, ...of }: IdOrKind & { limit: number }): CheckFindings {
  return checkContents(context, contentsOf(context, of), limit);
}

/** The same of contents that are at hand. */
export function checkContents(context: Context, contents: TicketContents, limit?: number): CheckFindings {
  return checkTicket(context, { ...contents, isFollowUp: contents.ticket?.followUpOf != null }, limit);
}
