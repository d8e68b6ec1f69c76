import { createHash } from 'node:crypto';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { ticketRows } from './repo.ts';
import type { TicketRecord } from './repo.ts';

/**
 * What a ticket says, its text, recipients and rows, as one hash: two of them are equal where the same files would be written.
 * Unlike a revision of the ledger it does not change with what is none of the ticket's business, and comes back by undo.
 */
export function ticketContentHash(
  db: ReadDb,
  { id, recipients, subject, body, sheet }: Pick<TicketRecord, 'id' | 'recipients' | 'subject' | 'body' | 'sheet'>,
): string {
  const hash = createHash('sha256').update(JSON.stringify([recipients, subject, body, sheet]));
  for (const { row_key: key, cells } of ticketRows.iterate(db, { id })) hash.update(JSON.stringify([key, cells]));
  return hash.digest('hex');
}
