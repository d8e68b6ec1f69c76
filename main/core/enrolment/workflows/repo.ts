import { change, select } from '../../sqlite/sqlite.ts';

export interface WorkflowRow {
  id: number;
  mpa_id: string;
  name: string;
  note: string;
  /** The rules as JSON. */
  rules: string;
}

const COLUMNS = `w.id, w.mpa_id, w.name, w.note, w.rules`;

export const workflowsOfMpa = select<{ mpaId: string }, WorkflowRow & { subsets: number; accounts: number }>(
  `SELECT ${COLUMNS},
     (SELECT count(*) FROM subset s WHERE s.workflow_id = w.id) AS subsets,
     (SELECT count(*) FROM subset s JOIN account a ON a.mpa_id = s.mpa_id AND a.subset_id = s.id
      WHERE s.workflow_id = w.id) AS accounts
   FROM workflow w WHERE w.mpa_id = @mpaId ORDER BY w.name_key`,
);
export const workflowById = select<{ id: number }, WorkflowRow>(`SELECT ${COLUMNS} FROM workflow w WHERE w.id = @id`);
export const workflowByNameKey = select<{ mpaId: string; nameKey: string }, { id: number }>(
  `SELECT id FROM workflow WHERE mpa_id = @mpaId AND name_key = @nameKey`,
);
export const subsetsOfWorkflow = select<{ id: number }, { id: number; name: string; accounts: number }>(
  `SELECT s.id, s.name, (SELECT count(*) FROM account a WHERE a.mpa_id = s.mpa_id AND a.subset_id = s.id) AS accounts
   FROM subset s WHERE s.workflow_id = @id ORDER BY s.name_key`,
);

interface WorkflowParams extends Record<string, string | number> {
  mpaId: string;
  name: string;
  nameKey: string;
  rules: string;
  note: string;
}

export const insertWorkflow = change<WorkflowParams>(
  `INSERT INTO workflow (mpa_id, name, name_key, rules, note) VALUES (@mpaId, @name, @nameKey, @rules, @note)`,
);
export const updateWorkflow = change<Omit<WorkflowParams, 'mpaId'> & { id: number }>(
  `UPDATE workflow SET name = @name, name_key = @nameKey, rules = @rules, note = @note WHERE id = @id`,
);
export const takeWorkflowOffSubsets = change<{ id: number }>(
  `UPDATE subset SET workflow_id = NULL WHERE workflow_id = @id`,
);
export const deleteWorkflow = change<{ id: number }>(`DELETE FROM workflow WHERE id = @id`);
