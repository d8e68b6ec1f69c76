import { job, longWrite, read, write } from '../handlers.ts';
import { os } from '../implementer.ts';

export const assignmentRuleRoutes = {
  list: os.assignmentRules.list.handler(read('assignmentRules.list')),
  add: os.assignmentRules.add.handler(write('assignmentRules.add')),
  set: os.assignmentRules.set.handler(write('assignmentRules.set')),
  move: os.assignmentRules.move.handler(write('assignmentRules.move')),
  remove: os.assignmentRules.remove.handler(write('assignmentRules.remove')),
  preview: os.assignmentRules.preview.handler(job('assignmentRules.preview')),
  apply: os.assignmentRules.apply.handler(longWrite('assignmentRules.apply')),
};
