import { z } from 'zod';
import { STEP_KEYS } from '../domain/step.ts';
import { TICKET_CHANNELS, TICKET_KINDS, TICKET_STATES } from '../domain/ticket.ts';
import { checkFindingsSchema, findingLimit } from './checks.ts';
import { accountIdSchema, job, longTask, pageSize, read, write } from './base.ts';
import { sheetFormatSchema, sheetNumberSchema } from './sheets.ts';

const id = z.int();
export const ticketKindSchema = z.enum(TICKET_KINDS);
export const ticketChannelSchema = z.enum(TICKET_CHANNELS);
export const ticketStateSchema = z.enum(TICKET_STATES);
/** ISO 8601 UTC with seconds. */
const time = z.string();

/** A file of a ticket as it was written for sending. */
export const ticketFileSchema = z.object({ name: z.string(), sha256: z.string(), bytes: z.int() });

/** A request to the vendor. */
export const ticketSchema = z.object({
  id,
  mpaId: accountIdSchema,
  kind: ticketKindSchema,
  channel: ticketChannelSchema,
  state: ticketStateSchema,
  createdAt: time,
  sentAt: time.nullable(),
  ticketNumber: z.string().nullable(),
  /** By when the vendor should have answered; null where it is not the vendor's move. */
  answerDue: time.nullable(),
  closedAt: time.nullable(),
  /** Sent, not answered, and the date has passed. */
  overdue: z.boolean(),
  subject: z.string(),
  sheet: sheetNumberSchema.nullable(),
  /** The ticket that this one carries the changes of. */
  followUpOf: z.int().nullable(),
  note: z.string(),
  /** How many rows it says, those that a follow-up takes back included. */
  rows: z.int(),
});

/** A ticket with all that is sent. */
export const ticketDetailSchema = ticketSchema.extend({
  to: z.array(z.string()),
  cc: z.array(z.string()),
  body: z.string(),
  headers: z.array(z.string()),
  /** The first rows; one without cells is what a follow-up takes back. */
  firstRows: z.array(z.object({ key: z.string(), cells: z.array(z.string()) })),
  files: z.array(ticketFileSchema),
  nextStates: z.array(ticketStateSchema),
});

/** A ticket with what was found of it. Errors are only there where `force` said that it goes out all the same. */
export const checkedTicketSchema = ticketDetailSchema.extend({ check: checkFindingsSchema });

/** A ticket that could be made: its text and rows as the ledger stands. */
export const ticketPreviewSchema = z.object({
  channel: ticketChannelSchema,
  sheet: sheetNumberSchema.nullable(),
  subject: z.string(),
  body: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  headers: z.array(z.string()),
  firstRows: z.array(z.array(z.string())),
  rows: z.int(),
});

/** A kind of ticket in a payer account's scenario, and the tickets of it that matter now. */
export const ticketPlanSchema = z.object({
  kind: ticketKindSchema,
  name: z.string(),
  channel: ticketChannelSchema,
  sheet: sheetNumberSchema.nullable(),
  /** The step that asks for it; null where the scenario's document does not. */
  step: z.enum(STEP_KEYS).nullable(),
  /** Those that are drafted or wait, with what they follow; else the latest one that is closed. The latest first. */
  tickets: z.array(ticketSchema),
});

const changedRow = z.object({ key: z.string(), before: z.array(z.string()), after: z.array(z.string()) });
const someRow = z.object({ key: z.string(), cells: z.array(z.string()) });

/** What is different between what the vendor was sent and the ledger, by what the vendor has to be asked. */
export const ticketChangesSchema = z.object({
  headers: z.array(z.string()),
  counts: z.object({
    new: z.int(),
    changed: z.int(),
    moved: z.int(),
    renamed: z.int(),
    ended: z.int(),
    unchanged: z.int(),
  }),
  new: z.array(someRow),
  /** Rows with another cell; a name that is new of a subset or workflow is none. */
  changed: z.array(changedRow),
  /** Accounts that are in another subset; an empty name: in none. */
  moved: z.array(z.object({ key: z.string(), from: z.string(), to: z.string() })),
  renamed: z.array(z.object({ what: z.enum(['subset', 'workflow']), from: z.string(), to: z.string() })),
  /** Rows that are no more; of an account, that it is in no subset any more. */
  ended: z.array(someRow),
});

/** A file that was written into a folder. */
export const savedTicketFileSchema = ticketFileSchema.extend({
  path: z.string(),
  /** What it is: the text to copy, the sheet, the mail draft. */
  role: z.enum(['text', 'sheet', 'mail']),
  /** It was there already with the same bytes. */
  unchanged: z.boolean(),
  /** Of a ticket that was sent: whether these are the very bytes that were kept a record of; null where there is none. */
  asSent: z.boolean().nullable(),
});

