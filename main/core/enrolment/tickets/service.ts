import type { Ticket, TicketDetail, TicketPlanned } from '../../../../shared/contract/tickets.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import {
  answerDue,
  isTicketClosed,
  nextTicketStates,
  TICKET_KINDS,
  TICKET_NAMES,
  ticketPlan,
} from '../../../../shared/domain/ticket.ts';
import type { TicketState } from '../../../../shared/domain/ticket.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import { nowText } from '../../time/clock.ts';
import { sentTime } from '../../time/sent-time.ts';
import { requireMpa } from '../mpas/service.ts';
import { followStep } from './follow-step.ts';
import type { TicketRecord } from './repo.ts';
import {
  deleteTicket,
  deleteTicketFiles,
  deleteTicketRows,
  ticketsOfMpa,
  updateTicketState,
  updateTicketText,
} from './repo.ts';
import { requireDraft, requireRecord, ticketDetail, toTicket } from './to-ticket.ts';

/** Every kind of ticket with how a payer account's scenario sends it, and the tickets of each that matter now. @throws AppError NOT_FOUND. */
export function listPlans(context: ReadContext, input: { mpaId: AccountId }): TicketPlanned[] {
  const mpa = requireMpa(context.db, input.mpaId);
  const tickets = listTickets(context, input);
  return TICKET_KINDS.map((kind) => ({
    kind,
    name: TICKET_NAMES[kind],
    ...ticketPlan(mpa.scenario, kind),
    tickets: currentTickets(tickets.filter((ticket) => ticket.kind === kind)),
  }));
}

/** A follow-up never hides what it follows: both are waited for. @param ofKind the latest first */
function currentTickets(ofKind: readonly Ticket[]): Ticket[] {
  const open = ofKind.filter(({ state }) => !isTicketClosed(state));
  const followed = new Set(open.map(({ followUpOf }) => followUpOf));
  const current = ofKind.filter((ticket) => open.includes(ticket) || followed.has(ticket.id));
  return current.length > 0 ? current : ofKind.slice(0, 1);
}

/** A payer account's tickets, the latest first. @throws AppError NOT_FOUND. */
export function listTickets(context: ReadContext, input: { mpaId: AccountId }): Ticket[] {
  requireMpa(context.db, input.mpaId);
  return ticketsOfMpa.all(context.db, { mpaId: input.mpaId }).map((record) => toTicket(record, context));
}

/** One ticket with its text, files and first rows. @throws AppError NOT_FOUND. */
export function getTicket(context: ReadContext, input: { id: number; limit: number }): TicketDetail {
  return ticketDetail(context, input.id, input.limit);
}

/** Changes the text of a draft by hand. @throws AppError NOT_FOUND, CONFLICT (sent), INVALID_INPUT (nothing left of it). */
export function setTicketText(
  context: WriteContext,
  input: { id: number; subject?: string | undefined; body?: string | undefined },
): TicketDetail {
  const { db } = context;
  const record = requireDraft(db, input.id);
  const { id, recipients, sheet } = record;
  // A line break in the subject would begin another header of the mail.
  const subject = (input.subject ?? record.subject).replace(/\s+/gu, ' ').trim();
  const body = (input.body ?? record.body).replace(/\r\n?/gu, '\n').trim();
  if (subject === '' || body === '') {
    throw new AppError('INVALID_INPUT', 'A ticket needs a subject and a text.', { id });
  }
  updateTicketText.run(db, { id, recipients, sheet, subject, body });
  if (subject !== record.subject || body !== record.body) deleteTicketFiles.run(db, { id });
  return described(context, record, 'Changed the text of');
}

/**
 * Says that a draft was sent. From then on its text and rows stand, the vendor's answer is due (answerDue), and the step that it
 * belongs to waits for it.
 * @param input.inSpite what the history adds, where it goes out with errors
 * @throws AppError NOT_FOUND, CONFLICT (it was sent before), INVALID_INPUT (a time to come).
 */
