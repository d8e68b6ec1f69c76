import type { IdOrKind, Ticket } from '../../../../shared/contract/tickets.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { SheetNumber } from '../../../../shared/domain/sheets.ts';
import type { TicketChannel, TicketKind } from '../../../../shared/domain/ticket.ts';
import type { ReadContext } from '../../ledger/context.ts';
import { presentDraft } from './draft.ts';
import { ticketRows } from './repo.ts';
import type { StoredRow, TicketSaid } from './repo.ts';
import { requireRecord, toStored, toTicket } from './to-ticket.ts';

/** All that the files of a ticket are made of. */
export interface TicketContents {
  /** Null of a draft that is still to be made. */
  readonly ticket: Ticket | null;
  readonly kind: TicketKind;
  readonly mpaId: AccountId;
  readonly channel: TicketChannel;
  readonly sheet: SheetNumber | null;
  readonly said: TicketSaid;
  readonly createdAt: string;
  readonly rowCount: number;
  readonly rows: () => Iterable<StoredRow>;
}

/** What a ticket keeps, or what the draft of a kind would say as the ledger stands. @throws AppError NOT_FOUND. */
export function contentsOf(context: ReadContext, of: IdOrKind): TicketContents {
  return 'id' in of ? keptContents(context, of.id) : presentContents(context, of);
}

function keptContents(context: ReadContext, id: number): TicketContents {
  const { db } = context;
  const record = requireRecord(db, id);
  const ticket = toTicket(record, context);
  const { recipients, subject, body, sheet } = record;
  const { kind, mpaId, channel, createdAt, rows: rowCount } = ticket;
  const said = { recipients, subject, body, sheet };
  const rows = (): Iterable<StoredRow> => ticketRows.iterate(db, { id });
  return { ticket, kind, mpaId, channel, sheet: ticket.sheet, said, createdAt, rowCount, rows };
}

function presentContents(context: ReadContext, of: Exclude<IdOrKind, { id: number }>): TicketContents {
  const { mpa, kind, plan, said, rows, createdAt } = presentDraft(context, of);
  const { channel, sheet } = plan;
  const stored = rows.map(toStored);
  return {
    ticket: null,
    kind,
    mpaId: mpa.id,
    channel,
    sheet,
    said,
    createdAt,
    rowCount: stored.length,
    rows: () => stored,
  };
}
