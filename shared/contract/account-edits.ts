import { z } from 'zod';
import { accountIdSchema } from './base.ts';

/** The fields of an account that are edited in the sheet; a subset by its name. */
export const editFieldSchema = z.enum(['name', 'email', 'status', 'note', 'subset']);

/** What was typed or pasted; null or nothing but spaces: none. Texts of any kind are taken, so that what is wrong can be told. */
const typed = z.string().max(10_000).nullable().optional();

/** New values for some fields of one account; a field that is absent stays. */
export const accountEditSchema = z.strictObject({
  id: accountIdSchema,
  fields: z.strictObject({ name: typed, email: typed, status: typed, note: typed, subset: typed }),
});

export const accountEditsInput = z.object({
  mpaId: accountIdSchema,
  /** Of two edits of the same field of an account the later one counts. */
  edits: z.array(accountEditSchema).min(1).max(20_000),
});

export const previewEditsInput = accountEditsInput.extend({
  /** How many of the accounts that change are listed. */
  limit: z.int().min(1).max(20_000).default(1000),
});

export const applyEditsInput = accountEditsInput.extend({
  /** Whether subsets that are named and not there are made. */
  createSubsets: z.boolean().default(false),
  /** As the preview gave it; null: whatever the ledger is like now. */
  revision: z.int().nullable().default(null),
});

const fieldEditSchema = z.object({
  field: editFieldSchema,
  from: z.string().nullable(),
  to: z.string().nullable(),
});

/** A value that can't be taken. */
export const invalidEditSchema = z.object({
  id: accountIdSchema,
  field: editFieldSchema,
  value: z.string(),
  reason: z.string(),
  remedy: z.string(),
});

/** What edits would do. Those that can't be done as a whole have unknown or foreign accounts, or invalid values. */
export const editsPreviewSchema = z.object({
  revision: z.int(),
  /** Accounts of the edits that the payer account has: those that change and those that stay. */
  found: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** How many of the changed ones go into another subset, or into none. */
  moved: z.int(),
  changes: z.array(z.object({ id: accountIdSchema, name: z.string(), changes: z.array(fieldEditSchema) })),
  /** IDs that the ledger does not have. */
  unknown: z.array(accountIdSchema),
  /** Accounts of other payer accounts. */
  foreign: z.array(z.object({ id: accountIdSchema, mpaId: accountIdSchema })),
  /** Names of subsets that are not there, with how many accounts would go into each. */
  newSubsets: z.array(z.object({ name: z.string(), accounts: z.int() })),
  invalid: z.array(invalidEditSchema),
});

export const editsResultSchema = z.object({
  changed: z.int(),
  unchanged: z.int(),
  moved: z.int(),
  subsetsAdded: z.int(),
});

export type EditField = z.infer<typeof editFieldSchema>;
export type AccountEdit = z.infer<typeof accountEditSchema>;
export type PreviewEditsInput = z.infer<typeof previewEditsInput>;
export type ApplyEditsInput = z.infer<typeof applyEditsInput>;
export type EditsPreview = z.infer<typeof editsPreviewSchema>;
export type EditsResult = z.infer<typeof editsResultSchema>;
export type FieldEdit = z.infer<typeof fieldEditSchema>;
export type InvalidEdit = z.infer<typeof invalidEditSchema>;
