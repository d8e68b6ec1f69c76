import { z } from 'zod';
import { accountFieldSchema, accountWhereSchema } from './account-where.ts';
import { applyEditsInput, editsPreviewSchema, editsResultSchema, previewEditsInput } from './account-edits.ts';
import { accountIdSchema, edit, job, longWrite, pageSize, read, write } from './base.ts';

/** The states in which AWS Organizations shows an account; null where the ledger has not been told. */
export const accountStatusSchema = z.enum(['ACTIVE', 'SUSPENDED', 'PENDING_ACTIVATION', 'PENDING_CLOSURE', 'CLOSED']);

/** Something of the ledger by its id, with the name that a person knows it by. */
export const namedSchema = z.object({ id: z.int(), name: z.string() });

/** An account of an organization. Its workflow and end customer are those of its subset. */
export const accountSchema = z.object({
  id: accountIdSchema,
  mpaId: accountIdSchema,
  name: z.string(),
  email: z.string(),
  status: accountStatusSchema.nullable(),
  joinedMethod: z.string().nullable(),
  joinedAt: z.string().nullable(),
  note: z.string(),
  subset: namedSchema.nullable(),
  workflow: namedSchema.nullable(),
  endCustomer: namedSchema.nullable(),
});

/** One of a kind by its id, or those that have none; absent: it does not matter. */
const idOrNone = z
  .union([z.int(), z.literal('none')])
  .nullable()
  .default(null);

/** Which accounts of a payer account are meant; every condition given must hold. */
export const accountFilterSchema = z.strictObject({
  /** Contained in the name, the e-mail or the ID, in any case. */
  text: z.string().max(200).nullable().default(null),
  /** `none`: those whose status isn't known. */
  status: accountStatusSchema.or(z.literal('none')).nullable().default(null),
  subsetId: idOrNone,
  workflowId: idOrNone,
  endCustomerId: idOrNone,
  /** The first digits of the ID. */
  idPrefix: z
    .string()
    .regex(/^[0-9]{1,12}$/, 'The beginning of an account ID is 1 to 12 digits')
    .nullable()
    .default(null),
  /** A property filter over every field; it holds besides the others. */
  where: accountWhereSchema.nullable().default(null),
});

/** Accounts by their IDs or by a filter over the whole set. */
export const accountSelectionSchema = z.union([
  z.strictObject({ ids: z.array(accountIdSchema).min(1).max(200_000) }),
  z.strictObject({ filter: accountFilterSchema }),
]);

export const accountSortSchema = z.enum(['id', 'name', 'email', 'status', 'subset', 'workflow', 'joinedAt']);

export const accountPageInput = z.object({
  mpaId: accountIdSchema,
  filter: accountFilterSchema.prefault({}),
  /** Those that have none (status, subset, workflow, joined at) come last in both directions. */
  sort: accountSortSchema.default('id'),
  descending: z.boolean().default(false),
  /** What the page before gave as `next`. */
  cursor: z.string().nullable().default(null),
  limit: pageSize,
});

export const accountValuesInput = z.object({
  mpaId: accountIdSchema,
  field: accountFieldSchema.exclude(['any']),
  /** Contained in the value, in any case. */
  text: z.string().max(200).nullable().default(null),
  limit: z.int().min(1).max(200).default(25),
});

/** A value that accounts have in a field, or null for those that have none, and how many they are. */
export const accountValueSchema = z.object({ value: z.string().nullable(), accounts: z.int() });

/** How many accounts are in a subset, or (null) in none. */
export const subsetShareSchema = z.object({
  subset: namedSchema.nullable(),
  workflow: namedSchema.nullable(),
  accounts: z.int(),
});

const note = z.string().max(2000);
const accountFields = z.object({
  name: z.string().max(500),
  email: z.string().max(320),
  status: accountStatusSchema.nullable(),
  note,
});

