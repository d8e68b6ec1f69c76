import { z } from 'zod';
import { accountIdSchema, read, write } from './base.ts';

/** Filter, order and columns of a list, as its page understands them. */
export const viewSchema = z.strictObject({
  filter: z.json().default(null),
  sort: z
    .strictObject({ by: z.string().max(100), descending: z.boolean() })
    .nullable()
    .default(null),
  /** The columns shown, in order; null: as they are by themselves. */
  columns: z.array(z.string().max(100)).max(100).nullable().default(null),
});

const place = z.object({
  /** null: a page that is about all payer accounts. */
  mpaId: accountIdSchema.nullable().default(null),
  /** The name of the page: 'accounts'. */
  page: z.string().min(1).max(100),
});

export const savedViewSchema = z.object({
  id: z.int(),
  mpaId: accountIdSchema.nullable(),
  page: z.string(),
  name: z.string(),
  view: viewSchema,
});

export const saveViewInput = place.extend({
  /** The view that is changed, its name too; null: the one of that name, or a new one. */
  id: z.int().nullable().default(null),
  name: z.string().max(200),
  view: viewSchema,
});

/** Views of a list under a name. */
export const savedViews = {
  list: read(place, z.array(savedViewSchema)),
  /** Saves a view; without an ID one of the same name, in any case, is replaced. */
  save: write(saveViewInput, savedViewSchema),
  remove: write(z.object({ id: z.int() }), savedViewSchema),
};

export type SavedView = z.infer<typeof savedViewSchema>;
export type SaveViewInput = z.infer<typeof saveViewInput>;
