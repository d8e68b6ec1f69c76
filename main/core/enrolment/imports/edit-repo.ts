import type { ReadField } from '../../../../shared/domain/import-field.ts';
import { query, step } from './stage-sql.ts';
import { COLUMNS_OF_FIELD, READ_NAMES, STAGED_NAMES } from './staged-row.ts';
import type { ReadColumns, StagedRow } from './staged-row.ts';

export const stagedForEdit = query<{ rows: string }, StagedRow>(
  `SELECT ${STAGED_NAMES.join(', ')} FROM staged_row
   WHERE (sheet, row_number) IN (SELECT json_extract(value, '$.sheet'), json_extract(value, '$.row') FROM json_each(@rows)) ORDER BY seq`,
);

export const writeEditedRow = step<ReadColumns & { seq: number }>(
  `UPDATE staged_row SET ${READ_NAMES.map((name) => `${name} = @${name}`).join(', ')} WHERE seq = @seq`,
);

type FixQuery = ReturnType<typeof query<{ sheet: string; path: string; from: string }, { row: number }>>;

/** The rows of a sheet in whose cell of a field a text is; the path names the cell among those of the file. */
export const rowsToFix = Object.fromEntries(
  Object.entries(COLUMNS_OF_FIELD).map(([field, [column = 'NULL']]) => [
    field,
    query<{ sheet: string; path: string; from: string }, { row: number }>(
      `SELECT row_number AS row FROM staged_row
       WHERE sheet = @sheet AND (${column} = @from OR json_extract(raw, @path) = @from)`,
    ),
  ]),
) as Readonly<Record<ReadField, FixQuery>>;

export const keepOriginalRow = step<{ seq: number }>(
  `INSERT INTO original_row SELECT * FROM staged_row WHERE seq = @seq`,
);
export const keepOriginalFaults = step<{ seq: number }>(
  `INSERT INTO original_fault SELECT * FROM row_fault WHERE seq = @seq AND phase = 'read'`,
);
export const putEdit = step<{ seq: number; field: string; original: string; value: string }>(
  `INSERT INTO cell_edit (seq, field, original, value) VALUES (@seq, @field, @original, @value)`,
);
/** A line that could not be parsed stays so, whatever is written into it. */
export const dropReadFaults = step<{ seq: number; places: string }>(
  `DELETE FROM row_fault WHERE seq = @seq AND phase = 'read' AND code <> 'row-malformed'
     AND column_index IN (SELECT value FROM json_each(@places))`,
);

/** Puts every edited row back as it was in the file, in this order. */
export const RESTORE = [
  step<void>(`DELETE FROM staged_row WHERE seq IN (SELECT seq FROM original_row)`),
  step<void>(`INSERT INTO staged_row SELECT * FROM original_row`),
  step<void>(`DELETE FROM row_fault WHERE phase = 'read' AND seq IN (SELECT seq FROM original_row)`),
  step<void>(
    `INSERT INTO row_fault (seq, phase, severity, code, key, column_index, field, value, details)
     SELECT seq, phase, severity, code, key, column_index, field, value, details FROM original_fault ORDER BY id`,
  ),
];

export const FORGET = ['original_row', 'original_fault', 'cell_edit'].map((table) =>
  step<void>(`DELETE FROM ${table}`),
);
