import { z } from 'zod';
import { SEVERITIES } from '../domain/finding.ts';
import { workflowRuleSchema, workflowRulesSchema } from '../domain/workflow-rule.ts';
import { accountIdSchema, edit, read, write } from './base.ts';

const id = z.int();
const name = z.string().max(500);
const note = z.string().max(2000);
/** A rule's place in the list, from 1. */
const position = z.int().min(1).max(200);
const findingCounts = z.object({ error: z.int(), warning: z.int(), hint: z.int() });

/** A billing workflow: a named, ordered list of billing rules (docs/procedure.md: 'Words'). */
export const workflowSchema = z.object({
  id,
  mpaId: accountIdSchema,
  name: z.string(),
  note: z.string(),
  rules: workflowRulesSchema,
});

/** A workflow in the list: how long it is, where it is used, what its checks found. */
export const workflowSummarySchema = workflowSchema
  .omit({ rules: true })
  .extend({ rules: z.int(), subsets: z.int(), accounts: z.int(), findings: findingCounts });

/** What the checks of one workflow found; positions count from 1. */
export const workflowFindingSchema = z.object({
  code: z.string(),
  severity: z.enum(SEVERITIES),
  position: z.int().nullable(),
  otherPosition: z.int().nullable(),
  sentence: z.string(),
  remedy: z.string(),
});

/** A workflow with its text as the vendor reads it, what its checks found, and the subsets that have it. */
export const workflowDetailSchema = workflowSchema.extend({
  text: z.string(),
  /** Each rule's sentence, in order. */
  sentences: z.array(z.string()),
  findings: z.array(workflowFindingSchema),
  usedBy: z.array(z.object({ id: z.int(), name: z.string(), accounts: z.int() })),
});

export const addWorkflowInput = z.object({
  mpaId: accountIdSchema,
  name,
  rules: workflowRulesSchema.default([]),
  note: note.default(''),
});

/** Billing workflows: `workflows list|show|add|rename|set|add-rule|move-rule|remove-rule|replace-rule|duplicate|copy|remove`. */
export const workflows = {
  list: read(z.object({ mpaId: accountIdSchema }), z.array(workflowSummarySchema)),
  get: read(z.object({ id }), workflowDetailSchema),
  add: write(addWorkflowInput, workflowDetailSchema),
  rename: edit(z.object({ id, name }), workflowDetailSchema),
  setNote: edit(z.object({ id, note }), workflowDetailSchema),
  setRules: edit(z.object({ id, rules: workflowRulesSchema }), workflowDetailSchema),
  /** Puts a rule in at a place; without one, at the end. */
  addRule: write(
    z.object({ id, rule: workflowRuleSchema, position: position.nullable().default(null) }),
    workflowDetailSchema,
  ),
  /** Takes the rule at `from` out and puts it in so that it stands at `to`. */
  moveRule: write(z.object({ id, from: position, to: position }), workflowDetailSchema),
  removeRule: write(z.object({ id, position }), workflowDetailSchema),
  replaceRule: write(z.object({ id, position, rule: workflowRuleSchema }), workflowDetailSchema),
  /** A copy within the payer account; without a name, 'Name (copy)'. */
  duplicate: write(z.object({ id, name: name.nullable().default(null) }), workflowDetailSchema),
  /** A copy for another payer account; account IDs in its rules stay as they are and are checked there. */
  copy: write(z.object({ id, mpaId: accountIdSchema, name: name.nullable().default(null) }), workflowDetailSchema),
  /** A workflow that subsets have is only removed when `force` takes it off them. */
  remove: write(
    z.object({ id, force: z.boolean().default(false) }),
    z.object({ workflow: workflowSchema, subsets: z.int() }),
  ),
};

export type BillingWorkflow = z.infer<typeof workflowSchema>;
export type WorkflowSummary = z.infer<typeof workflowSummarySchema>;
export type WorkflowDetail = z.infer<typeof workflowDetailSchema>;
export type AddWorkflowInput = z.infer<typeof addWorkflowInput>;