export function markDraftSent(
  context: WriteContext,
  input: { id: number; ticketNumber: string | null; sentAt: string | null; inSpite: string },
): TicketDetail {
  const { db, clock } = context;
  const record = requireDraft(db, input.id);
  const { kind, channel, mpaId } = toTicket(record, context);
  const sentAt = sentTime(clock, input.sentAt);
  const { scenario } = requireMpa(db, mpaId);
  const ticketNumber = input.ticketNumber?.trim() || null;
  store(context, record, {
    state: 'sent',
    sent_at: sentAt,
    ticket_number: ticketNumber,
    answer_due: answerDue(scenario, kind, channel, sentAt),
  });
  followStep(context, requireRecord(db, record.id), 'sent');
  return described(context, record, 'Sent', input.inSpite);
}

/** Takes a ticket to another state. @throws AppError NOT_FOUND, CONFLICT (not from its present state). */
export function setTicketState(context: WriteContext, input: { id: number; state: TicketState }): TicketDetail {
  const { db, clock } = context;
  const record = requireRecord(db, input.id);
  const { state } = toTicket(record, context);
  if (state === 'draft') {
    throw new AppError('CONFLICT', `Ticket ${record.id} is a draft. Say first that it was sent.`, { id: record.id });
  }
  if (state === input.state) return ticketDetail(context, record.id);
  const next = nextTicketStates(state);
  if (!next.includes(input.state)) {
    const may = next.length === 0 ? 'It is closed; make a new one, or undo.' : `It may become: ${next.join(', ')}.`;
    throw new AppError('CONFLICT', `Ticket ${record.id} is ${state}, so it can't become ${input.state}. ${may}`, {
      id: record.id,
      state,
      next,
    });
  }
  store(context, record, {
    state: input.state,
    closed_at: isTicketClosed(input.state) ? nowText(clock) : null,
  });
  followStep(context, requireRecord(db, record.id), input.state);
  return described(context, record, `Now ${input.state}:`);
}

/** Sets the number that the vendor gave a ticket. @throws AppError NOT_FOUND. */
export function setTicketNumber(context: WriteContext, input: { id: number; ticketNumber: string }): TicketDetail {
  const record = requireRecord(context.db, input.id);
  store(context, record, { ticket_number: input.ticketNumber.trim() || null });
  return described(context, record, 'Numbered');
}

/** Sets a ticket's note, which is never sent to anybody. @throws AppError NOT_FOUND. */
export function setTicketNote(context: WriteContext, input: { id: number; note: string }): TicketDetail {
  const record = requireRecord(context.db, input.id);
  store(context, record, { note: input.note.trim() });
  return described(context, record, 'Changed the note of');
}

/** Removes a draft. @throws AppError NOT_FOUND, CONFLICT (it was sent). */
export function removeTicket(context: WriteContext, input: { id: number }): Ticket {
  const { db } = context;
  const record = requireDraft(db, input.id);
  const { id } = record;
  deleteTicketFiles.run(db, { id });
  deleteTicketRows.run(db, { id });
  deleteTicket.run(db, { id });
  context.label(`Removed the draft of ticket ${id}: ${record.subject}`);
  context.mpa(record.mpa_id);
  return toTicket(record, context);
}

type Changed = Partial<
  Pick<TicketRecord, 'sent_at' | 'ticket_number' | 'answer_due' | 'closed_at' | 'note'> & { state: TicketState }
>;

function store({ db }: WriteContext, record: TicketRecord, changed: Changed): void {
  const row = { ...record, ...changed };
  updateTicketState.run(db, {
    id: row.id,
    state: row.state,
    sentAt: row.sent_at,
    ticketNumber: row.ticket_number,
    answerDue: row.answer_due,
    closedAt: row.closed_at,
    note: row.note,
  });
}

/** Says in the history what was done to a ticket. */
export function described(
  context: WriteContext,
  { id, mpa_id: mpaId, subject }: TicketRecord,
  what: string,
  more = '',
): TicketDetail {
  context.label(`${what} ticket ${id}: ${subject}${more}`);
  context.mpa(mpaId);
  return ticketDetail(context, id);
}
