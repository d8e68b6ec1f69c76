import { z } from 'zod';
import { accountIdSchema, read } from './base.ts';

export const searchKindSchema = z.enum(['mpa', 'subset', 'workflow', 'end-customer', 'ticket', 'account']);

/** Something of the ledger that a text was found in. */
export const searchHitSchema = z.object({
  kind: searchKindSchema,
  /** The account ID of an account or payer account, else the number as a text. */
  id: z.string(),
  /** The payer account that it belongs to. */
  mpaId: accountIdSchema,
  mpaName: z.string(),
  /** What a person knows it by. */
  title: z.string(),
  /** What tells it from others of the same name; '' where there is nothing. */
  detail: z.string(),
});

export const searchInput = z.object({
  text: z.string().max(200),
  /** Look at one payer account's only. */
  mpaId: accountIdSchema.nullable().default(null),
  limit: z.int().min(1).max(100).default(20),
});

/** Finding anything of the ledger by a few letters. */
export const search = {
  all: read(searchInput, z.object({ hits: z.array(searchHitSchema) })),
};

export type SearchHit = z.infer<typeof searchHitSchema>;
export type SearchKind = z.infer<typeof searchKindSchema>;
export type SearchInput = z.infer<typeof searchInput>;
