import { z } from 'zod';
import { accountIdSchema, jobOf, pageSize, procedure } from './base.ts';

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

/** The five spreadsheets of the vendor: `export SHEET`. */
export const sheets = {
  preview: procedure
    .input(z.object({ mpaId: accountIdSchema, sheet: sheetNumberSchema, limit: pageSize }))
    .output(z.object({ headers: z.array(z.string()), rows: z.array(z.array(z.string())), total: z.int() })),
  /** Writes one sheet into a folder. A file there with other content is only replaced when `overwrite` is said. */
  export: procedure
    .input(
      z.object({
        mpaId: accountIdSchema,
        sheet: sheetNumberSchema,
        format: sheetFormatSchema,
        folder: z.string(),
        overwrite: z.boolean().default(false),
      }),
    )
    .output(jobOf(exportedSheetSchema)),
};

export type ExportedSheet = z.infer<typeof exportedSheetSchema>;
