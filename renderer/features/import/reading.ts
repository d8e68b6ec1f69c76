import { z } from 'zod';
import { importDecisionsSchema, importFieldSchema, placeholdersSchema } from '../../../shared/contract/imports.ts';
import type {
  ImportCellField,
  ImportDecisions,
  ImportRow,
  ReopenImportInput,
} from '../../../shared/contract/imports.ts';
import type { ImportField } from '../../../shared/domain/import-field.ts';

const readingSchema = z.object({
  sheet: z.string().nullable(),
  headerRow: z.int().nullable(),
  map: z.record(z.string(), importFieldSchema),
  encoding: z.string().nullable().default(null),
  placeholders: placeholdersSchema.nullable().default(null),
  decisions: importDecisionsSchema,
});

/** How the list is read: all that a person has said about its sheet, header, columns and rows. */
export type Reading = z.infer<typeof readingSchema>;

export const NO_DECISIONS: ImportDecisions = { hidden: null, acceptRepairs: false, ids: [], leaveOut: [] };
export const FIRST_READING: Reading = {
  sheet: null,
  headerRow: null,
  map: {},
  encoding: null,
  placeholders: null,
  decisions: NO_DECISIONS,
};

/** An import that was begun, as the page keeps it over reloads and restarts: what a person said about a list, never the list. */
export const keptImportSchema = z
  .object({
    /** Null where the program that had read the list has ended. */
    importId: z.string().nullable(),
    name: z.string(),
    sha256: z.string(),
    reading: readingSchema,
    step: z.int(),
    skipInvalid: z.boolean(),
  })
  .nullable();
export type KeptImport = NonNullable<z.infer<typeof keptImportSchema>>;

/** How the list is to be read otherwise. */
export interface ReadingChange {
  readonly sheet?: string;
  /** 0: the list has no header; null: it is to be found. */
  readonly headerRow?: number | null;
  readonly map?: Readonly<Record<string, ImportField>>;
  readonly encoding?: string;
  /** What words such as N/A, NULL or '-' are. */
  readonly placeholders?: NonNullable<Reading['placeholders']>;
}

/** The reading after a change. Another sheet has other columns, and another sheet or header other rows: what was said of them is forgotten. */
export function changedReading(before: Reading, change: ReadingChange): Reading {
  const { sheet, headerRow, map, encoding = before.encoding, placeholders = before.placeholders } = change;
  const reading = { ...before, encoding, placeholders };
  if (sheet !== undefined) return { ...reading, sheet, headerRow: null, map: {}, decisions: NO_DECISIONS };
  const merged = { ...reading.map, ...map };
  if (headerRow === undefined) return { ...reading, map: merged };
  return { ...reading, headerRow, map: merged, decisions: { ...NO_DECISIONS, hidden: reading.decisions.hidden } };
}

/** A reading as the core is asked for it; what is not given is found anew. */
export function reopenInput(importId: string, reading: Reading): ReopenImportInput {
  const { sheet, headerRow, map, encoding, placeholders, decisions } = reading;
  return {
    importId,
    ...(sheet === null ? {} : { sheet }),
    ...(headerRow === null ? {} : { headerRow }),
    ...(Object.keys(map).length === 0 ? {} : { map }),
    ...(encoding === null ? {} : { encoding }),
    ...(placeholders === null ? {} : { placeholders }),
    decisions,
  };
}

/** A text to be written into a cell. */
export interface CellEdit {
  readonly row: ImportRow;
  readonly field: ImportCellField;
  readonly value: string;
}

/** The cell as it is in the file. */
export function cellOfFile({ raw, edits }: ImportRow, field: ImportCellField): string {
  return edits.find((edit) => edit.field === field)?.from ?? raw[field] ?? '';
}

/** Decisions with a cell written by hand; written as it is in the file it is no edit any more. */
export function withCell(decisions: ImportDecisions, { row, field, value }: CellEdit): ImportDecisions {
  const others = (decisions.cells ?? []).filter((cell) => cell.row !== row.row || cell.field !== field);
  const own = cellOfFile(row, field);
  // A fix for all rows alike would write it again.
  const isFixed = (decisions.fixes ?? []).some((fix) => fix.field === field && fix.from === own);
  const cells = value === own && !isFixed ? others : [...others, { row: row.row, field, value }];
  return { ...decisions, cells };
}

/** Decisions with the same text for all rows alike; cells of theirs that were written by hand to the same are part of it. */
export function withFix(
  decisions: ImportDecisions,
  fix: { field: ImportCellField; from: string; to: string },
): ImportDecisions {
  const others = (decisions.fixes ?? []).filter(({ field, from }) => field !== fix.field || from !== fix.from);
  const cells = (decisions.cells ?? []).filter(({ field, value }) => field !== fix.field || value !== fix.to);
  return { ...decisions, fixes: [...others, fix], cells };
}

/** Decisions with nothing written by hand. */
export function withoutEdits(decisions: ImportDecisions): ImportDecisions {
  return { ...decisions, cells: [], fixes: [] };
}

/** Decisions with a repair accepted, or asked about again. @param row the row, or all that are asked about */
export function withRepair(decisions: ImportDecisions, row: number | 'all', accepted: boolean): ImportDecisions {
  if (row === 'all') return { ...decisions, acceptRepairs: accepted };
  const { acceptRepairs } = decisions;
  const rows = (Array.isArray(acceptRepairs) ? acceptRepairs : []).filter((each) => each !== row);
  return { ...decisions, acceptRepairs: accepted ? [...rows, row] : rows };
}

/** Whether the repair of a row was accepted by hand. */
export function isAccepted({ acceptRepairs }: ImportDecisions, row: number): boolean {
  return acceptRepairs === true || (Array.isArray(acceptRepairs) && acceptRepairs.includes(row));
}

/** Decisions with the right ID of a row chosen; null: not any more. */
export function withId(decisions: ImportDecisions, row: number, id: string | null): ImportDecisions {
  const others = decisions.ids.filter((each) => each.row !== row);
  const chosen = importDecisionsSchema.shape.ids.unwrap().parse(id === null ? [] : [{ row, id }]);
  return { ...decisions, ids: [...others, ...chosen] };
}

/** Decisions with a row left out, or taken in again. */
export function withRowOut(decisions: ImportDecisions, row: number, isOut: boolean): ImportDecisions {
  const others = decisions.leaveOut.filter((each) => each !== row);
  return { ...decisions, leaveOut: isOut ? [...others, row] : others };
}
