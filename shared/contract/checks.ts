import { z } from 'zod';
import { DELIVERABLES } from '../domain/deliverable.ts';
import { FINDINGS_LISTED, SEVERITIES, SUBJECT_KINDS } from '../domain/finding.ts';
import { accountIdSchema, job, nothing, shortJob } from './base.ts';

export const deliverableSchema = z.enum(DELIVERABLES);
const severitySchema = z.enum(SEVERITIES);

export const findingSchema = z.object({
  code: z.string(),
  severity: severitySchema,
  subject: z.object({ kind: z.enum(SUBJECT_KINDS), id: z.string(), name: z.string() }),
  sentence: z.string(),
  remedy: z.string(),
});

export const findingCountsSchema = z.object({ error: z.int(), warning: z.int(), hint: z.int() });

/** What checks found. */
export const checkFindingsSchema = z.object({
  /** However many of them are listed. */
  counts: findingCountsSchema,
  /** How many there are of each code, however many of them are listed. */
  groups: z.array(z.object({ code: z.string(), severity: severitySchema, count: z.int(), what: z.string() })),
  /** Errors first. Of a code with more than `limit`, the first are listed, and one more says how many are left. */
  findings: z.array(findingSchema),
});

/** How many findings of each code are listed one by one. */
export const findingLimit = z.int().min(1).default(FINDINGS_LISTED);

/** What was found of a payer account, for all of it or for one deliverable. */
export const checkResultSchema = checkFindingsSchema.extend({
  mpaId: accountIdSchema,
  deliverable: deliverableSchema.nullable(),
  /** The ledger's revision that was looked at. */
  revision: z.int(),
});

/** Checks: `check`. */
export const checks = {
  run: job(
    z.object({ mpaId: accountIdSchema, deliverable: deliverableSchema.nullable().default(null), limit: findingLimit }),
    checkResultSchema,
  ),
  /** The number of findings of every payer account, for their list; kept until the ledger changes. */
  counts: shortJob(nothing, z.array(z.object({ mpaId: accountIdSchema, counts: findingCountsSchema }))),
};

export type CheckFindings = z.infer<typeof checkFindingsSchema>;
export type CheckResult = z.infer<typeof checkResultSchema>;
export type MpaCheckCounts = { mpaId: z.infer<typeof accountIdSchema>; counts: z.infer<typeof findingCountsSchema> };
