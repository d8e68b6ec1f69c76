import { z } from 'zod';

/** The fields of an account that a property filter asks about; `any`: the texts of all of them. */
export const accountFieldSchema = z.enum([
  'any',
  'id',
  'name',
  'email',
  'status',
  'subset',
  'workflow',
  'endCustomer',
  'note',
  'joinedMethod',
  'joinedAt',
]);

/** Is, is not, contains, does not contain, begins with, does not begin with; before and after: of IDs and times only. */
export const accountOperatorSchema = z.enum(['=', '!=', ':', '!:', '^', '!^', '<', '<=', '>', '>=']);

const ORDERED = new Set(['id', 'joinedAt']);

/**
 * One condition. Texts are compared in any case, surplus spaces do not count, but those at the edges of a part of a text do; IDs are taken
 * with or without spaces. A time is compared as far as the value goes: `joinedAt = 2026-11` are all of November.
 */
export const accountTokenSchema = z
  .strictObject({
    field: accountFieldSchema,
    operator: accountOperatorSchema,
    /** null, or nothing but spaces: none. Only `=` and `!=` can be asked with it. */
    value: z.string().max(500).nullable(),
  })
  .refine(({ operator, value }) => (value ?? '').trim() !== '' || operator === '=' || operator === '!=', {
    error: 'Only "is" and "is not" can be asked without a value',
  })
  .refine(({ field, operator }) => !/[<>]/u.test(operator) || ORDERED.has(field), {
    error: 'Before and after can be asked of account IDs and times only',
  })
  .refine(({ field, operator, value }) => field !== 'any' || (value !== null && !/[<>]/u.test(operator)), {
    error: 'Any field can be asked for a text only',
  });

/** Conditions that all hold, or of which one holds; no conditions: every account. */
export const accountWhereSchema = z.strictObject({
  operation: z.enum(['and', 'or']).default('and'),
  tokens: z.array(accountTokenSchema).max(50),
});

export type AccountField = z.infer<typeof accountFieldSchema>;
export type AccountOperator = z.infer<typeof accountOperatorSchema>;
export type AccountToken = z.infer<typeof accountTokenSchema>;
export type AccountWhere = z.infer<typeof accountWhereSchema>;