export const addAccountInput = accountFields.partial().extend({
  mpaId: accountIdSchema,
  id: accountIdSchema,
  subsetId: z.int().nullable().default(null),
});
export const setAccountInput = accountFields.partial().extend({ id: accountIdSchema });

/** Where accounts are put: a subset that is there, or a new one of this name, which is made by the same change. */
export const subsetTargetSchema = z.union([z.object({ id: z.int() }), z.object({ name: z.string() })]);

export const assignAccountsInput = z.object({
  mpaId: accountIdSchema,
  accounts: accountSelectionSchema,
  /** The subset to put them in; null takes them out of theirs. */
  to: subsetTargetSchema.nullable(),
});

/** What an assignment would do. The accounts found are those that move and those that stay. */
export const assignmentPreviewSchema = z.object({
  /** Bind the assignment to what was shown: give it as `revision`. */
  revision: z.int(),
  /** Without an ID: it is still to be made. */
  subset: z.object({ id: z.int().nullable(), name: z.string() }).nullable(),
  found: z.int(),
  moves: z.int(),
  stays: z.int(),
  /** The other subsets that accounts leave, most accounts first. */
  leaves: z.array(namedSchema.extend({ accounts: z.int() })),
  /** Of a list: IDs that the ledger does not have. An assignment refuses them. */
  unknown: z.array(z.string()),
});

/** A revision as a preview gave it; null: whatever the ledger is like now. */
export const revisionSchema = z.int().nullable().default(null);

/** Accounts: `accounts`, `accounts assign`. */
export const accounts = {
  page: read(accountPageInput, z.object({ rows: z.array(accountSchema), next: z.string().nullable() })),
  /** How many there are in all the pages; a read of its own, so that a page need not wait for it. */
  count: read(
    z.object({ mpaId: accountIdSchema, filter: accountFilterSchema.prefault({}) }),
    z.object({ count: z.int() }),
  ),
  /** What a filter can suggest for a field, most accounts first; of times the days. */
  values: read(accountValuesInput, z.object({ values: z.array(accountValueSchema) })),
  /** How the accounts spread over the subsets that have any, most accounts first; those in none are one of the entries. */
  spread: read(z.object({ mpaId: accountIdSchema }), z.array(subsetShareSchema)),
  get: read(z.object({ id: accountIdSchema }), accountSchema),
  add: write(addAccountInput, accountSchema),
  set: edit(setAccountInput, accountSchema),
  remove: write(z.object({ id: accountIdSchema }), accountSchema),
  previewAssign: read(assignAccountsInput, assignmentPreviewSchema),
  assign: edit(assignAccountsInput.extend({ revision: revisionSchema }), z.object({ moved: z.int(), stayed: z.int() })),
  /** What edits from the sheet would do. */
  previewEdits: job(previewEditsInput, editsPreviewSchema),
  /** Takes them over: all in one operation, or nothing. */
  applyEdits: longWrite(applyEditsInput, editsResultSchema),
};

export type AccountStatus = z.infer<typeof accountStatusSchema>;
export type Account = z.infer<typeof accountSchema>;
export type AccountFilter = z.infer<typeof accountFilterSchema>;
export type AccountSelection = z.infer<typeof accountSelectionSchema>;
export type AccountSort = z.infer<typeof accountSortSchema>;
export type AccountPageInput = z.infer<typeof accountPageInput>;
export type AccountValuesInput = z.infer<typeof accountValuesInput>;
export type AccountValue = z.infer<typeof accountValueSchema>;
export type SubsetShare = z.infer<typeof subsetShareSchema>;
export type AddAccountInput = z.infer<typeof addAccountInput>;
export type SetAccountInput = z.infer<typeof setAccountInput>;
export type SubsetTarget = z.infer<typeof subsetTargetSchema>;
export type AssignAccountsInput = z.infer<typeof assignAccountsInput>;
export type AssignmentPreview = z.infer<typeof assignmentPreviewSchema>;
