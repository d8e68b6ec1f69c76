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
  /** Files are written by a job, which only reads the ledger; that they were written is a change of its own. */
  save: os.tickets.save.handler(async function* (call) {
    onThisComputer(call.context);
    const { content, ...saved } = yield* job('tickets.save')(call);
    const files = saved.files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes }));
    try {
      const ticket = await call.context.core.write('tickets.recordFiles', { id: saved.ticket.id, files, content });
      return { ...saved, ticket };
    } catch (error) {
      throw toRpcError(error, call.context.log);
    }
  }),
  markSent: os.tickets.markSent.handler(write('tickets.markSent')),
  setState: os.tickets.setState.handler(write('tickets.setState')),
  setNumber: os.tickets.setNumber.handler(write('tickets.setNumber')),
  setNote: os.tickets.setNote.handler(write('tickets.setNote')),
  changes: os.tickets.changes.handler(job('tickets.changes')),
  remove: os.tickets.remove.handler(write('tickets.remove')),
};
