import type { LedgerProcedures } from '../../runtime/procedure.ts';
import { applyRules, previewRules } from './apply.ts';
import { addRule, listRules, moveRule, removeRule, setRule, settableOfRule } from './service.ts';

export const assignmentRules = {
  list: listRules,
  preview: previewRules,
  add: addRule,
  set: { run: setRule, now: settableOfRule },
  move: moveRule,
  remove: removeRule,
  apply: applyRules,
} satisfies LedgerProcedures<'assignmentRules'>;
