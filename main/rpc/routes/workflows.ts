import { read, write } from '../handlers.ts';
import { os } from '../implementer.ts';

export const workflowRoutes = {
  list: os.workflows.list.handler(read('workflows.list')),
  get: os.workflows.get.handler(read('workflows.get')),
  add: os.workflows.add.handler(write('workflows.add')),
  rename: os.workflows.rename.handler(write('workflows.rename')),
  setNote: os.workflows.setNote.handler(write('workflows.setNote')),
  setRules: os.workflows.setRules.handler(write('workflows.setRules')),
  addRule: os.workflows.addRule.handler(write('workflows.addRule')),
  moveRule: os.workflows.moveRule.handler(write('workflows.moveRule')),
  removeRule: os.workflows.removeRule.handler(write('workflows.removeRule')),
  replaceRule: os.workflows.replaceRule.handler(write('workflows.replaceRule')),
  duplicate: os.workflows.duplicate.handler(write('workflows.duplicate')),
  copy: os.workflows.copy.handler(write('workflows.copy')),
  remove: os.workflows.remove.handler(write('workflows.remove')),
};
