import type { Ticket, TicketDetail } from '../../../../shared/contract/tickets.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { isOverdue } from '../../../../shared/domain/procedure.ts';
import type { SheetNumber } from '../../../../shared/domain/sheets.ts';
import { ticketHeaders } from '../../../../shared/domain/ticket-rows.ts';
import type { TicketRow } from '../../../../shared/domain/ticket-rows.ts';
import { nextTicketStates } from '../../../../shared/domain/ticket.ts';
import type { TicketChannel, TicketKind, TicketState } from '../../../../shared/domain/ticket.ts';
import type { ReadContext } from '../../ledger/context.ts';
import { nowText } from '../../time/clock.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import type { StoredRow, TicketRecord } from './repo.ts';
import { firstTicketRows, ticketById, ticketFiles } from './repo.ts';

/** A ticket's record by its id. @throws AppError NOT_FOUND. */
export function requireRecord(db: ReadDb, id: number): TicketRecord {
  const record = ticketById.get(db, { id });
  if (record) return record;
  throw new AppError('NOT_FOUND', `There is no ticket ${id} in the ledger. See: ${act('ticket.list')}`, { id });
}

/** The draft of an id. @throws AppError NOT_FOUND, CONFLICT when it was sent. */
export function requireDraft(db: ReadDb, id: number): TicketRecord {
  const record = requireRecord(db, id);
  if (record.state === 'draft') return record;
  throw new AppError(
    'CONFLICT',
    `Ticket ${id} was sent; what was sent does not change. Make a follow-up for what is different now.`,
    { id, state: record.state },
  );
}

/** A record as the contract has it. */
export function toTicket(record: TicketRecord, { clock }: Pick<ReadContext, 'clock'>): Ticket {
  const state = record.state as TicketState; // the CHECK of the column allows no other
  const vendorsMove = state === 'sent' || state === 'in-configuration';
  return {
    id: record.id,
    mpaId: accountId(record.mpa_id),
    kind: record.kind as TicketKind, // written from TicketKind only
    channel: record.channel as TicketChannel, // the CHECK of the column allows no other
    state,
    createdAt: record.created_at,
    sentAt: record.sent_at,
    ticketNumber: record.ticket_number,
    answerDue: vendorsMove ? record.answer_due : null,
    closedAt: record.closed_at,
    overdue: vendorsMove && isOverdue(record.answer_due, nowText(clock)),
    subject: record.subject,
    sheet: record.sheet as SheetNumber | null, // the CHECK of the column allows 1 to 5
    followUpOf: record.follow_up_of,
    note: record.note,
    rows: record.rows,
  };
}

/** A ticket with its text, files and first rows. @throws AppError NOT_FOUND. */
export function ticketDetail(context: ReadContext, id: number, limit = 100): TicketDetail {
  const { db } = context;
  const record = requireRecord(db, id);
  const ticket = toTicket(record, context);
  return {
    ...ticket,
    ...recipientsOf(record),
    body: record.body,
    headers: ticketHeaders(ticket.kind, ticket.sheet),
    firstRows: firstTicketRows.all(db, { id, limit }).map((row) => {
      const { key, cells } = toRow(row);
      return { key, cells: [...cells] };
    }),
    files: ticketFiles.all(db, { id }),
    nextStates: [...nextTicketStates(ticket.state)],
  };
}

/** Who a ticket goes to. */
export function recipientsOf({ recipients }: { recipients: string }): { to: string[]; cc: string[] } {
  // Written by draft.ts from the same type.
  return JSON.parse(recipients) as { to: string[]; cc: string[] };
}

/** A row as it is kept. */
export function toStored({ key, cells }: TicketRow): StoredRow {
  return { row_key: key, cells: JSON.stringify(cells) };
}

/** A stored row; one without cells is what a follow-up takes back. */
export function toRow({ row_key: key, cells }: StoredRow): TicketRow {
  // Written by draft.ts from a list of texts.
  return { key, cells: JSON.parse(cells) as string[] };
}
