import { z } from 'zod';
import { COST_COLUMNS } from '../domain/cost-columns.ts';
import { COST_RULES } from '../domain/cost-rules.ts';
import { CREDIT_CLASSES, CREDIT_TYPES } from '../domain/line-item-type.ts';
import { setupEventSchema } from './aws.ts';
import { accountIdSchema, changed, job, longTask, pageSize, task, write } from './base.ts';
import { importSourceSchema } from './imports.ts';

/** 'YYYY-MM', the month of a billing period. */
export const monthSchema = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/u, 'A month is written as 2026-10');

/** Money with all ten decimals. */
const money = z.string();

/** A rule that lines break and that was accepted. */
const acceptedSchema = z.object({ rule: z.enum(COST_RULES), lines: z.int(), sentence: z.string() });

/** The cost data of a payer account and month, as it was read from a report. The lines themselves are in a cache of this computer. */
export const dataSetSchema = z.object({
  id: z.int(),
  mpaId: accountIdSchema,
  month: monthSchema,
  /** From files of this computer, or from the payer account's bucket. */
  source: z.enum(['files', 'bucket']),
  reportName: z.string().nullable(),
  /** Which delivery it is, where a manifest says so. */
  assembly: z.string().nullable(),
  currency: z.string(),
  lines: z.int(),
  accounts: z.int(),
  /** The sum of unblended cost. */
  unblended: money,
  /** `final`: AWS has settled it, each line has an invoice. `unknown`: the report has no invoices. */
  state: z.enum(['final', 'open', 'unknown']),
  /** What says that nothing is missing: the manifest with all its files, the checksums of the files, or nothing. */
  proven: z.enum(['manifest', 'checksums', 'nothing']),
  files: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: z.string(), lines: z.int() })),
  accepted: z.array(acceptedSchema),
  /** Columns that the report does not have. */
  missing: z.array(z.string()),
  readAt: z.string(),
  /** It comes from the sandbox: nobody is to be charged by it. */
  simulated: z.boolean(),
  /** The size of its lines in the cache of this computer; null where they are not here. */
  cachedBytes: z.int().nullable(),
});

const sumSchema = z.object({ lines: z.int(), unblended: money });

/** What the newest reading of a month has that an earlier one had not. */
export const costChangesSchema = z.object({
  month: monthSchema,
  currency: z.string(),
  /** With which reading it is compared: the first that AWS had settled, else the one before. */
  since: z.object({ readAt: z.string(), state: dataSetSchema.shape.state, assembly: z.string().nullable() }),
  before: sumSchema,
  after: sumSchema,
  /** How many sums of an account, line item type and service differ; null where the earlier reading has kept none. */
  sums: z.int().nullable(),
  /** Those that differ most, at most 500. A service is a product code. */
  largest: z.array(
    z.object({ account: z.string(), type: z.string(), service: z.string(), before: sumSchema, after: sumSchema }),
  ),
});

/** A condition on a column of the lines. Money is compared as money; texts are compared to the letter, apart from `contains`. */
const conditionSchema = z.object({
  column: z.enum(COST_COLUMNS.map(({ name }) => name) as [string, ...string[]]),
  operator: z.enum(['=', '!=', '<', '<=', '>', '>=', 'contains']),
  value: z.string(),
});

/** All of them hold. */
export const lineConditionsSchema = z.array(conditionSchema);

/** What a finding is about; `--json` and files have it. */
export const HEALTH_CODES = [
  'month-open',
  'month-young',
  'no-invoices',
  'not-proven',
  'changed-since-settled',
  'changed-since-read',
  'accepted',
  'no-currency',
  'no-payer',
  'no-public-prices',
  'unknown-type',
  'unknown-accounts',
  'accounts-without-subset',
  'edp-shape',
  'private-rate-shape',
  'credits-without-class',
  'free-usage',
  'free-usage-without-price',
  'covered-without-price',
  'not-rate-times-usage',
  'doubles',
  'negation-unbalanced',
  'rule-service-missing',
  'rule-region-missing',
  'rule-account-missing',
  'eco-list-missing',
  'eco-not-in-lines',
] as const;

const findingSchema = z.object({
  severity: z.enum(['warning', 'hint']),
  code: z.enum(HEALTH_CODES),
  sentence: z.string(),
  /** Null where it is not about lines. */
  lines: z.int().nullable(),
  unblended: money.nullable(),
  /** What its lines have in common, where conditions can say so. */
  where: lineConditionsSchema.nullable(),
});

