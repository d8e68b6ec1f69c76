import { z } from 'zod';
import { accountIdSchema, nothing, task } from './base.ts';

const faultSettingSchema = z.object({
  key: z.string(),
  /** Null: in every account. */
  accountId: accountIdSchema.nullable(),
  /** How many times it still happens; null: always. */
  uses: z.int().nullable(),
  /** The one operation that it happens to, as service:Operation; null: wherever it fits. */
  operation: z.string().nullable(),
});

/** What is in the sandbox account. */
export const sandboxStatusSchema = z.object({
  folder: z.string(),
  /** Where it listens; null where it does not run. */
  url: z.string().nullable(),
  /** ISO 8601 UTC, on its own clock. */
  now: z.string(),
  /** How far its clock is ahead, in milliseconds. */
  advanced: z.number(),
  accounts: z.array(
    z.object({
      id: accountIdSchema,
      /** The link to the extractor stack, once the vendor has what it needs. */
      vendorLink: z.string().nullable(),
      accessRoleLink: z.string(),
    }),
  ),
  faults: z.array(faultSettingSchema),
  /** How many calls there were, by service:operation. */
  calls: z.record(z.string(), z.int()),
  /** What was made, in order. */
  created: z.array(z.string()),
});

const faultDefinitionSchema = z.object({
  key: z.string(),
  what: z.string(),
  kind: z.enum(['state', 'call']),
  /** Whether it is switched on. */
  on: z.boolean(),
});

export const setFaultInput = z.object({
  key: z.string(),
  accountId: accountIdSchema.nullable().default(null),
  uses: z.int().min(1).nullable().default(null),
  operation: z
    .string()
    .regex(/^[a-z0-9]+:[A-Za-z0-9]+$/u)
    .nullable()
    .default(null),
});

/** The longest step of its clock: a year. */
const MOST_MILLISECONDS = 366 * 86_400_000;

/** The simulated AWS account: `sandbox status|start|advance|faults|reset`. */
export const sandbox = {
  /**
   * Makes sure that it runs and simulates these payer accounts. Where it does not, this program runs it from now on until it ends or
   * another ledger is shown.
   */
  start: task(z.object({ accounts: z.array(accountIdSchema).min(1).max(100) }), sandboxStatusSchema),
  status: task(nothing, sandboxStatusSchema),
  advance: task(
    z.object({ milliseconds: z.int().min(1).max(MOST_MILLISECONDS) }),
    z.object({ events: z.array(z.string()), status: sandboxStatusSchema }),
  ),
  faults: task(nothing, z.array(faultDefinitionSchema)),
  setFault: task(setFaultInput, sandboxStatusSchema),
  /** Null: all of them. */
  clearFault: task(z.object({ key: z.string().nullable() }), sandboxStatusSchema),
  reset: task(nothing, sandboxStatusSchema),
};

export type SandboxStatusView = z.infer<typeof sandboxStatusSchema>;
