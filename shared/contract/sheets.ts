import { z } from 'zod';
import { accountFilterSchema, accountSortSchema } from './accounts.ts';
import { accountIdSchema, job, pageSize, read } from './base.ts';

export const sheetNumberSchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export const sheetFormatSchema = z.enum(['xlsx', 'csv']);

/** A sheet that was written to a file. */
export const exportedSheetSchema = z.object({
  sheet: sheetNumberSchema,
  format: sheetFormatSchema,
  path: z.string(),
  /** Without the header. */
  rows: z.int(),
  bytes: z.int(),
  sha256: z.string(),
  /** Cells that were made harmless because they start like a formula; .csv only. */
  neutralised: z.int(),
  /** True when the file was there already with the very same bytes. */
  unchanged: z.boolean(),
});

/** What is saved: one of the vendor's sheets, or the accounts that a filter has with all that the ledger knows of them. */
export const savedContentSchema = z.union([
  z.strictObject({ sheet: sheetNumberSchema }),
  z.strictObject({
    accounts: accountFilterSchema,
    sort: accountSortSchema.default('id'),
    descending: z.boolean().default(false),
  }),
]);

export const saveSheetInput = z.object({
  mpaId: accountIdSchema,
  content: savedContentSchema,
  format: sheetFormatSchema,
  /** The file that a person chose for it; what is there is replaced. null: its bytes are given back. */
  path: z.string().nullable().default(null),
});

export const savedSheetSchema = z.object({
  /** What the file is called, or would be by itself. */
  name: z.string(),
  /** Null where its bytes were asked for. */
  path: z.string().nullable(),
  /** Null where it was written to a path. */
  base64: z.string().nullable(),
  /** Without the header. */
  rows: z.int(),
  /** Cells that were made harmless because they start like a formula; .csv only. */
  neutralised: z.int(),
});

/** The five spreadsheets of the vendor: `export SHEET`. */
export const sheets = {
  preview: read(
    z.object({ mpaId: accountIdSchema, sheet: sheetNumberSchema, limit: pageSize }),
    z.object({ headers: z.array(z.string()), rows: z.array(z.array(z.string())), total: z.int() }),
  ),
  /** Writes one sheet into a folder. A file there with other content is only replaced when `overwrite` is said. */
  export: job(
    z.object({
      mpaId: accountIdSchema,
      sheet: sheetNumberSchema,
      format: sheetFormatSchema,
      folder: z.string(),
      overwrite: z.boolean().default(false),
    }),
    exportedSheetSchema,
    { files: ['folder'] },
  ),
  /** Saves one sheet, or a list of accounts, as the one file that a person asked for. */
  save: job(saveSheetInput, savedSheetSchema, { files: ['path'] }),
};

export type SaveSheetInput = z.infer<typeof saveSheetInput>;
export type SavedSheet = z.infer<typeof savedSheetSchema>;
export type ExportedSheet = z.infer<typeof exportedSheetSchema>;