/** What the lines of some months are worth, before anybody is charged by them. Sums are of unblended cost. */
export const costHealthSchema = z.object({
  types: z.array(z.object({ type: z.string(), known: z.boolean(), lines: z.int(), unblended: money })),
  accounts: z.array(
    z.object({
      id: z.string(),
      /** Whether it is in the ledger, under this payer account. */
      known: z.boolean(),
      subset: z.string().nullable(),
      lines: z.int(),
      unblended: money,
    }),
  ),
  /** The sums of each day (UTC) by line item type, in their order. */
  days: z.array(z.object({ day: z.string(), type: z.string(), unblended: money })),
  /** Every distinct credit, refund and discount, with the class it falls into. */
  credits: z.array(
    z.object({
      type: z.string(),
      description: z.string(),
      product: z.string(),
      class: z.enum(CREDIT_CLASSES),
      /** A person has chosen the class; else type, description and product say it. */
      isChosen: z.boolean(),
      lines: z.int(),
      unblended: money,
    }),
  ),
  /** Reservations and Savings Plans by the account that owns them, with how many accounts use them. */
  commitments: z.array(
    z.object({
      kind: z.enum(['ri', 'savings-plan']),
      owner: z.string(),
      commitments: z.int(),
      /** How many of them Eco manages; null without a list. */
      eco: z.int().nullable(),
      lines: z.int(),
      accounts: z.int(),
    }),
  ),
  /** Each of them by its ARN. */
  eachCommitment: z.array(
    z.object({
      kind: z.enum(['ri', 'savings-plan']),
      arn: z.string(),
      owner: z.string(),
      /** Whether Eco manages it; null without a list. */
      isEco: z.boolean().nullable(),
      lines: z.int(),
      accounts: z.int(),
    }),
  ),
  /** What the list of Eco's commitments has and no line names. */
  ecoNotInLines: z.array(z.string()),
  /** Of each month that was read more than once. */
  changes: z.array(costChangesSchema),
  findings: z.array(findingSchema),
});

/** A row of a list that can't be taken. */
const ecoListFaultSchema = z.object({
  sheet: z.string(),
  row: z.int(),
  /** Its letter. */
  column: z.string(),
  value: z.string(),
  reason: z.string(),
});

/** What a list of the commitments that Eco manages would change. */
const ecoListPreviewSchema = z.object({
  /** Of the file; '' of pasted text. */
  name: z.string(),
  /** ARNs and IDs as the list has them, each once. */
  commitments: z.array(z.string()),
  added: z.array(z.string()),
  /** Kept so far, and not in the list. */
  removed: z.array(z.string()),
  /** Rows that say the same again. */
  repeated: z.int(),
  faults: z.array(ecoListFaultSchema),
});

/** How many bytes of a file are sent at once, at most. */
export const PIECE_BYTES = 8 * 1024 * 1024;

/** As many as are looked through in a folder of this computer. */
const MOST_SENT = 20_000;

const addInput = z
  .object({
    mpaId: accountIdSchema,
    /** Files and folders of this computer. */
    paths: z.array(z.string()).default([]),
    /** Files that come in pieces, from a page that can't name those of this computer; each by its name with the folders above it. */
    sent: z
      .array(z.object({ name: z.string().min(1).max(1000), bytes: z.int().min(0) }))
      .max(MOST_SENT)
      .default([]),
    /** Where the report does not say; null: as it says. */
    month: monthSchema.nullable().default(null),
    accept: z.array(z.enum(COST_RULES)).default([]),
  })
  .refine(({ paths, sent }) => (paths.length === 0) !== (sent.length === 0), 'Give paths, or files that are sent');

/** Pieces of the files are waited for, under this ID. */
const uploadEvent = z.object({ type: z.literal('upload'), uploadId: z.uuid() });

/** A month as AWS has delivered it last. */
const deliveredSchema = z.object({
  month: monthSchema,
  assembly: z.string(),
  deliveredAt: z.string(),
  files: z.int(),
  bytes: z.int(),
  /** This very delivery was read already, and its lines are here. */
  isKept: z.boolean(),
});

const fetchedSchema = z.object({
  fetched: changed(dataSetSchema),
  files: z.int(),
  bytes: z.int(),
  /** How often AWS overwrote it meanwhile, and it was downloaded anew. */
  again: z.int(),
  /** Null where the month had not been read before. */
  changes: costChangesSchema.nullable(),
});

const bucketOf = z.object({
  mpaId: accountIdSchema,
  /** The payer account's own profile unless given. */
  profile: z.string().min(1).nullable().default(null),
});

/** Where a .csv goes. */
const csvFile = {
  /** The file that a person chose for it; null: its bytes are given back. */
  path: z.string().nullable().default(null),
  /** Whether a file with other content that is there may be replaced. */
  overwrite: z.boolean().default(false),
};

/** A .csv with semicolons and decimal commas, as a German Excel opens it. */
const savedCsvSchema = z.object({
  /** What it is called, or would be by itself. */
  name: z.string(),
  /** Null where its bytes were asked for. */
  path: z.string().nullable(),
  /** Null where it was written to a path. */
  base64: z.string().nullable(),
  /** Without the header. */
  rows: z.int(),
});

