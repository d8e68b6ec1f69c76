import type { ImportDecisions } from '../../../../shared/contract/imports.ts';
import type { ReadField } from '../../../../shared/domain/import-field.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
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
import type { StageMeta } from './stage-meta.ts';

/** The fields that tell an account's ID together: each is read with the others. */
const OF_ID: readonly ReadField[] = ['accountId', 'arn'];

/** What was written by hand, by row and field. */
type Edits = Map<number, Map<ReadField, string>>;

/**
 * How many rows the same fix would be for: those whose cell has a text, as in the file or as it was read. None for a field that the
 * file has no column for. @throws AppError NOT_FOUND (closed).
 */
export function importAlike(
  _context: ReadContext,
  { importId, field, from }: { importId: string; field: ReadField; from: string },
): { rows: number } {
  return withStage(importId, (db) => {
    const place = fieldPlaces(stageMeta(db).filled.columns).get(field);
    if (place === undefined) return { rows: 0 };
    return { rows: repo.rowsToFix[field].all(db, { path: `$[${place}]`, from }).length };
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
  const found = repo.stagedForEdit.all(db, { rows: JSON.stringify([...edits.keys()]) });
  const known = new Set(found.map(({ row_number: row }) => row));
  const stray = [...edits.keys()].find((row) => !known.has(row));
  if (stray !== undefined) {
    throw new AppError('INVALID_INPUT', `The list has no row ${stray}. Rows are counted as in the file.`, {
      row: stray,
    });
  }
  const places = fieldPlaces(meta.filled.columns);
  const keys = new KeyCache();
  for (const { seq, row_number: number, hidden: _hidden, raw, ...columns } of found) {
    // Written by the filling of the stage.
    const cells = JSON.parse(raw) as string[];
    const fields = edits.get(number) ?? new Map<ReadField, string>();
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
  const put = (row: number, field: ReadField, value: string): void => {
    const fields = edits.get(row) ?? new Map<ReadField, string>();
    edits.set(row, fields.set(field, value));
  };
  const places = fieldPlaces(filled.columns);
  for (const { field, from, to } of fixes) {
    const place = places.get(field);
    if (place === undefined) continue;
    for (const { row } of repo.rowsToFix[field].all(db, { path: `$[${place}]`, from })) put(row, field, to);
  }
  for (const { row, field, value } of cells) put(row, field, value);
  return edits;
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
