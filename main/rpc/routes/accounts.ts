import { job, longWrite, read, write } from '../handlers.ts';
import { os } from '../implementer.ts';

export const accountRoutes = {
  page: os.accounts.page.handler(read('accounts.page')),
  count: os.accounts.count.handler(read('accounts.count')),
  values: os.accounts.values.handler(read('accounts.values')),
  spread: os.accounts.spread.handler(read('accounts.spread')),
  get: os.accounts.get.handler(read('accounts.get')),
  previewAssign: os.accounts.previewAssign.handler(read('accounts.previewAssign')),
  add: os.accounts.add.handler(write('accounts.add')),
  set: os.accounts.set.handler(write('accounts.set')),
  remove: os.accounts.remove.handler(write('accounts.remove')),
  assign: os.accounts.assign.handler(write('accounts.assign')),
  previewEdits: os.accounts.previewEdits.handler(job('accounts.previewEdits')),
  applyEdits: os.accounts.applyEdits.handler(longWrite('accounts.applyEdits')),
};
