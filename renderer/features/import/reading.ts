import { z } from 'zod';
import {
  importDecisionsSchema,
  importFieldSchema,
  placeholdersSchema,
  reopenImportInput,
} from '../../../shared/contract/imports.ts';
import type {
  ImportCellField,
  ImportDecisions,
  ImportRow,
  ImportRowPlace,
  ImportSummary,
  ReopenImportInput,
} from '../../../shared/contract/imports.ts';
import type { ImportField } from '../../../shared/domain/import-field.ts';

const readingSchema = z.object({
  sheets: reopenImportInput.shape.sheets.unwrap().nullable(),
  headerRow: z.int().nullable(),
  map: z.record(z.string(), importFieldSchema),
  /** What was said of one of several sheets. */
  perSheet: reopenImportInput.shape.perSheet.unwrap(),
  encoding: z.string().nullable().default(null),
  placeholders: placeholdersSchema.nullable().default(null),
  decisions: importDecisionsSchema,
});

/** How the list is read: all that a person has said about its sheet, header, columns and rows. */
export type Reading = z.infer<typeof readingSchema>;

export const NO_DECISIONS: ImportDecisions = { hidden: null, acceptRepairs: false, ids: [], leaveOut: [] };
export const FIRST_READING: Reading = {
  sheets: null,
  headerRow: null,
  map: {},
  perSheet: {},
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
  /** By their names, or all that have a list; null: the one that looks most like an account list. */
  readonly sheets?: Reading['sheets'];
  /** Of several sheets the one that `headerRow` and `map` are about; null where there is only one. */
  readonly ofSheet?: string | null;
  /** 0: the list has no header; null: it is to be found. */
  readonly headerRow?: number | null;
  readonly map?: Readonly<Record<string, ImportField>>;
  readonly encoding?: string;
  /** What words such as N/A, NULL or '-' are. */
  readonly placeholders?: NonNullable<Reading['placeholders']>;
}

/** The reading after a change. Other sheets have other columns, and another sheet or header other rows: what was said of them is forgotten. */
export function changedReading(before: Reading, change: ReadingChange): Reading {
  const { sheets, ofSheet = null, headerRow, encoding = before.encoding, placeholders = before.placeholders } = change;
  const reading = { ...before, encoding, placeholders };
  if (sheets !== undefined)
    return { ...reading, sheets, headerRow: null, map: {}, perSheet: {}, decisions: NO_DECISIONS };
  const said = ofSheet === null ? withChange(reading, change) : withChangeOfSheet(reading, ofSheet, change);
  if (headerRow === undefined) return said;
  return { ...said, decisions: { ...NO_DECISIONS, hidden: reading.decisions.hidden } };
}

function withChange(reading: Reading, { headerRow = reading.headerRow, map }: ReadingChange): Reading {
  return { ...reading, headerRow, map: { ...reading.map, ...map } };
}

function withChangeOfSheet(reading: Reading, sheet: string, { headerRow, map }: ReadingChange): Reading {
  const { headerRow: rowBefore, map: mapBefore } = reading.perSheet[sheet] ?? {};
  const row = headerRow === undefined ? rowBefore : headerRow;
  const own = { map: { ...mapBefore, ...map }, ...(typeof row === 'number' && { headerRow: row }) };
  return { ...reading, perSheet: { ...reading.perSheet, [sheet]: own } };
}

/** A reading as the core is asked for it; what is not given is found anew. */
export function reopenInput(importId: string, reading: Reading): ReopenImportInput {
  const { sheets, headerRow, map, perSheet, encoding, placeholders, decisions } = reading;
  return {
    importId,
    ...(sheets === null ? {} : { sheets }),
    ...(headerRow === null ? {} : { headerRow }),
    ...(Object.keys(map).length === 0 ? {} : { map }),
    ...(Object.keys(perSheet).length === 0 ? {} : { perSheet }),
    ...(encoding === null ? {} : { encoding }),
    ...(placeholders === null ? {} : { placeholders }),
    decisions,
  };
}

/** Whether rows of several sheets are imported together. */
export function isOfSeveral({ sheets }: Pick<ImportSummary, 'sheets'>): boolean {
  return sheets.filter(({ chosen }) => chosen).length > 1;
}

/** What decisions know a row by. */
export function placeOf(summary: Pick<ImportSummary, 'sheets'>, { sheet, row }: ImportRow): ImportRowPlace {
  return isOfSeveral(summary) ? { sheet, row } : { row };
}

/** A row as a person knows it: '5', and where there are several sheets 'North!5'. */
export function nameOfRow({ sheet, row }: ImportRowPlace): string {
  return sheet === undefined ? String(row) : `${sheet}!${row}`;
}

function isSame(one: ImportRowPlace, other: ImportRowPlace): boolean {
  return one.row === other.row && one.sheet === other.sheet;
}

/** A text to be written into a cell. */
export interface CellEdit {
  readonly row: ImportRow;
  readonly place: ImportRowPlace;
  readonly field: ImportCellField;
  readonly value: string;
}

/** The cell as it is in the file. */
export function cellOfFile({ raw, edits }: ImportRow, field: ImportCellField): string {
  return edits.find((edit) => edit.field === field)?.from ?? raw[field] ?? '';
}

/** Decisions with a cell written by hand; written as it is in the file it is no edit any more. */
export function withCell(decisions: ImportDecisions, { row, place, field, value }: CellEdit): ImportDecisions {
  const others = (decisions.cells ?? []).filter((cell) => !isSame(cell, place) || cell.field !== field);
  const own = cellOfFile(row, field);
  // A fix for all rows alike would write it again.
  const isFixed = (decisions.fixes ?? []).some((fix) => fix.field === field && fix.from === own);
  const cells = value === own && !isFixed ? others : [...others, { ...place, field, value }];
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

/** Decisions with a repair accepted, or asked about again. @param place of the row, or all that are asked about */
export function withRepair(
  decisions: ImportDecisions,
  place: ImportRowPlace | 'all',
  accepted: boolean,
): ImportDecisions {
  if (place === 'all') return { ...decisions, acceptRepairs: accepted };
  const { acceptRepairs } = decisions;
  const places = (Array.isArray(acceptRepairs) ? acceptRepairs : []).filter((each) => !isSame(each, place));
  return { ...decisions, acceptRepairs: accepted ? [...places, place] : places };
}

/** Whether the repair of a row was accepted by hand. */
export function isAccepted({ acceptRepairs }: ImportDecisions, place: ImportRowPlace): boolean {
  return acceptRepairs === true || (Array.isArray(acceptRepairs) && acceptRepairs.some((each) => isSame(each, place)));
}

/** The right ID of a row as it was chosen. */
export function chosenId({ ids }: ImportDecisions, place: ImportRowPlace): string | null {
  return ids.find((each) => isSame(each, place))?.id ?? null;
}

/** Decisions with the right ID of a row chosen; null: not any more. */
export function withId(decisions: ImportDecisions, place: ImportRowPlace, id: string | null): ImportDecisions {
  const others = decisions.ids.filter((each) => !isSame(each, place));
  const chosen = importDecisionsSchema.shape.ids.unwrap().parse(id === null ? [] : [{ ...place, id }]);
  return { ...decisions, ids: [...others, ...chosen] };
}

/** Decisions with a row left out, or taken in again. */
export function withRowOut(decisions: ImportDecisions, place: ImportRowPlace, isOut: boolean): ImportDecisions {
  const others = decisions.leaveOut.filter((each) => !isSame(each, place));
  return { ...decisions, leaveOut: isOut ? [...others, place] : others };
}
