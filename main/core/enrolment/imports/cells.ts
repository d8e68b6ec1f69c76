import type { ImportCells, ImportCellsInput } from '../../../../shared/contract/imports.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ReadContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { withStage } from './stage-file.ts';
import type { CellsRow } from './stage-repo.ts';
import { headRows, lastHeadRow, stagedCells } from './stage-repo.ts';
import { stageMeta } from './summary.ts';

/**
 * The cells of a sheet as they are in the file, from a row on: of every sheet the first rows, those above the header too, and of
 * the sheet that is imported all rows below it. @throws AppError NOT_FOUND (closed), SHEET_NOT_FOUND.
 */
export function importCells(_context: ReadContext, input: ImportCellsInput): ImportCells {
  const { importId, fromRow, limit } = input;
  return withStage(importId, (db) => {
    const { filled } = stageMeta(db);
    const sheet = input.sheet ?? filled.sheet;
    if (!filled.sheets.some(({ name }) => name === sheet)) {
      const sheets = filled.sheets.map(({ name }) => name);
      throw new AppError('SHEET_NOT_FOUND', `The file has no sheet '${sheet}'. It has: ${sheets.join(', ')}.`, {
        sheets,
      });
    }
    const found = rowsFrom(db, sheet, sheet === filled.sheet, fromRow, limit + 1);
    return {
      sheet,
      rows: found.slice(0, limit).map(({ row_number: row, hidden, cells }) => ({
        row,
        hidden: hidden === 1,
        // Written by the filling of the stage.
        cells: JSON.parse(cells) as string[],
      })),
      next: found[limit]?.row_number ?? null,
    };
  });
}

function rowsFrom(db: ReadDb, sheet: string, isStaged: boolean, from: number, limit: number): CellsRow[] {
  const head = headRows.all(db, { sheet, from, limit });
  if (!isStaged || head.length === limit) return head;
  const beyond = Math.max(from, (lastHeadRow.get(db, { sheet })?.row ?? 0) + 1);
  return [...head, ...stagedCells.all(db, { from: beyond, limit: limit - head.length })];
}
