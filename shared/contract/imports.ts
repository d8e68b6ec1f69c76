import { z } from 'zod';
import { IMPORT_FIELDS } from '../domain/import-field.ts';
import { setupEventSchema } from './aws.ts';
import { accountIdSchema, job, longTask, longWrite, pageSize, read } from './base.ts';

/** What a column means. */
export const importFieldSchema = z.enum(IMPORT_FIELDS);

/** Where an account list comes from. Bytes are base64; `name` is the file's name, for the history. */
export const importSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), path: z.string().min(1) }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('bytes'), name: z.string().min(1), base64: z.base64() }),
]);

/** A field whose cells are read, and can be written by hand. */
export const importCellFieldSchema = importFieldSchema.exclude(['ignore', 'rowNote']);

/** A row by its number in its sheet. Where several sheets are imported together, `sheet` has to say which. */
const rowPlaceSchema = z.object({ sheet: z.string().optional(), row: z.int() });

/** What a person decides about rows. */
export const importDecisionsSchema = z.object({
  /** Whether hidden and filtered rows are part of the list; null: not decided, which stops the import. */
  hidden: z.enum(['include', 'exclude']).nullable().default(null),
  /** Confirms IDs that were padded on the strength of their length alone: all, or those of the rows listed. */
  acceptRepairs: z.union([z.boolean(), z.array(rowPlaceSchema)]).default(false),
  /** The right ID of a row, chosen or written by hand. */
  ids: z.array(rowPlaceSchema.extend({ id: accountIdSchema })).default([]),
  /** Rows that are not to be imported. */
  leaveOut: z.array(rowPlaceSchema).default([]),
  /** Cells written by hand; the row is read as if the file had them. '' empties a cell. A field may be one that the file has no column for. */
  cells: z
    .array(rowPlaceSchema.extend({ field: importCellFieldSchema, value: z.string().max(10_000) }))
    .max(20_000)
    .optional(),
  /** The same value by hand for all rows whose cell has (as in the file, or as it is read) `from`. `cells` come after these. */
  fixes: z
    .array(z.object({ field: importCellFieldSchema, from: z.string(), to: z.string().max(10_000) }))
    .max(200)
    .optional(),
});

/** What words such as N/A, NULL or '-' may be: blank cells, or text. */
export const placeholdersSchema = z.enum(['blank', 'text']);

/** What is said about how a sheet is read. */
const sheetReadingSchema = z.object({
  /** Row number of the header, 0 where there is none; without it, it is searched for. */
  headerRow: z.int().min(0).optional(),
  /** Header or column letter → what the column means. */
  map: z.record(z.string(), importFieldSchema).optional(),
});

export const openImportInput = z.object({
  mpaId: accountIdSchema,
  source: importSourceSchema,
  /** The sheets to import, by name, or all visible ones that have a list; without it the one that looks most like an account list. */
  sheets: z.union([z.literal('all'), z.array(z.string()).min(1)]).optional(),
  ...sheetReadingSchema.shape,
  /** What is said of one sheet alone, by its name; it goes before what is said of all that are imported. */
  perSheet: z.record(z.string(), sheetReadingSchema).optional(),
  /** The encoding of a text file, by any name that TextDecoder knows; without it it is found out, or asked. */
  encoding: z.string().min(1).max(40).optional(),
  /** What words such as N/A, NULL or '-' are; without it they are text, and it is asked. */
  placeholders: placeholdersSchema.optional(),
  decisions: importDecisionsSchema.prefault({}),
  /** A person is there to be asked: a file in which no list is found is kept, with a question, instead of refused. */
  askForHeader: z.boolean().optional(),
});

/** Reads the file of an import again in another way; its bytes have been kept. What is not given is found as at the first time. */
export const reopenImportInput = openImportInput
  .pick({
    sheets: true,
    headerRow: true,
    map: true,
    perSheet: true,
    encoding: true,
    placeholders: true,
    decisions: true,
  })
  .extend({ importId: z.string() });

