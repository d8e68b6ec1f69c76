import type { ImportRowPlace } from '../../../../shared/contract/imports.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { findSheet } from '../../spreadsheets/table.ts';
import { chosenSheets } from './stage-meta.ts';
import type { Filled } from './stage-meta.ts';

/** A row of a stage as a person knows it. */
export interface RowPlace {
  readonly sheet: string;
  readonly row: number;
}

/** A row as one text, to look it up by. */
export function rowKey({ sheet, row }: RowPlace): string {
  return `${sheet}!${row}`;
}

/**
 * The sheet of a row that a person has named.
 * @throws AppError INVALID_INPUT where it is of no sheet that is imported, or does not say of which
 */
export function sheetOfRow(filled: Filled, { sheet, row }: ImportRowPlace): string {
  const chosen = chosenSheets(filled);
  const names = chosen.map(({ name }) => name);
  const [only = ''] = names;
  if (sheet === undefined && names.length < 2) return only;
  if (sheet === undefined) {
    const message = `Rows of several sheets are imported: ${names.join(', ')}. Say of which row ${row} is${act('import.row-of-sheet')}.`;
    throw new AppError('INVALID_INPUT', message, { row, sheets: names });
  }
  const found = findSheet(chosen, sheet);
  if (found !== undefined) return found.name;
  const message = `No sheet '${sheet}' is imported, so its row ${row} can't be decided about. Imported are: ${names.join(', ')}.`;
  throw new AppError('INVALID_INPUT', message, { sheet, row, sheets: names });
}

/** The error for a row that is decided about and is not there. */
export function strayRow(filled: Filled, { sheet, row }: RowPlace): AppError {
  const where = chosenSheets(filled).length > 1 ? `The sheet '${sheet}'` : 'The list';
  return new AppError('INVALID_INPUT', `${where} has no row ${row}. Rows are counted as in the file.`, { sheet, row });
}
