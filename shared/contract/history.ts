import { z } from 'zod';
import { accountIdSchema, nothing, pageSize, read, write } from './base.ts';

/** What an operation is: something that was done, the undo or the redo of one, or an observation, which undo passes by. */
const kind = z.enum(['do', 'undo', 'redo', 'observation']);
const json = z.record(z.string(), z.unknown()).nullable();

/** One operation: what was done as a whole, and is undone as a whole. */
export const operationSchema = z.object({
  id: z.int(),
  kind,
  command: z.string(),
  label: z.string(),
  mpaId: z.string().nullable(),
  targetId: z.int().nullable(),
  state: z.enum(['done', 'undone', 'discarded']),
  who: z.string(),
  host: z.string(),
  at: z.string(),
  changes: z.int(),
});

/** One change of one row, with the whole row before and after, and the cell it came from. */
export const changeSchema = z.object({
  id: z.int(),
  operationId: z.int(),
  label: z.string(),
  command: z.string(),
  kind,
  who: z.string(),
  host: z.string(),
  at: z.string(),
  entity: z.string(),
  key: z.string(),
  what: z.enum(['added', 'changed', 'removed']),
  before: json,
  after: json,
  source: json,
});

/** The entities whose history can be asked for, as their tables are named. */
export const historyEntitySchema = z.enum([
  'mpa',
  'account',
  'subset',
  'workflow',
  'end_customer',
  'assignment_rule',
  'enrolment_step',
  'ticket',
  'setting',
]);

const undone = z.object({
  operationId: z.int(),
  label: z.string(),
  command: z.string(),
  mpaId: z.string().nullable(),
  at: z.string(),
  rows: z.int(),
});
/** A row of an operation that can't be put back, and the later operations that stand on it, the newest first. */
export const keptRowSchema = z.object({
  entity: z.string(),
  key: z.string(),
  /** What it is called, where it has a name. */
  name: z.string().nullable(),
  /**
   * `changed`: it is not as the operation left it. `taken`: another row has its place or its name. `referred-to`: others refer to it.
   * `missing`: what it would refer to is gone. `order`: the order of the assignment rules was changed.
   */
  why: z.enum(['changed', 'taken', 'referred-to', 'missing', 'order']),
  by: z.array(z.object({ id: z.int(), label: z.string(), at: z.string() })),
});

/** What is to be chosen where an operation can be reversed in part: the data of the refusal. */
export const revertChoiceSchema = z.object({
  id: z.int(),
  /** How many rows can be put back, of how many. */
  rows: z.int(),
  all: z.int(),
  /** Those that can't be: the first hundred. */
  kept: z.array(keptRowSchema),
  revision: z.int(),
});

const reverted = z.object({
  operationId: z.int(),
  label: z.string(),
  rows: z.int(),
  all: z.int(),
  kept: z.array(keptRowSchema),
});
const pending = z.object({ id: z.int(), label: z.string() }).nullable();

/** What a change may have been about: the first part of its command's name. */
export const HISTORY_AREAS = [
  'mpas',
  'accounts',
  'subsets',
  'assignmentRules',
  'endCustomers',
  'workflows',
  'tickets',
  'steps',
  'imports',
  'settings',
  'aws',
  'savedViews',
  'costData',
] as const;
export type HistoryArea = (typeof HISTORY_AREAS)[number];

/** How a change stands: in force, taken back, itself a step back or forth again, or no change of a person's but what was seen in AWS. */
export const HISTORY_STANDINGS = ['in-force', 'taken-back', 'reversal', 'observation'] as const;
export type HistoryStanding = (typeof HISTORY_STANDINGS)[number];

/** Which operations are asked for; what is null does not matter. */
export const historyFilterSchema = z.object({
  mpaId: accountIdSchema.nullable().default(null),
  /** Who did it, to the letter. */
  who: z.string().nullable().default(null),
  area: z.enum(HISTORY_AREAS).nullable().default(null),
  standing: z.enum(HISTORY_STANDINGS).nullable().default(null),
  /** From then on, and before then; ISO 8601 UTC. */
  from: z.string().nullable().default(null),
  to: z.string().nullable().default(null),
  /** Those that are newer than this one. */
  since: z.int().nullable().default(null),
  /** In the words that say what was done (A to Z in either case), or the whole key of a changed row: an account ID. */
  text: z.string().max(200).nullable().default(null),
});

/** Which change is meant: one that was shown to a person. Null: whichever it is. */
const expected = z.object({ expect: z.int().nullable().default(null) }).prefault({});

/** The audit log and the ways back: `history`, `history revert`, `undo`, `redo`. */
export const history = {
  /** Newest first; `before` is the last id of the page before. */
  list: read(
    historyFilterSchema.extend({ before: z.int().nullable().default(null), limit: pageSize }),
    z.array(operationSchema),
  ),
  count: read(historyFilterSchema, z.object({ operations: z.int() })),
  /** Everybody who has changed something, by name. */
  people: read(nothing, z.array(z.string())),
  get: read(
    z.object({ id: z.int(), after: z.int().default(0), limit: pageSize }),
    z.object({ operation: operationSchema, changes: z.array(changeSchema) }),
  ),
  of: read(
    z.object({
      entity: historyEntitySchema,
      key: z.string(),
      before: z.int().nullable().default(null),
      limit: pageSize,
    }),
    z.array(changeSchema),
  ),
  pending: read(nothing, z.object({ undo: pending, redo: pending })),
  /** Takes back the newest change. `expect`: that one and no other; refused with CONFLICT where something else was changed since. */
  undo: write(expected, undone),
  /** Takes back a change, and before it every newer one that stands, all or none. `expect`: the newest of them. */
  undoTo: write(
    z.object({ id: z.int(), expect: z.int().nullable().default(null) }),
    z.object({ undone: z.array(undone) }),
  ),
  /** Brings back the change that was taken back last. `expect` as of `undo`. */
  redo: write(expected, undone),
  /**
   * Takes back what one change did, wherever it stands, as a change of its own: the rows that are as it left them. Where later changes stand
   * on some of them it is refused with CHOICE_NEEDED and a `RevertChoice`; `rest` with its `revision` then reverses the others.
   */
  revert: write(
    z.object({ id: z.int(), rest: z.boolean().default(false), revision: z.int().nullable().default(null) }),
    reverted,
  ),
};

export type KeptRow = z.infer<typeof keptRowSchema>;
export type RevertChoice = z.infer<typeof revertChoiceSchema>;
export type Reverted = z.infer<typeof reverted>;
export type HistoryFilter = z.infer<typeof historyFilterSchema>;
export type Operation = z.infer<typeof operationSchema>;
export type Change = z.infer<typeof changeSchema>;
export type HistoryEntity = z.infer<typeof historyEntitySchema>;
