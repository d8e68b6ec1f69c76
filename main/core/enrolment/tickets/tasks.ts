import type { WrittenTicket } from '../../../../shared/contract/own-procedures.ts';
import type { IdOrKind, SavedTicketFile, Ticket } from '../../../../shared/contract/tickets.ts';
import type { TaskProcedures } from '../../runtime/procedure.ts';
import type { TaskContext } from '../../runtime/task.ts';

/**
 * Files are written by a job, which only reads the ledger; that they were written is one change after it, which also makes the draft where
 * a kind is named. Of a ticket that was sent nothing is kept, so its files can be had while another program writes; those of a draft are
 * not written in vain.
 */
export const ticketTasks = {
  save: async (task, { folder, format, overwrite, force, ...of }) => {
    await openForDraft(task, of);
    const { written, files, check } = await task.job('tickets.writeFiles', { of, folder, format, overwrite, force });
    return { ticket: await record(task, of, written, files), files, check };
  },
  files: async (task, { format, force, ...of }) => {
    await openForDraft(task, of);
    const { written, saved, files, check } = await task.job('tickets.fileBytes', { of, format, force });
    return { ticket: await record(task, of, written, saved), files, check };
  },
} satisfies TaskProcedures<'tickets'>;

async function openForDraft(task: TaskContext, of: IdOrKind): Promise<void> {
  const isDraft = 'id' in of ? (await task.read('tickets.get', { id: of.id, limit: 1 })).state === 'draft' : true;
  if (isDraft) await task.openForWriting();
}

async function record(
  task: TaskContext,
  of: IdOrKind,
  written: WrittenTicket,
  files: readonly SavedTicketFile[],
): Promise<Ticket> {
  if (written.ticket !== null && written.ticket.state !== 'draft') return written.ticket;
  const kept = files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes }));
  return (await task.write('tickets.recordFiles', { of, files: kept, written })).value;
}
