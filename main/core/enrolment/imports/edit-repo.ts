import { query, step } from './stage-sql.ts';

/** The columns of a row that is read again. */
export interface EditedColumns {
  [column: string]: string | number | null;
  idRaw: string | null;
  verdict: string | null;
  id: string | null;
  sure: number | null;
  note: string | null;
  from: string | null;
  to: string | null;
  accountName: string | null;
  accountEmail: string | null;
  status: string | null;
  joinedMethod: string | null;
  joinedAt: string | null;
  subsetName: string | null;
  subsetKey: string | null;
  workflowName: string | null;
  workflowKey: string | null;
  consoleEmail: string | null;
  orgId: string | null;
}

export const stagedForEdit = query<{ rows: string }, EditedColumns & { seq: number; row_number: number; raw: string }>(
  `SELECT seq, row_number, raw, id_raw AS idRaw, id_verdict AS verdict, id, id_sure AS sure, id_note AS note, id_from AS "from", id_to AS "to",
     name AS accountName, email AS accountEmail, status, joined_method AS joinedMethod, joined_at AS joinedAt,
     subset AS subsetName, subset_key AS subsetKey, workflow AS workflowName, workflow_key AS workflowKey,
     console_email AS consoleEmail, org_id AS orgId
   FROM staged_row WHERE row_number IN (SELECT value FROM json_each(@rows)) ORDER BY seq`,
);

export const writeEditedRow = step<EditedColumns & { seq: number }>(
  `UPDATE staged_row SET id_raw = @idRaw, id_verdict = @verdict, id = @id, id_sure = @sure, id_note = @note, id_from = @from, id_to = @to,
     name = @accountName, email = @accountEmail, status = @status, joined_method = @joinedMethod, joined_at = @joinedAt,
     subset = @subsetName, subset_key = @subsetKey, workflow = @workflowName, workflow_key = @workflowKey,
     console_email = @consoleEmail, org_id = @orgId
   WHERE seq = @seq`,
);

/** How each field is called in the stage, where a fix looks for it besides the cell itself. */
const READ_AS = {
  accountId: 'id',
  accountName: 'name',
  accountEmail: 'email',
  status: 'status',
  joinedMethod: 'joined_method',
  joinedAt: 'joined_at',
  subsetName: 'subset',
  workflowName: 'workflow',
  consoleEmail: 'console_email',
  orgId: 'org_id',
  arn: 'NULL',
  payerId: 'NULL',
} as const;

type FixQuery = ReturnType<typeof query<{ path: string; from: string }, { row: number }>>;

/** The rows in whose cell of a field a text is; the path names the cell among those of the file. */
export const rowsToFix = Object.fromEntries(
  Object.entries(READ_AS).map(([field, column]) => [
    field,
    query<{ path: string; from: string }, { row: number }>(
      `SELECT row_number AS row FROM staged_row WHERE ${column} = @from OR json_extract(raw, @path) = @from`,
    ),
  ]),
) as Readonly<Record<keyof typeof READ_AS, FixQuery>>;

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
