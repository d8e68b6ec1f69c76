import { createHash } from 'node:crypto';
import type { StoredRow, TicketRecord } from './repo.ts';

/**
 * What a ticket says, its text, recipients and rows, as one hash: two of them are equal where the same files would be written.
 * Unlike a revision of the ledger it does not change with what is none of the ticket's business, and comes back by undo.
 */
export function ticketContentHash(
  { recipients, subject, body, sheet }: Pick<TicketRecord, 'recipients' | 'subject' | 'body' | 'sheet'>,
  rows: Iterable<StoredRow>,
): string {
  const hash = createHash('sha256').update(JSON.stringify([recipients, subject, body, sheet]));
  for (const { row_key: key, cells } of rows) hash.update(JSON.stringify([key, cells]));
  return hash.digest('hex');
}
