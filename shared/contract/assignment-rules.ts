import { z } from 'zod';
import { assignmentConditionSchema } from '../domain/assignment-rule.ts';
import { namedSchema, revisionSchema, subsetTargetSchema } from './accounts.ts';
import { accountIdSchema, edit, job, longWrite, read, write } from './base.ts';

/** A rule that puts accounts into a subset. Rules are asked in order; the first that fits wins. */
export const assignmentRuleSchema = assignmentConditionSchema.extend({
  id: z.int(),
  mpaId: accountIdSchema,
  /** Its place in the order, from 1. */
  position: z.int(),
  subset: namedSchema,
  /** The condition as a person reads it: `name starts with "prod-"`. */
  text: z.string(),
});

const place = z.int().min(1);

export const addRuleInput = assignmentConditionSchema.extend({
  mpaId: accountIdSchema,
  to: subsetTargetSchema,
  /** Where in the order, from 1; null: last. */
  position: place.nullable().default(null),
});

export const setRuleInput = assignmentConditionSchema.partial().extend({
  id: z.int(),
  to: subsetTargetSchema.optional(),
});

export const applyRulesInput = z.object({
  mpaId: accountIdSchema,
  /** Whether accounts that are in a subset already move to where the rules would have them. */
  includeAssigned: z.boolean().default(false),
});

/** A rule as it is being written, so that it can be seen what it would take. */
export const ruleDraftSchema = assignmentConditionSchema.extend({
  /** The rule that is changed; null: a new one, last in the order. */
  id: z.int().nullable().default(null),
  /** null: a subset that is still to be made. */
  subsetId: z.int().nullable(),
});

export const previewRulesInput = applyRulesInput.extend({
  /** As if this were in the ledger already: the rules with it are those that are asked. */
  draft: ruleDraftSchema.nullable().default(null),
});

const accountRef = z.object({ id: accountIdSchema, name: z.string(), email: z.string() });

/** What the accounts are that one rule fits and no earlier one does. */
export const rulePreviewSchema = z.object({
  rule: assignmentRuleSchema,
  fits: z.int(),
  /** Of these, in no subset now. */
  unassigned: z.int(),
  /** In the rule's subset already. */
  inPlace: z.int(),
  /** In another subset now; they move only when that is asked for. */
  inOther: z.int(),
  /** How many would be put into the rule's subset. */
  takes: z.int(),
  /** The first few of those that would be. */
  sample: z.array(accountRef),
});

export const rulesPreviewSchema = z.object({
  revision: z.int(),
  /** All accounts but the payer account itself, which no rule takes. */
  accounts: z.int(),
  takes: z.int(),
  rules: z.array(rulePreviewSchema),
  /** In no subset, and no rule fits them: they are reported, never guessed. */
  unmatched: z.int(),
  unmatchedSample: z.array(accountRef),
  /** In a subset, though no rule fits them; they stay there. */
  unmatchedAssigned: z.int(),
});

export const appliedRulesSchema = z.object({ assigned: z.int(), moved: z.int(), unmatched: z.int() });

/** Assignment rules: `rules list|add|set|move|remove|preview|apply`. */
export const assignmentRules = {
  list: read(z.object({ mpaId: accountIdSchema }), z.array(assignmentRuleSchema)),
  add: write(addRuleInput, assignmentRuleSchema),
  set: edit(setRuleInput, assignmentRuleSchema),
  move: write(z.object({ id: z.int(), position: place }), assignmentRuleSchema),
  remove: write(z.object({ id: z.int() }), assignmentRuleSchema),
  preview: job(previewRulesInput, rulesPreviewSchema),
  apply: longWrite(applyRulesInput.extend({ revision: revisionSchema }), appliedRulesSchema),
};

export type AssignmentRule = z.infer<typeof assignmentRuleSchema>;
export type AddRuleInput = z.infer<typeof addRuleInput>;
export type SetRuleInput = z.infer<typeof setRuleInput>;
export type ApplyRulesInput = z.infer<typeof applyRulesInput>;
export type PreviewRulesInput = z.infer<typeof previewRulesInput>;
export type RuleDraft = z.infer<typeof ruleDraftSchema>;
export type RulePreview = z.infer<typeof rulePreviewSchema>;
export type RulesPreview = z.infer<typeof rulesPreviewSchema>;
export type AppliedRules = z.infer<typeof appliedRulesSchema>;