export const importCellsInput = z.object({
  importId: z.string(),
  /** The sheet that is imported unless given, or the first of them. */
  sheet: z.string().nullable().default(null),
  fromRow: z.int().min(1).default(1),
  limit: z.int().min(1).max(50).default(30),
});

/** Cells as they are in the file; blank rows are left out, so that numbers can jump. */
export const importCellsSchema = z.object({
  sheet: z.string(),
  rows: z.array(z.object({ row: z.int(), hidden: z.boolean(), cells: z.array(z.string()) })),
  /** The row to go on from; null where there are no more. Of sheets that are not imported only the first 250 rows are kept. */
  next: z.int().nullable(),
});

const count = z.int();

const importColumnSchema = z.object({
  sheet: z.string(),
  index: z.int(),
  letter: z.string(),
  header: z.string(),
  field: importFieldSchema.nullable(),
  /** By hand, as it was by hand for an earlier file with the same headers, by its header, by what its cells look like. */
  by: z.enum(['hand', 'remembered', 'name', 'content']).nullable(),
  /** In the file. */
  hidden: z.boolean(),
  candidates: z.array(importFieldSchema),
  samples: z.array(z.string()),
});

const importSheetSchema = z.object({
  name: z.string(),
  /** In the file. */
  hidden: z.boolean(),
  importable: z.boolean(),
  chosen: z.boolean(),
  /** The numbers of the rows that are its header: two where it has two lines. */
  headerRows: z.array(z.int()),
  /** Rows below the header. */
  rows: count,
});

/** Something that only a person can decide before the import can be applied. */
const importQuestionSchema = z.object({
  kind: z.enum(['header', 'sheet', 'column', 'encoding', 'placeholders', 'hidden']),
  sentence: z.string(),
  /** What to do about it on the command line. */
  remedy: z.string(),
  /** Sheets, fields, encodings, blank and text, or include and exclude; none for a header. */
  options: z.array(z.string()),
});

/** What an import would do to the ledger as it was when it was last compared with it. */
export const importSummarySchema = z.object({
  importId: z.string(),
  mpaId: accountIdSchema,
  /** Goes up with every comparison; an import that is applied names the preview that was looked at. */
  preview: z.int(),
  source: z.object({
    name: z.string(),
    format: z.enum(['xlsx', 'csv', 'text', 'json']),
    encoding: z.string().optional(),
    delimiter: z.string().optional(),
    sha256: z.string(),
    bytes: z.int(),
  }),
  /** The sheets that were looked at. Those that are `chosen` are imported, in this order. */
  sheets: z.array(importSheetSchema),
  /** The columns of the sheets that are imported. */
  columns: z.array(importColumnSchema),
  /** What there is to know about the list as a whole, in sentences. */
  remarks: z.array(z.string()),
  /** What would be asked, had it not been said of an earlier list with the same headers; the same options change it. */
  remembered: z.array(importQuestionSchema.extend({ answer: z.string() })),
  questions: z.array(importQuestionSchema),
  rows: z.object({
    total: count,
    /** In the plan, rows that say the same again included. */
    taken: count,
    invalid: count,
    conflict: count,
    unconfirmed: count,
    /** Hidden in the file, whatever was decided about them. */
    hidden: count,
    /** Not in the plan because hidden, or left out by hand. */
    leftOut: count,
    /** With a warning; they are imported all the same. */
    warned: count,
    /** With cells written by hand. */
    edited: count,
    blank: count,
    repeatedHeaders: count,
  }),
  /** How the account IDs of all rows were read. */
  ids: z.object({ right: count, repaired: count, lostDigits: count, invalid: count, blank: count }),
  faults: z.object({ error: count, unconfirmed: count, warning: count, note: count }),
  accounts: z.object({ new: count, changed: count, moved: count, unchanged: count, missing: count }),
  subsets: z.object({ new: count, changed: count }),
  workflows: z.object({ new: count }),
  endCustomers: z.object({ new: count, changed: count }),
  /** Whether applying it would change the ledger. */
  changes: z.boolean(),
  /** Why it can't be applied, in a sentence, where no row of it is in the plan; else null. */
  nothing: z.string().nullable(),
});

