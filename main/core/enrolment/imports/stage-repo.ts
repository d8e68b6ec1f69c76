import type { SaidRowFault } from '../../../../shared/domain/row-fault.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { insertion, query, step } from './stage-sql.ts';
import { STAGED_NAMES } from './staged-row.ts';
import type { StagedRow } from './staged-row.ts';

const putRow = insertion<readonly StagedRow[keyof StagedRow][]>(
  `INSERT INTO staged_row (${STAGED_NAMES.join(', ')}) VALUES (${STAGED_NAMES.map(() => '?').join(', ')})`,
);

/** Puts a row into the stage. */
export function stageRow(db: ReadDb, row: StagedRow): void {
  putRow(
    db,
    STAGED_NAMES.map((name) => row[name]),
  );
}

type FaultValues = readonly [
  seq: number,
  severity: string,
  code: string,
  key: string,
  column: number | null,
  value: string,
  details: string,
];

export const stageFault = insertion<FaultValues>(
  `INSERT INTO row_fault (seq, phase, severity, code, key, column_index, value, details) VALUES (?, 'read', ?, ?, ?, ?, ?, ?)`,
);

/** What is the matter with a row as the stage keeps it. @param column where in the file; null: in no column of it */
export function faultValues(seq: number, fault: SaidRowFault & { value: string }, column: number | null): FaultValues {
  const { severity, code, key, value, details } = fault;
  return [seq, severity, code, key, column, value.slice(0, 1000), JSON.stringify(details)];
}

export const clearHead = step<{ sheet: string }>(`DELETE FROM head_row WHERE sheet = @sheet`);
export const putHead = insertion<readonly [sheet: string, row: number, hidden: number, cells: string]>(
  `INSERT OR REPLACE INTO head_row (sheet, row_number, hidden, cells) VALUES (?, ?, ?, ?)`,
);

export interface CellsRow {
  row_number: number;
  hidden: number;
  /** JSON. */
  cells: string;
}

export const headRows = query<{ sheet: string; from: number; limit: number }, CellsRow>(
  `SELECT row_number, hidden, cells FROM head_row WHERE sheet = @sheet AND row_number >= @from ORDER BY row_number LIMIT @limit`,
);
export const lastHeadRow = query<{ sheet: string }, { row: number | null }>(
  `SELECT max(row_number) AS row FROM head_row WHERE sheet = @sheet`,
);
/** Rows come in the order of the sheet. */
export const stagedCells = query<{ sheet: string; from: number; limit: number }, CellsRow>(
  `SELECT row_number, hidden, raw AS cells FROM staged_row WHERE sheet = @sheet AND row_number >= @from ORDER BY seq LIMIT @limit`,
);

export const clearStagedRows = step<void>(`DELETE FROM staged_row`);
export const clearStagedFaults = step<void>(`DELETE FROM row_fault`);

const metaOf = query<{ key: string }, { value: string }>(`SELECT value FROM stage_meta WHERE key = @key`);
const putMeta = step<{ key: string; value: string }>(
  `INSERT INTO stage_meta (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
);

/** A value that a stage keeps about itself. */
export function readMeta(db: ReadDb, key: string): unknown {
  const found = metaOf.get(db, { key });
  return found === undefined ? undefined : (JSON.parse(found.value) as unknown);
}

/** Keeps a value with a stage. */
export function writeMeta(db: ReadDb, key: string, value: unknown): void {
  putMeta(db, { key, value: JSON.stringify(value) });
}

export const putDecision = step<{ sheet: string; row: number; id: string | null; accept: number; leaveOut: number }>(
  `INSERT INTO decision (sheet, row_number, id, accept_repair, leave_out) VALUES (@sheet, @row, @id, @accept, @leaveOut)
   ON CONFLICT (sheet, row_number) DO UPDATE SET id = coalesce(excluded.id, id),
     accept_repair = max(accept_repair, excluded.accept_repair), leave_out = max(leave_out, excluded.leave_out)`,
);
export const clearDecisions = step<void>(`DELETE FROM decision`);
/** A row that was decided about and is not there. */
export const strayDecision = query<void, { sheet: string; row: number }>(
  `SELECT d.sheet, d.row_number AS row FROM decision d LEFT JOIN staged_row r ON r.sheet = d.sheet AND r.row_number = d.row_number
   WHERE r.seq IS NULL ORDER BY d.sheet, d.row_number LIMIT 1`,
);

/** The newest operation of the ledger: a preview holds for this state. */
export const ledgerRevision = query<void, { id: number }>(`SELECT coalesce(max(id), 0) AS id FROM operation`);
