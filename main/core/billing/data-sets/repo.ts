import { change, select } from '../../sqlite/sqlite.ts';

export interface DataSetRow {
  id: number;
  mpa_id: string;
  month: string;
  source: 'files' | 'bucket';
  report_name: string | null;
  assembly: string | null;
  currency: string;
  lines: number;
  accounts: number;
  unblended: string;
  state: 'final' | 'open' | 'unknown';
  proven: 'manifest' | 'checksums' | 'nothing';
  /** JSON, as the next two. */
  files: string;
  accepted: string;
  missing: string;
  cache: string;
  read_at: string;
  simulated: 0 | 1;
}

const COLUMNS = [
  'mpa_id',
  'month',
  'source',
  'report_name',
  'assembly',
  'currency',
  'lines',
  'accounts',
  'unblended',
  'state',
  'proven',
  'files',
  'accepted',
  'missing',
  'cache',
  'read_at',
  'simulated',
] as const;

/** Those that count: the newest of each payer account and month. */
export const currentSets = select<{ mpaId: string | null }, DataSetRow>(
  `SELECT id, ${COLUMNS.join(', ')} FROM cost_data_set s
   WHERE (@mpaId IS NULL OR mpa_id = @mpaId)
     AND id = (SELECT max(id) FROM cost_data_set n WHERE n.mpa_id = s.mpa_id AND n.month = s.month)
   ORDER BY mpa_id, month`,
);
export const currentSet = select<{ mpaId: string; month: string }, DataSetRow>(
  `SELECT id, ${COLUMNS.join(', ')} FROM cost_data_set WHERE mpa_id = @mpaId AND month = @month ORDER BY id DESC LIMIT 1`,
);
/** Every reading of some months, by month, the newest last. */
export const setsOfMonths = select<{ mpaId: string; from: string; to: string }, DataSetRow>(
  `SELECT id, ${COLUMNS.join(', ')} FROM cost_data_set WHERE mpa_id = @mpaId AND month BETWEEN @from AND @to ORDER BY month, id`,
);
export const insertSums = change<{ id: number; mpaId: string; sums: string }>(
  `INSERT INTO cost_data_sums (data_set_id, mpa_id, sums_sha256) VALUES (@id, @mpaId, @sums)`,
);
/** What a reading summed up to: gzip of the text that cache/sums.ts makes. */
export const sumsOfSet = select<{ id: number }, { bytes: Uint8Array }>(
  `SELECT f.bytes FROM cost_data_sums s JOIN kept_file f ON f.sha256 = s.sums_sha256 WHERE s.data_set_id = @id`,
);
export const setById = select<{ id: number }, DataSetRow>(
  `SELECT id, ${COLUMNS.join(', ')} FROM cost_data_set WHERE id = @id`,
);
export const insertSet = change<Record<(typeof COLUMNS)[number], string | number | null>>(
  `INSERT INTO cost_data_set (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((name) => `@${name}`).join(', ')})`,
);
export const deleteSums = change<{ mpaId: string; month: string }>(
  `DELETE FROM cost_data_sums WHERE data_set_id IN (SELECT id FROM cost_data_set WHERE mpa_id = @mpaId AND month = @month)`,
);
export const deleteSets = change<{ mpaId: string; month: string }>(
  `DELETE FROM cost_data_set WHERE mpa_id = @mpaId AND month = @month`,
);
/** Every account of a payer account with its subset. */
export const accountsWithSubset = select<{ mpaId: string }, { id: string; subset: string | null }>(
  `SELECT a.id, s.name AS subset FROM account a LEFT JOIN subset s ON s.id = a.subset_id WHERE a.mpa_id = @mpaId`,
);
export const mpaExists = select<{ mpaId: string }, { found: 1 }>(`SELECT 1 AS found FROM mpa WHERE id = @mpaId`);
