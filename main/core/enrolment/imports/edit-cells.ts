import type { ImportDecisions } from '../../../../shared/contract/imports.ts';
import type { ReadField } from '../../../../shared/domain/import-field.ts';
import type { ReadContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import type { Cell } from '../../spreadsheets/cell.ts';
import * as repo from './edit-repo.ts';
import type { ReadRow } from './read-row.ts';
import { nameFinder } from './known-names.ts';
import { fieldPlaces, KeyCache, readColumns, readRow } from './read-row.ts';
import { clearDecisions, clearStagedFaults, clearStagedRows, faultValues, stageFault } from './stage-repo.ts';
import { withStage } from './stage-file.ts';
import { COLUMNS_OF_FIELD } from './staged-row.ts';
import type { ReadColumns } from './staged-row.ts';
import { stageMeta } from './summary.ts';
import { rowKey, sheetOfRow, strayRow } from './row-place.ts';
import type { RowPlace } from './row-place.ts';
import { chosenSheets, columnsOfSheet } from './stage-meta.ts';
import type { Filled, StageMeta } from './stage-meta.ts';

/** The fields that tell an account's ID together: each is read with the others. */
const OF_ID: readonly ReadField[] = ['accountId', 'arn'];

/** What was written by hand, by row and field. */
type Edits = Map<string, { place: RowPlace; fields: Map<ReadField, string> }>;

/**
 * How many rows the same fix would be for: those whose cell has a text, as in the file or as it was read. None for a field that the
 * file has no column for. @throws AppError NOT_FOUND (closed).
 */
export function importAlike(
  _context: ReadContext,
  { importId, field, from }: { importId: string; field: ReadField; from: string },
): { rows: number } {
  return withStage(importId, (db) => {
    const found = rowsAlike(db, stageMeta(db).filled, field, from);
    return { rows: found.length };
  });
}

/** Puts the rows that were edited back as they are in the file. */
export function forgetEdits(db: ReadDb): void {
  for (const restore of repo.RESTORE) restore(db);
  for (const forget of repo.FORGET) forget(db);
}

/** Empties a stage of everything that was read and decided. */
export function clearStage(db: ReadDb): void {
  clearDecisions(db);
  clearStagedRows(db);
  clearStagedFaults(db);
  for (const forget of repo.FORGET) forget(db);
}

/**
 * Writes cells by hand: their rows are read again as if the file had these texts, and their faults follow from that. What the file has is
 * kept beside it. Expects that no edits are in the stage. @throws AppError INVALID_INPUT for a row that is not there.
 */
export function editCells(db: ReadDb, meta: StageMeta, decisions: ImportDecisions): void {
  const edits = editsOf(db, meta, decisions);
  if (edits.size === 0) return;
  const found = repo.stagedForEdit.all(db, { rows: JSON.stringify([...edits.values()].map(({ place }) => place)) });
  const known = new Set(found.map(({ sheet, row_number: row }) => rowKey({ sheet, row })));
  const stray = [...edits].find(([key]) => !known.has(key))?.[1].place;
  if (stray !== undefined) throw strayRow(meta.filled, stray);
  const keys = new KeyCache();
  for (const { seq, sheet, row_number: number, hidden: _hidden, raw, ...columns } of found) {
    const places = fieldPlaces(columnsOfSheet(meta.filled, sheet));
    // Written by the filling of the stage.
    const cells = JSON.parse(raw) as string[];
    const fields = edits.get(rowKey({ sheet, row: number }))?.fields ?? new Map<ReadField, string>();
    repo.keepOriginalRow(db, { seq });
    repo.keepOriginalFaults(db, { seq });
    for (const [field, value] of fields) {
      repo.putEdit(db, { seq, field, original: cells[places.get(field) ?? -1] ?? '', value });
    }
    const at = withPlaces(places, fields, cells.length);
    const row = { number, hidden: false, cells: cellsWith(cells, at, fields) };
    // What a person writes by hand is meant as it is written.
    const read = readRow(
      row,
      at,
      { mpaId: meta.mpaId, placeholders: 'text', isName: nameFinder(db, meta.mpaId) },
      keys,
    );
    const again = new Set<ReadField>([...fields.keys()].flatMap((field) => (OF_ID.includes(field) ? OF_ID : [field])));
    repo.writeEditedRow(db, { ...columns, ...columnsOf(read, again), seq });
    replaceFaults(db, seq, read, again, { at, places });
  }
}

function editsOf(db: ReadDb, { filled }: StageMeta, { cells = [], fixes = [] }: ImportDecisions): Edits {
  const edits: Edits = new Map();
  const put = (place: RowPlace, field: ReadField, value: string): void => {
    const key = rowKey(place);
    const { fields } = edits.get(key) ?? { fields: new Map<ReadField, string>() };
    edits.set(key, { place, fields: fields.set(field, value) });
  };
  for (const { field, from, to } of fixes)
    for (const place of rowsAlike(db, filled, field, from)) put(place, field, to);
  for (const { field, value, ...place } of cells) {
    put({ sheet: sheetOfRow(filled, place), row: place.row }, field, value);
  }
  return edits;
}

/** The rows of all sheets whose cell of a field has a text. */
function rowsAlike(db: ReadDb, filled: Filled, field: ReadField, from: string): RowPlace[] {
  return chosenSheets(filled).flatMap(({ name: sheet, columns }) => {
    const place = fieldPlaces(columns).get(field);
    if (place === undefined) return [];
    return repo.rowsToFix[field].all(db, { sheet, path: `$[${place}]`, from }).map(({ row }) => ({ sheet, row }));
  });
}

/** A field that the file has no column for gets one beyond its last. */
function withPlaces(
  places: ReadonlyMap<ReadField, number>,
  fields: ReadonlyMap<ReadField, string>,
  width: number,
): Map<ReadField, number> {
  const at = new Map(places);
  let next = Math.max(width, ...[...places.values()].map((place) => place + 1));
  for (const field of fields.keys()) if (!at.has(field)) at.set(field, next++);
  return at;
}

function cellsWith(
  cells: readonly string[],
  at: ReadonlyMap<ReadField, number>,
  fields: ReadonlyMap<ReadField, string>,
): Cell[] {
  const texts = Array.from(
    { length: Math.max(cells.length, ...[...at.values()].map((place) => place + 1)) },
    (_, i) => cells[i] ?? '',
  );
  for (const [field, value] of fields) texts[at.get(field) ?? texts.length] = value;
  return texts.map((text) => (text === '' ? { kind: 'blank' } : { kind: 'text', text }));
}

/** The columns of the fields that were read again; the others stay as they were read from the cells themselves. */
function columnsOf(read: ReadRow, again: ReadonlySet<ReadField>): Partial<ReadColumns> {
  const all = readColumns(read);
  const names = [...again].flatMap((field): readonly (keyof ReadColumns)[] => COLUMNS_OF_FIELD[field]);
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

function replaceFaults(
  db: ReadDb,
  seq: number,
  read: ReadRow,
  again: ReadonlySet<ReadField>,
  { at, places }: { at: ReadonlyMap<ReadField, number>; places: ReadonlyMap<ReadField, number> },
): void {
  const touched = new Set([...again].flatMap((field) => at.get(field) ?? []));
  repo.dropReadFaults(db, { seq, places: JSON.stringify([...touched]) });
  const ofFile = new Set(places.values());
  for (const fault of read.faults) {
    const { column } = fault;
    if (column === null || !touched.has(column)) continue;
    stageFault(db, faultValues(seq, fault, ofFile.has(column) ? column : null));
  }
}
