import type { CheckedTicket, MarkSentInput } from '../../../../shared/contract/tickets.ts';
import type { WriteContext } from '../../ledger/context.ts';
import { checkContents } from './check-contents.ts';
import { contentsOf } from './contents.ts';
import { presentDraft, saveDraft } from './draft.ts';
import { markDraftSent } from './service.ts';
import { forcedText, refuseErrors } from './ticket-checks.ts';
import { requireDraft } from './to-ticket.ts';

/**
 * Says that a ticket was sent: a draft that is there, or one that is made from the ledger as it stands, in the same operation.
 * @throws AppError NOT_FOUND, CONFLICT (it was sent before), INVALID_INPUT (a time to come), CHECKS_FAILED (errors, and no `force`).
 */
export function markSent(context: WriteContext, input: MarkSentInput): CheckedTicket {
  const { ticketNumber, sentAt, force } = input;
  const id = 'id' in input ? requireDraft(context.db, input.id).id : saveDraft(context, presentDraft(context, input));
  const contents = contentsOf(context, { id });
  const check = checkContents(context, contents);
  refuseErrors(check, contents.kind, force);
  const sent = markDraftSent(context, { id, ticketNumber, sentAt, inSpite: forcedText(check) });
  return { ...sent, check };
}
