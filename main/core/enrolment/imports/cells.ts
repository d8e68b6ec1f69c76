import type { ImportCells, ImportCellsInput } from '../../../../shared/contract/imports.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ReadContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { withStage } from './stage-file.ts';
import type { CellsRow } from './stage-repo.ts';
import { headRows, lastHeadRow, stagedCells } from './stage-repo.ts';
import { chosenSheets } from './stage-meta.ts';
import { stageMeta } from './summary.ts';

/**
 * The cells of a sheet as they are in the file, from a row on: of every sheet the first rows, those above the header too, and of
 * the sheet that is imported all rows below it. @throws AppError NOT_FOUND (closed), SHEET_NOT_FOUND.
 */
export function importCells(_context: ReadContext, input: ImportCellsInput): ImportCells {
  const { importId, fromRow, limit } = input;
  return withStage(importId, (db) => {
    const { filled } = stageMeta(db);
    const sheet = input.sheet ?? chosenSheets(filled)[0]?.name ?? '';
    const found = filled.sheets.find(({ name }) => name === sheet);
    if (found === undefined) {
      const sheets = filled.sheets.map(({ name }) => name);
      throw new AppError('SHEET_NOT_FOUND', `The file has no sheet '${sheet}'. It has: ${sheets.join(', ')}.`, {
        sheets,
      });
    }
    const cells = rowsFrom(db, sheet, found.chosen, fromRow, limit + 1);
    return {
      sheet,
      rows: cells.slice(0, limit).map(({ row_number: row, hidden, cells: texts }) => ({
        row,
        hidden: hidden === 1,
        // Written by the filling of the stage.
        cells: JSON.parse(texts) as string[],
      })),
      next: cells[limit]?.row_number ?? null,
    };
  });
}

function rowsFrom(db: ReadDb, sheet: string, isStaged: boolean, from: number, limit: number): CellsRow[] {
  const head = headRows.all(db, { sheet, from, limit });
  if (!isStaged || head.length === limit) return head;
  const beyond = Math.max(from, (lastHeadRow.get(db, { sheet })?.row ?? 0) + 1);
  return [...head, ...stagedCells.all(db, { sheet, from: beyond, limit: limit - head.length })];
}
