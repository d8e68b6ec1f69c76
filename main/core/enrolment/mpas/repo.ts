import { change, select } from '../../sqlite/sqlite.ts';

export interface MpaRow {
  id: string;
  name: string;
  scenario: string;
  profile_name: string | null;
  spot_org_id: string | null;
  msp_account_id: string | null;
  cur_report_name: string;
  cur_bucket_name: string;
  cur_prefix: string;
  stack_name: string;
  added_at: string;
}

export interface MpaSummaryRow extends MpaRow {
  accounts: number;
  unassigned: number;
  subsets: number;
  workflows: number;
  end_customers: number;
  /** Whether its AWS set-up was begun in the sandbox; null where it was not begun. */
  simulated: number | null;
}

const COLUMNS = `m.id, m.name, m.scenario, m.profile_name, m.spot_org_id, m.msp_account_id, m.cur_report_name,
  m.cur_bucket_name, m.cur_prefix, m.stack_name, m.added_at`;

const SUMMARY = `SELECT ${COLUMNS},
  (SELECT count(*) FROM account a WHERE a.mpa_id = m.id) AS accounts,
  (SELECT count(*) FROM account a WHERE a.mpa_id = m.id AND a.subset_id IS NULL AND a.id <> m.id) AS unassigned,
  (SELECT count(*) FROM subset s WHERE s.mpa_id = m.id) AS subsets,
  (SELECT count(*) FROM workflow w WHERE w.mpa_id = m.id) AS workflows,
  (SELECT count(*) FROM end_customer c WHERE c.mpa_id = m.id) AS end_customers,
  (SELECT simulated FROM aws_setup x WHERE x.mpa_id = m.id) AS simulated
  FROM mpa m`;

export const allMpas = select<void, MpaSummaryRow>(`${SUMMARY} ORDER BY m.name_key, m.id`);
export const mpaSummaryById = select<{ id: string }, MpaSummaryRow>(`${SUMMARY} WHERE m.id = @id`);
export const mpaById = select<{ id: string }, MpaRow>(`SELECT ${COLUMNS} FROM mpa m WHERE m.id = @id`);
export const mpaByNameKey = select<{ nameKey: string }, MpaRow>(
  `SELECT ${COLUMNS} FROM mpa m WHERE m.name_key = @nameKey`,
);

type MpaParams = { [K in keyof MpaRow]: MpaRow[K] } & { name_key: string };

export const insertMpa = change<MpaParams>(
  `INSERT INTO mpa (id, name, name_key, scenario, profile_name, spot_org_id, msp_account_id, cur_report_name,
     cur_bucket_name, cur_prefix, stack_name, added_at)
   VALUES (@id, @name, @name_key, @scenario, @profile_name, @spot_org_id, @msp_account_id, @cur_report_name,
     @cur_bucket_name, @cur_prefix, @stack_name, @added_at)`,
);

export const updateMpa = change<MpaParams>(
  `UPDATE mpa SET name = @name, name_key = @name_key, scenario = @scenario, profile_name = @profile_name,
     spot_org_id = @spot_org_id, msp_account_id = @msp_account_id, cur_report_name = @cur_report_name,
     cur_bucket_name = @cur_bucket_name, cur_prefix = @cur_prefix, stack_name = @stack_name, added_at = @added_at
   WHERE id = @id`,
);

export const deleteMpa = change<{ id: string }>(`DELETE FROM mpa WHERE id = @id`);

/** How much hangs on a payer account besides its own row. */
export const mpaContent = select<{ id: string }, { rows: number }>(
  `SELECT (SELECT count(*) FROM account WHERE mpa_id = @id) + (SELECT count(*) FROM subset WHERE mpa_id = @id)
     + (SELECT count(*) FROM workflow WHERE mpa_id = @id) + (SELECT count(*) FROM end_customer WHERE mpa_id = @id)
     + (SELECT count(*) FROM ticket WHERE mpa_id = @id) AS rows`,
);
export const deleteStepsOfMpa = change<{ id: string }>(`DELETE FROM enrolment_step WHERE mpa_id = @id`);
export const deleteSetupStepsOfMpa = change<{ id: string }>(`DELETE FROM setup_step WHERE mpa_id = @id`);
export const deleteCostDataSumsOfMpa = change<{ id: string }>(`DELETE FROM cost_data_sums WHERE mpa_id = @id`);
export const deleteCreditClassesOfMpa = change<{ id: string }>(`DELETE FROM credit_class WHERE mpa_id = @id`);
export const deleteEcoCommitmentsOfMpa = change<{ id: string }>(`DELETE FROM eco_commitment WHERE mpa_id = @id`);
export const deleteCostDataOfMpa = change<{ id: string }>(`DELETE FROM cost_data_set WHERE mpa_id = @id`);
export const deleteSavedViewsOfMpa = change<{ id: string }>(`DELETE FROM saved_view WHERE mpa_id = @id`);
export const deleteImportAnswersOfMpa = change<{ id: string }>(`DELETE FROM import_answer WHERE mpa_id = @id`);
export const deleteImportShapesOfMpa = change<{ id: string }>(`DELETE FROM import_shape WHERE mpa_id = @id`);
export const deleteSetupOfMpa = change<{ id: string }>(`DELETE FROM aws_setup WHERE mpa_id = @id`);