const draftInput = z.object({
  mpaId: accountIdSchema,
  kind: ticketKindSchema,
  /** Null: as the scenario's document says. */
  channel: ticketChannelSchema.nullable().default(null),
});

/** A ticket by its ID; or a kind, whose draft is made from the ledger by the same change. */
const idOrKind = z.union([z.object({ id }), draftInput]);

/** Errors, which would have the ticket sent back, refuse it unless a person wants it all the same. */
const force = z.boolean().default(false);

export const markSentInput = idOrKind.and(
  z.object({
    ticketNumber: z.string().max(200).nullable().default(null),
    /** Null: now. */
    sentAt: z.iso.datetime().nullable().default(null),
    force,
  }),
);

/** Null of a ticket that was sent, which stays as it is. */
const checkOfDraft = checkFindingsSchema.nullable();

/** Requests to the vendor: `ticket KIND --out DIR`, and what becomes of them. */
export const tickets = {
  plans: read(z.object({ mpaId: accountIdSchema }), z.array(ticketPlanSchema)),
  list: read(z.object({ mpaId: accountIdSchema }), z.array(ticketSchema)),
  get: read(z.object({ id, limit: pageSize }), ticketDetailSchema),
  preview: read(draftInput.extend({ limit: pageSize }), ticketPreviewSchema),
  /** Makes the draft of a kind from the ledger as it stands; one that is there is made anew. */
  draft: write(draftInput.extend({ force }), checkedTicketSchema),
  /** Makes a draft that carries only what has changed since a ticket was sent. */
  followUp: write(z.object({ id, force }), checkedTicketSchema),
  /** Changes the text of a draft by hand; making the draft anew forgets that. */
  setText: write(
    z.object({ id, subject: z.string().max(500).optional(), body: z.string().max(2_000_000).optional() }),
    ticketDetailSchema,
  ),
  /** Writes text, sheet and mail draft into a folder, and remembers the files of a draft. */
  save: longTask(
    idOrKind.and(
      z.object({
        folder: z.string(),
        format: sheetFormatSchema.default('xlsx'),
        overwrite: z.boolean().default(false),
        force,
      }),
    ),
    z.object({ ticket: ticketSchema, files: z.array(savedTicketFileSchema), check: checkOfDraft }),
    { files: ['folder'] },
  ),
  /** The same files as their bytes, for a page that can't name a folder: a browser hands them to the person. */
  files: longTask(
    idOrKind.and(z.object({ format: sheetFormatSchema.default('xlsx'), force })),
    z.object({
      ticket: ticketSchema,
      files: z.array(z.object({ name: z.string(), role: z.enum(['text', 'sheet', 'mail']), base64: z.base64() })),
      check: checkOfDraft,
    }),
  ),
  /** Says that a ticket was sent: it can't be changed any more, and the wait begins. */
  markSent: write(markSentInput, checkedTicketSchema),
  setState: write(z.object({ id, state: ticketStateSchema }), ticketDetailSchema),
  setNumber: write(z.object({ id, ticketNumber: z.string().max(200) }), ticketDetailSchema),
  setNote: write(z.object({ id, note: z.string().max(2000) }), ticketDetailSchema),
  /** What would have a ticket sent back, its blanks and a missing recipient included; of one that was sent, as the ledger stands. */
  check: job(idOrKind.and(z.object({ limit: findingLimit })), checkFindingsSchema),
  /** What has changed since a ticket was sent, its sent follow-ups counted in. */
  changes: job(z.object({ id, limit: pageSize }), ticketChangesSchema),
  /** Removes a draft. What was sent stays. */
  remove: write(z.object({ id }), ticketSchema),
};

export type Ticket = z.infer<typeof ticketSchema>;
export type CheckedTicket = z.infer<typeof checkedTicketSchema>;
export type TicketDetail = z.infer<typeof ticketDetailSchema>;
export type TicketPreview = z.infer<typeof ticketPreviewSchema>;
export type TicketPlanned = z.infer<typeof ticketPlanSchema>;
export type TicketChangeList = z.infer<typeof ticketChangesSchema>;
export type TicketFile = z.infer<typeof ticketFileSchema>;
export type TicketFileBytes = { name: string; role: 'text' | 'sheet' | 'mail'; base64: string };
export type SavedTicketFile = z.infer<typeof savedTicketFileSchema>;
export type MarkSentInput = z.infer<typeof markSentInput>;
export type IdOrKind = z.infer<typeof idOrKind>;
export type DraftInput = z.infer<typeof draftInput>;
