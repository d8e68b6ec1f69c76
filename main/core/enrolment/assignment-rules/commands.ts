import { applyRules, previewRules } from './apply.ts';
import { addRule, listRules, moveRule, removeRule, setRule } from './service.ts';

export const assignmentRuleReads = { 'assignmentRules.list': listRules };

export const assignmentRuleJobs = { 'assignmentRules.preview': previewRules };

export const assignmentRuleWrites = {
  'assignmentRules.add': { run: addRule },
  'assignmentRules.set': { run: setRule },
  'assignmentRules.move': { run: moveRule },
  'assignmentRules.remove': { run: removeRule },
  'assignmentRules.apply': { run: applyRules },
};