export const faultSeveritySchema = z.enum(['error', 'unconfirmed', 'warning', 'note']);

/** Something about a row: an error keeps it out, what is unconfirmed needs a person, the rest is for knowing. */
export const importFaultSchema = z.object({
  sheet: z.string(),
  row: z.int(),
  severity: faultSeveritySchema,
  code: z.string(),
  /** Letter and header of the column; '' where no one column is to blame. */
  column: z.string(),
  header: z.string(),
  value: z.string(),
  reason: z.string(),
  remedy: z.string(),
});

const fieldChangeSchema = z.object({
  field: importFieldSchema,
  old: z.string().nullable(),
  new: z.string().nullable(),
});

export const rowStateSchema = z.enum([
  'new',
  'changed',
  'moved',
  'unchanged',
  'repeat',
  'invalid',
  'conflict',
  'unconfirmed',
  'hidden',
  'left-out',
]);

/** Rows that a person wants to look at, whatever comes of them. Wrong: not imported as they are (invalid, conflict, unconfirmed). */
export const rowMatterSchema = z.enum(['wrong', 'warned', 'repaired', 'edited']);

/** A row of the file with what was read from it and what would come of it. */
export const importRowSchema = z.object({
  sheet: z.string(),
  row: z.int(),
  hidden: z.boolean(),
  state: rowStateSchema,
  accountId: z.string().nullable(),
  id: z
    .object({
      verdict: z.enum(['right', 'repaired', 'lost-digits', 'invalid', 'blank']),
      raw: z.string(),
      /** Of a repair: false where it needs the ledger or a person to be sure. */
      sure: z.boolean().nullable(),
      note: z.string().nullable(),
      /** Zeros that were put in front of it; null where none could be. */
      missing: z.int().nullable(),
    })
    .nullable(),
  fields: z.partialRecord(importFieldSchema, z.string()),
  /** The cells as they are in the file, or as they were written by hand. */
  raw: z.partialRecord(importFieldSchema, z.string()),
  /** What was written by hand: the cell of the file, and what is there instead. */
  edits: z.array(z.object({ field: importCellFieldSchema, from: z.string(), to: z.string() })),
  changes: z.array(fieldChangeSchema),
  faults: z.array(importFaultSchema),
  /** Accounts of the ledger that a rounded ID could be and that have the row's name or e-mail; never applied by themselves. */
  candidates: z.array(z.object({ id: accountIdSchema, name: z.string(), email: z.string() })),
});

/** A subset, workflow or end customer that is new or changes. */
export const relatedChangeSchema = z.object({
  key: z.string(),
  name: z.string(),
  kind: z.enum(['new', 'changed']),
  changes: z.array(fieldChangeSchema),
});

/** An account that the ledger does not know yet. */
const newAccountSchema = z.object({
  id: accountIdSchema,
  name: z.string(),
  email: z.string(),
  status: z.string().nullable(),
  /** The subset that the list itself names. */
  subset: z.string().nullable(),
  /** The assignment rule that would take it; null where none fits. */
  rule: z.object({ position: z.int(), text: z.string(), subset: z.string() }).nullable(),
});

const importId = z.object({ importId: z.string() });

