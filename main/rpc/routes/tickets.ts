import { toRpcError } from '../errors.ts';
import { job, onThisComputer, read, write } from '../handlers.ts';
import { os } from '../implementer.ts';

export const ticketRoutes = {
  plans: os.tickets.plans.handler(read('tickets.plans')),
  list: os.tickets.list.handler(read('tickets.list')),
  get: os.tickets.get.handler(read('tickets.get')),
  preview: os.tickets.preview.handler(read('tickets.preview')),
  draft: os.tickets.draft.handler(write('tickets.draft')),
  followUp: os.tickets.followUp.handler(write('tickets.followUp')),
  setText: os.tickets.setText.handler(write('tickets.setText')),
  /**
   * Files are written by a job, which only reads the ledger; that they were written is a change of its own. Of a ticket that was
   * sent nothing is kept, so its files can be had while another program writes; those of a draft are not written in vain.
   */
  save: os.tickets.save.handler(async function* (call) {
    const { core, log } = call.context;
    onThisComputer(call.context, call.input.folder);
    try {
      const { state } = await core.read('tickets.get', { id: call.input.id, limit: 1 });
      if (state === 'draft') await core.openForWriting();
      const { content, ...saved } = yield* job('tickets.save')(call);
      if (saved.ticket.state !== 'draft') return saved;
      const files = saved.files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes }));
      const ticket = await core.write('tickets.recordFiles', { id: saved.ticket.id, files, content });
      return { ...saved, ticket };
    } catch (error) {
      throw toRpcError(error, log);
    }
  }),
  files: os.tickets.files.handler(async function* (call) {
    const { core, log } = call.context;
    try {
      const { state } = await core.read('tickets.get', { id: call.input.id, limit: 1 });
      if (state === 'draft') await core.openForWriting();
      const { content, saved, ...made } = yield* job('tickets.files')(call);
      if (made.ticket.state !== 'draft') return made;
      const files = saved.map(({ name, sha256, bytes }) => ({ name, sha256, bytes }));
      return { ...made, ticket: await core.write('tickets.recordFiles', { id: made.ticket.id, files, content }) };
    } catch (error) {
      throw toRpcError(error, log);
    }
  }),
  markSent: os.tickets.markSent.handler(write('tickets.markSent')),
  setState: os.tickets.setState.handler(write('tickets.setState')),
  setNumber: os.tickets.setNumber.handler(write('tickets.setNumber')),
  setNote: os.tickets.setNote.handler(write('tickets.setNote')),
  changes: os.tickets.changes.handler(job('tickets.changes')),
  remove: os.tickets.remove.handler(write('tickets.remove')),
};
