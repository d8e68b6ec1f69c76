import type { LedgerProcedures } from '../../runtime/procedure.ts';
import {
  addWorkflow,
  addWorkflowRule,
  copyWorkflow,
  duplicateWorkflow,
  getWorkflow,
  listWorkflows,
  moveWorkflowRule,
  removeWorkflow,
  removeWorkflowRule,
  renameWorkflow,
  replaceWorkflowRule,
  setWorkflowNote,
  setWorkflowRules,
} from './service.ts';

export const workflows = {
  list: listWorkflows,
  get: getWorkflow,
  add: addWorkflow,
  rename: { run: renameWorkflow, now: getWorkflow },
  setNote: { run: setWorkflowNote, now: getWorkflow },
  setRules: { run: setWorkflowRules, now: getWorkflow },
  addRule: addWorkflowRule,
  moveRule: moveWorkflowRule,
  removeRule: removeWorkflowRule,
  replaceRule: replaceWorkflowRule,
  duplicate: duplicateWorkflow,
  copy: copyWorkflow,
  remove: removeWorkflow,
} satisfies LedgerProcedures<'workflows'>;
