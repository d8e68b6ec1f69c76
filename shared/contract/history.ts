import { z } from 'zod';
import { accountIdSchema, pageSize, procedure } from './base.ts';

const kind = z.enum(['do', 'undo', 'redo']);
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
  at: z.string(),
  rows: z.int(),
});
const pending = z.object({ id: z.int(), label: z.string() }).nullable();

/** The audit log, undo and redo: `history`, `undo`, `redo`. */
export const history = {
  list: procedure
    .input(
      z.object({
        mpaId: accountIdSchema.nullable().default(null),
        before: z.int().nullable().default(null),
        limit: pageSize,
      }),
    )
    .output(z.array(operationSchema)),
  get: procedure
    .input(z.object({ id: z.int(), after: z.int().default(0), limit: pageSize }))
    .output(z.object({ operation: operationSchema, changes: z.array(changeSchema) })),
  of: procedure
    .input(
      z.object({
        entity: historyEntitySchema,
        key: z.string(),
        before: z.int().nullable().default(null),
        limit: pageSize,
      }),
    )
    .output(z.array(changeSchema)),
  pending: procedure.output(z.object({ undo: pending, redo: pending })),
  undo: procedure.output(undone),
  redo: procedure.output(undone),
};

export type Operation = z.infer<typeof operationSchema>;
export type Change = z.infer<typeof changeSchema>;
export type HistoryEntity = z.infer<typeof historyEntitySchema>;
