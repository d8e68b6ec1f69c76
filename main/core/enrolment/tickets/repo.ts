import { change, select } from '../../sqlite/sqlite.ts';

/** A ticket's row with how many rows it says. */
export interface TicketRecord {
  id: number;
  mpa_id: string;
  kind: string;
  channel: string;
  state: string;
  created_at: string;
  sent_at: string | null;
  ticket_number: string | null;
  answer_due: string | null;
  closed_at: string | null;
  /** JSON: { to, cc }. */
  recipients: string;
  subject: string;
  body: string;
  sheet: number | null;
  follow_up_of: number | null;
  note: string;
  rows: number;
}

/** What a ticket says besides its rows, as it is kept. */
export interface TicketSaid extends Record<string, string | number | null> {
  /** JSON: { to, cc }. */
  recipients: string;
  subject: string;
  body: string;
  sheet: number | null;
}

export interface StoredRow {
  row_key: string;
  /** JSON list; empty for what a follow-up takes back. */
  cells: string;
}

const COLUMNS = `t.id, t.mpa_id, t.kind, t.channel, t.state, t.created_at, t.sent_at, t.ticket_number, t.answer_due,
  t.closed_at, t.recipients, t.subject, t.body, t.sheet, t.follow_up_of, t.note,
  (SELECT count(*) FROM ticket_row r WHERE r.ticket_id = t.id) AS rows`;

export const ticketById = select<{ id: number }, TicketRecord>(`SELECT ${COLUMNS} FROM ticket t WHERE t.id = @id`);
export const ticketsOfMpa = select<{ mpaId: string }, TicketRecord>(
  `SELECT ${COLUMNS} FROM ticket t WHERE t.mpa_id = @mpaId ORDER BY t.id DESC`,
);
export const draftOf = select<
  { mpaId: string; kind: string; channel: string; followUpOf: number | null },
  { id: number; created_at: string }
>(
  `SELECT id, created_at FROM ticket WHERE mpa_id = @mpaId AND kind = @kind AND channel = @channel AND state = 'draft'
     AND follow_up_of IS @followUpOf ORDER BY id DESC LIMIT 1`,
);
/** The follow-ups of a ticket that the vendor has and has not turned down, in the order in which they were sent. */
export const sentFollowUps = select<{ id: number }, { id: number }>(
  `SELECT id FROM ticket WHERE follow_up_of = @id AND state NOT IN ('draft', 'rejected') ORDER BY sent_at, id`,
);
/**
 * The audit event by which a ticket came to say what it says: its draft was made, or made anew, and that was not taken back. A text
 * changed by hand is none. The keys of its rows lie between `from` and `to`.
 */
export const contentEvent = select<{ key: string; from: string; to: string }, { event: number | null }>(
  `SELECT max(e.id) AS event FROM (
     SELECT id, operation_id FROM audit_event WHERE entity = 'ticket_row' AND key > @from AND key < @to AND after IS NOT NULL
     UNION ALL SELECT id, operation_id FROM audit_event WHERE entity = 'ticket' AND key = @key
       AND (before IS NULL OR before ->> 'body' IS NOT after ->> 'body')
   ) e JOIN operation o ON o.id = e.operation_id
   WHERE o.kind = 'do' AND o.state = 'done' AND o.command <> 'tickets.setText'`,
);

export const insertTicket = change<
  TicketSaid & { mpaId: string; kind: string; channel: string; createdAt: string; followUpOf: number | null }
>(
  `INSERT INTO ticket (mpa_id, kind, channel, state, created_at, recipients, subject, body, sheet, follow_up_of)
   VALUES (@mpaId, @kind, @channel, 'draft', @createdAt, @recipients, @subject, @body, @sheet, @followUpOf)`,
);
export const updateTicketText = change<TicketSaid & { id: number }>(
  `UPDATE ticket SET recipients = @recipients, subject = @subject, body = @body, sheet = @sheet WHERE id = @id`,
);
export const updateTicketState = change<{
  id: number;
  state: string;
  sentAt: string | null;
  ticketNumber: string | null;
  answerDue: string | null;
  closedAt: string | null;
  note: string;
}>(
  `UPDATE ticket SET state = @state, sent_at = @sentAt, ticket_number = @ticketNumber, answer_due = @answerDue,
     closed_at = @closedAt, note = @note WHERE id = @id`,
);
export const deleteTicket = change<{ id: number }>(`DELETE FROM ticket WHERE id = @id`);

export const ticketRows = select<{ id: number }, StoredRow>(
  `SELECT row_key, cells FROM ticket_row WHERE ticket_id = @id ORDER BY position`,
);
export const firstTicketRows = select<{ id: number; limit: number }, StoredRow>(
  `SELECT row_key, cells FROM ticket_row WHERE ticket_id = @id ORDER BY position LIMIT @limit`,
);
export const insertTicketRow = change<{ id: number; position: number; key: string; cells: string }>(
  `INSERT INTO ticket_row (ticket_id, position, row_key, cells) VALUES (@id, @position, @key, @cells)`,
);
export const deleteTicketRows = change<{ id: number }>(`DELETE FROM ticket_row WHERE ticket_id = @id`);

export const ticketFiles = select<{ id: number }, { name: string; sha256: string; bytes: number }>(
  `SELECT name, sha256, bytes FROM ticket_file WHERE ticket_id = @id ORDER BY name`,
);
export const putTicketFile = change<{ id: number; name: string; sha256: string; bytes: number }>(
  `INSERT INTO ticket_file (ticket_id, name, sha256, bytes) VALUES (@id, @name, @sha256, @bytes)
   ON CONFLICT (ticket_id, name) DO UPDATE SET sha256 = excluded.sha256, bytes = excluded.bytes`,
);
export const deleteTicketFiles = change<{ id: number }>(`DELETE FROM ticket_file WHERE ticket_id = @id`);
