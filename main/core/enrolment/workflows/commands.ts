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

export const workflowReads = { 'workflows.list': listWorkflows, 'workflows.get': getWorkflow };

export const workflowWrites = {
  'workflows.add': { run: addWorkflow },
  'workflows.rename': { run: renameWorkflow },
  'workflows.setNote': { run: setWorkflowNote },
  'workflows.setRules': { run: setWorkflowRules },
  'workflows.addRule': { run: addWorkflowRule },
  'workflows.moveRule': { run: moveWorkflowRule },
  'workflows.removeRule': { run: removeWorkflowRule },
  'workflows.replaceRule': { run: replaceWorkflowRule },
  'workflows.duplicate': { run: duplicateWorkflow },
  'workflows.copy': { run: copyWorkflow },
  'workflows.remove': { run: removeWorkflow },
};
