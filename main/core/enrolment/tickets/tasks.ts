import type { TaskProcedures } from '../../runtime/procedure.ts';
import type { TaskContext } from '../../runtime/task.ts';
import type { SavedTicketFile } from '../../../../shared/contract/tickets.ts';

/**
 * Files are written by a job, which only reads the ledger; that they were written is a change of its own. Of a ticket that was
 * sent nothing is kept, so its files can be had while another program writes; those of a draft are not written in vain.
 */
export const ticketTasks = {
  save: async (task, input) => {
    await openForDraft(task, input.id);
    const { content, ...saved } = await task.job('tickets.writeFiles', input);
    if (saved.ticket.state !== 'draft') return saved;
    const ticket = await recordFiles(task, saved.ticket.id, saved.files, content);
    return { ...saved, ticket };
  },
  files: async (task, input) => {
    await openForDraft(task, input.id);
    const { content, saved, ...made } = await task.job('tickets.fileBytes', input);
    if (made.ticket.state !== 'draft') return made;
    const ticket = await recordFiles(task, made.ticket.id, saved, content);
    return { ...made, ticket };
  },
} satisfies TaskProcedures<'tickets'>;

async function openForDraft(task: TaskContext, id: number): Promise<void> {
  const { state } = await task.read('tickets.get', { id, limit: 1 });
  if (state === 'draft') await task.openForWriting();
}

async function recordFiles(task: TaskContext, id: number, files: readonly SavedTicketFile[], content: string) {
  const kept = files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes }));
  return (await task.write('tickets.recordFiles', { id, files: kept, content })).value;
}