/** Cost data: `cur add|fetch|list|health|lines|class|eco|forget|empty`. */
export const costData = {
  /** Reads the reports in files and folders, and keeps those of a payer account; each month is a change of its own. */
  add: longTask(
    addInput,
    z.object({
      added: z.array(changed(dataSetSchema)),
      /** Files of reports that the manifest beside them does not name. */
      leftOut: z.array(z.string()),
      /** Of each month that had been read before. */
      changes: z.array(costChangesSchema),
    }),
    { files: ['paths.*'], events: uploadEvent },
  ),
  /** A piece of a file that `add` waits for; each file from its beginning, piece by piece. */
  sendPiece: task(
    z.object({
      uploadId: z.uuid(),
      /** Which of the files that were told, from 0. */
      file: z.int().min(0),
      /** How many of its bytes were sent before. */
      at: z.int().min(0),
      base64: z.base64().max(Math.ceil(PIECE_BYTES / 3) * 4),
    }),
    z.object({}),
  ),
  /** The months, or one, that AWS has delivered to the payer account's bucket, newest first, with the size of their files. */
  delivered: longTask(bucketOf.extend({ month: monthSchema.nullable().default(null) }), z.array(deliveredSchema), {
    events: setupEventSchema,
  }),
  /** Downloads the report of a month from the payer account's bucket, and reads it as `add` does. */
  fetch: longTask(
    bucketOf.extend({ month: monthSchema, accept: z.array(z.enum(COST_RULES)).default([]) }),
    fetchedSchema,
    { events: setupEventSchema },
  ),
  /** Those that count, the newest of each month; by payer account and month. */
  list: task(z.object({ mpaId: accountIdSchema.nullable().default(null) }), z.array(dataSetSchema)),
  /** What the lines of the months from one to another are worth. */
  health: task(
    z.object({ mpaId: accountIdSchema, from: monthSchema, to: monthSchema }),
    costHealthSchema.extend({ months: z.array(dataSetSchema) }),
  ),
  /** Writes the findings of `health` to a .csv. */
  saveFindings: longTask(
    z.object({ mpaId: accountIdSchema, from: monthSchema, to: monthSchema, ...csvFile }),
    savedCsvSchema,
    {
      files: ['path'],
    },
  ),
  /** Writes the lines of a month that fit to a .csv, all columns, as they come from the cache. */
  saveLines: longTask(
    z.object({ mpaId: accountIdSchema, month: monthSchema, where: z.array(conditionSchema).default([]), ...csvFile }),
    savedCsvSchema,
    { files: ['path'] },
  ),
  /** A page of the lines of a month, in the order of the cache. */
  lines: task(
    z.object({
      mpaId: accountIdSchema,
      month: monthSchema,
      where: lineConditionsSchema.default([]),
      cursor: z.string().nullable().default(null),
      limit: pageSize,
    }),
    z.object({
      columns: z.array(z.string()),
      /** Money with ten decimals, times as '2026-10-05 00:00:00' UTC; null where there is none. */
      rows: z.array(z.array(z.string().nullable())),
      next: z.string().nullable(),
    }),
  ),
  /** Forgets the cost data of a month, with its lines in the cache. Undo brings back what is known of it, not the lines. */
  forget: task(z.object({ mpaId: accountIdSchema, month: monthSchema }), changed(dataSetSchema)),
  /** Which class a credit, refund or discount counts as from now on; null: the one that its type, description and product say. */
  setCreditClass: write(
    z.object({
      mpaId: accountIdSchema,
      type: z.enum(CREDIT_TYPES),
      description: z.string().max(10_000),
      product: z.string().max(1000),
      class: z.enum(CREDIT_CLASSES).nullable(),
    }),
    z.object({ class: z.enum(CREDIT_CLASSES) }),
  ),
  /** Reads a list of the reservations and Savings Plans that Eco manages, and says what it would change. */
  previewEcoList: job(z.object({ mpaId: accountIdSchema, source: importSourceSchema }), ecoListPreviewSchema, {
    files: ['source.path'],
  }),
  /** Keeps which commitments Eco manages, in the place of those that were kept; none: nothing is known of it any more. */
  setEcoList: write(
    z.object({ mpaId: accountIdSchema, commitments: z.array(z.string()).max(50_000) }),
    z.object({ commitments: z.int(), added: z.int(), removed: z.int() }),
  ),
  /** Takes the lines of all months out of the cache; what is known of the months stays. */
  empty: task(
    z.object({ mpaId: accountIdSchema.nullable().default(null) }),
    z.object({ files: z.int(), bytes: z.int() }),
  ),
};

export type DataSet = z.infer<typeof dataSetSchema>;
export type CostChanges = z.infer<typeof costChangesSchema>;
export type SavedCsv = z.infer<typeof savedCsvSchema>;
export type EcoListFault = z.infer<typeof ecoListFaultSchema>;
export type EcoListPreview = z.infer<typeof ecoListPreviewSchema>;
export type CostHealth = z.infer<typeof costHealthSchema>;
export type HealthFinding = z.infer<typeof findingSchema>;
export type LineCondition = z.infer<typeof conditionSchema>;
export type DeliveredMonth = z.infer<typeof deliveredSchema>;
export type FetchedMonth = z.infer<typeof fetchedSchema>;
export type AddCostDataInput = z.infer<typeof addInput>;
