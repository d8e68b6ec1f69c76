import { z } from 'zod';
import { MOVERS, STEP_KEYS, STEP_STATES } from '../domain/step.ts';
import { TICKET_STATES } from '../domain/ticket.ts';
import { accountIdSchema, edit, nothing, read, write } from './base.ts';
import { scenarioSchema } from './mpas.ts';

export const stepKeySchema = z.enum(STEP_KEYS);
const stateSchema = z.enum(STEP_STATES);
const moverSchema = z.enum(MOVERS);

/** A time as ISO 8601 with its offset, or a day. */
const timeSchema = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/** Why, or how one knows, in the operator's words. */
const reasonSchema = z.string().trim().min(1).max(2000);

/** What proves a step: name → value. The names that a step's definition has are those worth keeping; others may be added. */
const evidenceSchema = z.record(z.string().trim().min(1).max(100), z.string().trim().max(4000));

export const nextActionSchema = z.object({
  step: stepKeySchema,
  name: z.string(),
  /** From 1, among the scenario's steps. */
  position: z.int(),
  state: stateSchema,
  mover: moverSchema,
  /** Until when a wait should be over. */
  due: z.string().nullable(),
  text: z.string(),
});

/** One step of a payer account. */
export const stepSchema = z.object({
  key: stepKeySchema,
  position: z.int(),
  name: z.string(),
  /** Where the scenario's document has it. */
  reference: z.string(),
  lines: z.array(z.string()),
  optional: z.boolean(),
  movers: z.array(moverSchema),
  state: stateSchema,
  /** Whose move it is now; null when it is done or skipped. */
  mover: moverSchema.nullable(),
  /** What is to be done for it now; null when it is done or skipped. */
  action: z.string().nullable(),
  /** Steps that should come before it and are open; it can only be done with a reason. */
  openBefore: z.array(stepKeySchema),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** The wait that it is in, or the last one that it was in. */
  waitingSince: z.string().nullable(),
  due: z.string().nullable(),
  /** What is waited for; null when nothing is. */
  waitingFor: z.string().nullable(),
  /** How one knows that it is done, why it was skipped, what blocks it. */
  reason: z.string(),
  note: z.string(),
  evidence: z.record(z.string(), z.string()),
  /** The evidence worth keeping, by name, with what it is called; `asked`: whether it is given with the step. */
  evidenceFields: z.array(z.object({ key: z.string(), label: z.string(), asked: z.boolean() })),
  /** The waits that the procedure announces for it. */
  waits: z.array(z.object({ key: z.string(), what: z.string(), mover: moverSchema, hours: z.int(), said: z.string() })),
  /** Tickets of it that were sent and have no final word; closing the step leaves them as they are. */
  openTickets: z.array(z.object({ id: z.int(), state: z.enum(TICKET_STATES), ticketNumber: z.string().nullable() })),
  /** What is sent to the vendor for it. */
  ticket: z.object({ kind: z.string(), channel: z.enum(['ticket', 'mail']), sheet: z.int().nullable() }).nullable(),
});

/** The procedure of one payer account. */
export const procedureSchema = z.object({
  mpaId: accountIdSchema,
  name: z.string(),
  scenario: scenarioSchema,
  scenarioName: z.string(),
  /** Steps that are done or skipped, of how many. */
  closed: z.int(),
  total: z.int(),
  /** Null when every step is done or skipped. */
  next: nextActionSchema.nullable(),
  steps: z.array(stepSchema),
});

const waitSchema = z.object({
  step: stepKeySchema,
  name: z.string(),
  what: z.string(),
  mover: moverSchema,
  since: z.string(),
  due: z.string().nullable(),
  overdue: z.boolean(),
});

/** A payer account in the overview. */
export const overviewRowSchema = procedureSchema.omit({ steps: true }).extend({
  /** Every wait that is going on, the first to end first. */
  waits: z.array(waitSchema),
});

const stepOfMpa = z.object({ mpaId: accountIdSchema, step: stepKeySchema });

export const doneInput = stepOfMpa.extend({
  /** How one knows. */
  how: reasonSchema,
  evidence: evidenceSchema.default({}),
  /** Why now, although steps before it are open; must be said when there are such. */
  outOfOrder: reasonSchema.nullable().default(null),
});

export const waitInput = stepOfMpa.extend({
  /** A documented wait by its key. May be left out where the step has just one, or where `what` is said. */
  wait: z.string().nullable().default(null),
  /** Something else that is waited for, to follow 'Waiting for'; then `due` is needed. */
  what: z.string().trim().min(1).max(200).nullable().default(null),
  /** Now, unless given; a day means its beginning, by the clocks of the computer that has the ledger. */
  since: timeSchema.nullable().default(null),
  /** When the answer should have come; a day means its end, in the same way. As the procedure says, unless given. */
  due: timeSchema.nullable().default(null),
});

export const noteInput = stepOfMpa.extend({
  /** Replaces the note; null: it stays. */
  note: z.string().max(4000).nullable().default(null),
  /** Added to the evidence; an empty value takes a name away. */
  evidence: evidenceSchema.default({}),
});

/** The procedure of each payer account: `steps`. */
export const steps = {
  overview: read(nothing, z.array(overviewRowSchema)),
  list: read(z.object({ mpaId: accountIdSchema }), procedureSchema),
  done: write(doneInput, stepSchema),
  skip: write(stepOfMpa.extend({ reason: reasonSchema }), stepSchema),
  wait: write(waitInput, stepSchema),
  block: write(stepOfMpa.extend({ reason: reasonSchema }), stepSchema),
  /** Makes it the operator's move: it was done or skipped too early, the answer has come, or nothing blocks it any more. */
  reopen: write(stepOfMpa.extend({ reason: z.string().trim().max(2000).default('') }), stepSchema),
  note: edit(noteInput, stepSchema),
};

export type Step = z.infer<typeof stepSchema>;
export type Procedure = z.infer<typeof procedureSchema>;
export type OverviewRow = z.infer<typeof overviewRowSchema>;
export type DoneInput = z.infer<typeof doneInput>;
export type WaitInput = z.infer<typeof waitInput>;
export type NoteInput = z.infer<typeof noteInput>;
