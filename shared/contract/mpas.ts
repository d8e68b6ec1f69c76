import { z } from 'zod';
import { SCENARIO_KEYS } from '../domain/scenario.ts';
import { accountIdSchema, edit, nothing, read, write } from './base.ts';

/** The scenario of a payer account: which steps it has follows from it (docs/procedure.md: 'Scenarios'). */
export const scenarioSchema = z.enum(SCENARIO_KEYS);

/** A master payer account (MPA): the account that pays for an organization. One enrolment is for one of them. */
export const mpaSchema = z.object({
  id: accountIdSchema,
  name: z.string(),
  scenario: scenarioSchema,
  /** The AWS profile on this computer that reaches it; never a credential. */
  profileName: z.string().nullable(),
  spotOrgId: z.string().nullable(),
  /** Of the MSP itself, where the payer account is a customer's (docs/procedure.md: 'Hand-off mail'). */
  mspAccountId: accountIdSchema.nullable(),
  curReportName: z.string(),
  curBucketName: z.string(),
  curPrefix: z.string(),
  stackName: z.string(),
  addedAt: z.string(),
});

/** A payer account in the list, with how much it has and how many checks are open. */
export const mpaSummarySchema = mpaSchema.extend({
  accounts: z.int(),
  unassigned: z.int(),
  subsets: z.int(),
  workflows: z.int(),
  endCustomers: z.int(),
  /** How its AWS set-up stands: not begun, begun in AWS, or a rehearsal in the sandbox, of which nothing is real. */
  setUp: z.enum(['not-begun', 'in-aws', 'rehearsal']),
});

/** What can be set of a payer account; what is absent stays. */
const mpaFields = z.object({
  name: z.string().min(1),
  scenario: scenarioSchema,
  profileName: z.string().nullable(),
  spotOrgId: z.string().nullable(),
  mspAccountId: accountIdSchema.nullable(),
  curReportName: z.string().min(1),
  curBucketName: z.string().min(1),
  curPrefix: z.string().min(1),
  stackName: z.string().min(1),
});

export const addMpaInput = mpaFields.partial().required({ name: true, scenario: true }).extend({ id: accountIdSchema });

export const setMpaInput = mpaFields.partial().extend({ id: accountIdSchema });

/** Payer accounts: `mpa add|list|show|set|remove`. */
export const mpas = {
  list: read(nothing, z.array(mpaSummarySchema)),
  get: read(z.object({ id: accountIdSchema }), mpaSummarySchema),
  add: write(addMpaInput, mpaSchema),
  set: edit(setMpaInput, mpaSchema),
  remove: write(z.object({ id: accountIdSchema }), mpaSchema),
};

export type Scenario = z.infer<typeof scenarioSchema>;
export type Mpa = z.infer<typeof mpaSchema>;
export type MpaSummary = z.infer<typeof mpaSummarySchema>;
export type AddMpaInput = z.infer<typeof addMpaInput>;
export type SetMpaInput = z.infer<typeof setMpaInput>;
