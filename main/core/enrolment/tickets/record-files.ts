import type { WrittenTicket } from '../../../../shared/contract/own-procedures.ts';
import type { IdOrKind, Ticket, TicketFile } from '../../../../shared/contract/tickets.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { WriteContext } from '../../ledger/context.ts';
import { ticketContentHash } from './content-hash.ts';
import { presentDraft, saveDraft } from './draft.ts';
import { putTicketFile, ticketRows } from './repo.ts';
import { described } from './service.ts';
import { requireRecord, toTicket } from './to-ticket.ts';

/**
 * Remembers the files that were written of a draft: what is sent is then known by its hashes. A sheet may be there in both
 * formats; the mail draft is the last one written. Of a ticket that was sent nothing is changed. Where a kind is named, its draft is made by
 * the same operation.
 * @param input.written what the ticket said when the files were written.
 * @throws AppError NOT_FOUND, CONFLICT (it has come to say something else since).
 */
export function recordTicketFiles(
  context: WriteContext,
  { of, files, written }: { of: IdOrKind; files: TicketFile[]; written: WrittenTicket },
): Ticket {
  const { db } = context;
  const { createdAt } = written;
  const id = 'id' in of ? of.id : saveDraft(context, { ...presentDraft(context, of), createdAt });
  const record = requireRecord(db, id);
  const content = ticketContentHash(record, ticketRows.iterate(db, { id }));
  if (content !== written.content || record.created_at !== createdAt) {
    throw new AppError(
      'CONFLICT',
      `Ticket ${id} was changed while its files were written: they have its former text. Write them again, over these.`,
      { id },
    );
  }
  if (record.state !== 'draft') return toTicket(record, context);
  for (const { name, sha256, bytes } of files) putTicketFile.run(db, { id, name, sha256, bytes });
  described(context, record, 'Wrote the files of');
  return toTicket(record, context);
}