/** An account list on its way into the ledger: `import`. */
export const imports = {
  open: job(openImportInput, importSummarySchema, { files: ['source.path'] }),
  /** The accounts of the organization, from AWS, as a list to import. */
  openOrganization: longTask(
    z.object({
      mpaId: accountIdSchema,
      /** The payer account's own unless given. */
      profile: z.string().min(1).nullable().default(null),
      decisions: importDecisionsSchema.prefault({}),
    }),
    importSummarySchema,
    { events: setupEventSchema },
  ),
  /** Decides anew, or with no decisions given compares anew with the ledger; what was decided before is forgotten. */
  decide: job(importId.extend({ decisions: importDecisionsSchema.optional() }), importSummarySchema),
  reopen: job(reopenImportInput, importSummarySchema),
  cells: read(importCellsInput, importCellsSchema),
  summary: read(importId, importSummarySchema),
  rows: read(
    importId.extend({
      state: rowStateSchema.nullable().default(null),
      /** Instead of a state: in the order of the file all rows of which this is so. */
      matter: rowMatterSchema.nullable().default(null),
      after: z.int().default(0),
      limit: pageSize,
    }),
    z.object({ rows: z.array(importRowSchema), next: z.int().nullable() }),
  ),
  /** How many rows have a text in the cell of a field, as a fix looks for it: to say what 'the same for all' would be. */
  alike: read(importId.extend({ field: importCellFieldSchema, from: z.string() }), z.object({ rows: count })),
  faults: read(
    importId.extend({
      severity: faultSeveritySchema.nullable().default(null),
      after: z.string().nullable().default(null),
      limit: pageSize,
    }),
    z.object({ faults: z.array(importFaultSchema), next: z.string().nullable() }),
  ),
  related: read(
    importId.extend({
      entity: z.enum(['subset', 'workflow', 'end-customer']),
      after: z.string().default(''),
      limit: pageSize,
    }),
    z.object({ changes: z.array(relatedChangeSchema), next: z.string().nullable() }),
  ),
  missing: read(
    importId.extend({ after: z.string().default(''), limit: pageSize }),
    z.object({
      accounts: z.array(z.object({ id: accountIdSchema, name: z.string(), subset: z.string().nullable() })),
      next: z.string().nullable(),
    }),
  ),
  /** What the ledger does not know yet, and which assignment rule would take it. */
  newAccounts: read(
    importId.extend({ after: z.int().default(0), limit: pageSize }),
    z.object({ accounts: z.array(newAccountSchema), next: z.int().nullable() }),
  ),
  /** Applies what the preview shows. Rows that are wrong stop it unless they are to be left out. */
  apply: longWrite(
    importId.extend({ preview: z.int().nullable().default(null), skipInvalid: z.boolean().default(false) }),
    z.object({
      accounts: z.object({ added: count, changed: count, moved: count }),
      subsets: z.object({ added: count, changed: count }),
      workflows: z.object({ added: count }),
      endCustomers: z.object({ added: count, changed: count }),
      leftOutRows: count,
    }),
  ),
  /** Writes the rows that are not imported to a workbook, with the reasons beside them; as many as `rows` counts, before and after it is applied. */
  writeRejected: job(
    importId.extend({ path: z.string().min(1) }),
    z.object({ path: z.string(), rows: count, sha256: z.string() }),
    { files: ['path'] },
  ),
  /** The same workbook as its bytes, for a page that can't name a path. */
  rejected: job(importId, z.object({ name: z.string(), base64: z.string(), rows: count })),
  close: job(importId, z.object({ closed: z.boolean() })),
};

export type ImportDecisions = z.infer<typeof importDecisionsSchema>;
export type OpenImportInput = z.infer<typeof openImportInput>;
export type ReopenImportInput = z.infer<typeof reopenImportInput>;
export type ImportCellsInput = z.infer<typeof importCellsInput>;
export type ImportCells = z.infer<typeof importCellsSchema>;
export type ImportSummary = z.infer<typeof importSummarySchema>;
export type ImportFault = z.infer<typeof importFaultSchema>;
export type ImportRow = z.infer<typeof importRowSchema>;
export type NewAccount = z.infer<typeof newAccountSchema>;
export type ImportSheet = z.infer<typeof importSheetSchema>;
export type ImportRowPlace = z.infer<typeof rowPlaceSchema>;
export type ImportQuestion = z.infer<typeof importQuestionSchema>;
export type ImportRemembered = ImportSummary['remembered'][number];
export type RelatedChange = z.infer<typeof relatedChangeSchema>;
export type RowMatter = z.infer<typeof rowMatterSchema>;
export type ImportCellField = z.infer<typeof importCellFieldSchema>;
export type RowState = z.infer<typeof rowStateSchema>;
export type FieldChange = z.infer<typeof fieldChangeSchema>;
export type ImportResult = {
  accounts: { added: number; changed: number; moved: number };
  subsets: { added: number; changed: number };
  workflows: { added: number };
  endCustomers: { added: number; changed: number };
  leftOutRows: number;
};
