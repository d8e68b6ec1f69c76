import { z } from 'zod';
import { accountSelectionSchema, namedSchema, revisionSchema } from './accounts.ts';
import { accountIdSchema, edit, read, write } from './base.ts';

/** A named group of accounts, usually one customer (docs/procedure.md: 'Words'). */
export const subsetSchema = z.object({
  id: z.int(),
  mpaId: accountIdSchema,
  name: z.string(),
  note: z.string(),
  workflow: namedSchema.nullable(),
  endCustomer: namedSchema.nullable(),
});

/** A subset in the list, with how many accounts it has and how many of them are suspended. */
export const subsetSummarySchema = subsetSchema.extend({ accounts: z.int(), suspended: z.int() });

const id = z.int();
const ids = z.array(z.int()).min(1).max(10_000);
const name = z.string().max(500);
const note = z.string().max(2000);

/** A subset's workflow or end customer by its id, or those that have none; absent: it does not matter. */
const idOrNone = z
  .union([z.int(), z.literal('none')])
  .nullable()
  .default(null);

/** Which subsets of a payer account are meant; every condition given must hold. */
export const subsetFilterSchema = z.strictObject({
  /** Contained in the name, in any case. */
  text: z.string().max(200).nullable().default(null),
  workflowId: idOrNone,
  endCustomerId: idOrNone,
  /** Only those with accounts (true) or without any (false). */
  hasAccounts: z.boolean().nullable().default(null),
});

/** Subsets by their ids or by a filter over the whole set. */
export const subsetSelectionSchema = z.union([z.strictObject({ ids }), z.strictObject({ filter: subsetFilterSchema })]);

export const addSubsetInput = z.object({
  mpaId: accountIdSchema,
  name,
  note: note.default(''),
  workflowId: id.nullable().default(null),
  endCustomerId: id.nullable().default(null),
});

export const mergeSubsetsInput = z.object({
  /** The subset that stays. */
  into: id,
  /** The subsets that go; all of the same payer account. */
  from: ids,
  /** Which workflow the merged subset has; must be said when they have different ones. */
  workflowId: id.nullable().optional(),
  /** Which end customer the merged subset has; must be said when they have different ones. */
  endCustomerId: id.nullable().optional(),
});

/** What a merge would do. A conflict has to be decided before it can be done. */
export const mergePreviewSchema = z.object({
  revision: z.int(),
  into: namedSchema,
  /** The subsets that go, with the accounts that move out of each. */
  from: z.array(namedSchema.extend({ accounts: z.int() })),
  moves: z.int(),
  /** How many accounts the merged subset would have. */
  accounts: z.int(),
  /** How many assignment rules would fill the merged subset instead. */
  rules: z.int(),
  /** What the merged subset would have; null also while a conflict is open. */
  workflow: namedSchema.nullable(),
  endCustomer: namedSchema.nullable(),
  /** The different ones to choose from; empty where there is nothing to decide. */
  workflowConflict: z.array(namedSchema),
  endCustomerConflict: z.array(namedSchema),
});

export const splitSubsetInput = z.object({
  id,
  /** Which of its accounts go into the new subset. */
  accounts: accountSelectionSchema,
  name,
  keepWorkflow: z.boolean().default(true),
  keepEndCustomer: z.boolean().default(false),
});

export const removeSubsetsInput = z.object({
  ids,
  /** Takes along the assignment rules that fill them; without it such subsets are refused. */
  force: z.boolean().default(false),
});

const ruleOfSubset = z.object({ id: z.int(), position: z.int(), text: z.string(), subset: namedSchema });

export const linkWorkflowInput = z.object({
  mpaId: accountIdSchema,
  subsets: subsetSelectionSchema,
  workflowId: id.nullable(),
});
export const linkEndCustomerInput = z.object({
  mpaId: accountIdSchema,
  subsets: subsetSelectionSchema,
  endCustomerId: id.nullable(),
});
const linked = z.object({ changed: z.int(), unchanged: z.int() });

/** Subsets: `subsets list|add|rename|merge|split|remove`, and which workflow and end customer each has. */
export const subsets = {
  list: read(
    z.object({ mpaId: accountIdSchema, filter: subsetFilterSchema.prefault({}) }),
    z.array(subsetSummarySchema),
  ),
  get: read(z.object({ id }), subsetSummarySchema),
  add: write(addSubsetInput, subsetSchema),
  rename: edit(z.object({ id, name }), subsetSchema),
  setNote: edit(z.object({ id, note }), subsetSchema),
  previewMerge: read(mergeSubsetsInput, mergePreviewSchema),
  merge: write(
    mergeSubsetsInput.extend({ revision: revisionSchema }),
    z.object({ subset: subsetSchema, moved: z.int(), merged: z.int(), rules: z.int() }),
  ),
  previewSplit: read(
    splitSubsetInput.omit({ name: true, keepWorkflow: true, keepEndCustomer: true }),
    z.object({ revision: z.int(), moves: z.int(), stays: z.int() }),
  ),
  split: write(
    splitSubsetInput.extend({ revision: revisionSchema }),
    z.object({ subset: subsetSchema, moved: z.int(), stayed: z.int() }),
  ),
  previewRemove: read(
    z.object({ ids }),
    z.object({ revision: z.int(), accounts: z.int(), rules: z.array(ruleOfSubset) }),
  ),
  remove: write(
    removeSubsetsInput.extend({ revision: revisionSchema }),
    z.object({ removed: z.int(), unassigned: z.int(), rules: z.int() }),
  ),
  setWorkflow: write(linkWorkflowInput, linked),
  setEndCustomer: write(linkEndCustomerInput, linked),
};

export type Subset = z.infer<typeof subsetSchema>;
export type SubsetSummary = z.infer<typeof subsetSummarySchema>;
export type SubsetFilter = z.infer<typeof subsetFilterSchema>;
export type SubsetSelection = z.infer<typeof subsetSelectionSchema>;
export type AddSubsetInput = z.infer<typeof addSubsetInput>;
export type MergeSubsetsInput = z.infer<typeof mergeSubsetsInput>;
export type MergePreview = z.infer<typeof mergePreviewSchema>;
export type SplitSubsetInput = z.infer<typeof splitSubsetInput>;
export type RemoveSubsetsInput = z.infer<typeof removeSubsetsInput>;
export type RuleOfSubset = z.infer<typeof ruleOfSubset>;
export type LinkWorkflowInput = z.infer<typeof linkWorkflowInput>;
export type LinkEndCustomerInput = z.infer<typeof linkEndCustomerInput>;
