import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { accountId, isAccountId } from '../domain/account-id.ts';
import { ERROR_EXIT_CODES } from '../domain/app-error.ts';
import type { ErrorCode } from '../domain/app-error.ts';

const errorData = z.record(z.string(), z.unknown());

/** Every error code as a declared error, so that each crosses every transport as `{ code, message, data }`. */
const ERRORS = Object.fromEntries(Object.keys(ERROR_EXIT_CODES).map((code) => [code, { data: errorData }])) as Record<
  ErrorCode,
  { data: typeof errorData }
>;

/** What every procedure of the contract starts from. */
export const procedure = oc.errors(ERRORS);

/** An account ID: text of 12 digits. Repair belongs to the import; here it is right or refused. */
export const accountIdSchema = z
  .string()
  .refine(isAccountId, 'An account ID has 12 digits')
  .transform((text) => accountId(text));

/** How far long work has come. */
export const progressSchema = z.object({ what: z.string(), done: z.number(), total: z.number().optional() });

/** The output of long work: progress as it comes, the result at the end. */
export function jobOf<T extends z.ZodType>(result: T) {
  return eventIterator(progressSchema, result);
}

/** How many rows a page may have at most; nobody holds more than a page. */
export const pageSize = z.int().min(1).max(1000).default(100);
