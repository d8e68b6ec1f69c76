import { query, step } from './stage-sql.ts';

interface Source {
  [name: string]: string | number | null;
  file: string;
}

/** What a person has written into the row instead of what the file has. */
const EDITED = (seq: string): string =>
  `(SELECT json_group_array(json_object('field', field, 'from', original, 'to', value)) FROM cell_edit WHERE seq = ${seq})`;
/** Told only where there is something to tell. */
const withEdits = (source: string, seq: string): string =>
  `CASE WHEN EXISTS (SELECT 1 FROM cell_edit WHERE seq = ${seq}) THEN json_set(${source}, '$.edited', json(${EDITED(seq)})) ELSE ${source} END`;

const SOURCE = `json_object('file', @file, 'sheet', r.sheet, 'row', r.row_number, 'column', @column, 'raw', r.id_raw, 'repair', r.id_note)`;

/** Where each changed account comes from: the triggers put it into the audit event. */
export const accountSources = step<Source & { sheet: string; column: string }>(`
  INSERT INTO change_source (entity, key, source)
  SELECT 'account', p.id, ${withEdits(SOURCE, 'r.seq')} FROM plan_account p JOIN staged_row r ON r.seq = p.seq WHERE p.kind <> 'unchanged' AND r.sheet = @sheet`);

export const sourceOf = step<Source & { entity: string; key: string; seq: number }>(`
  INSERT INTO change_source (entity, key, source)
  SELECT @entity, @key, ${withEdits(`json_object('file', @file, 'sheet', sheet, 'row', row_number)`, '@seq')} FROM staged_row WHERE seq = @seq`);

/** The ID that the next row of a table gets; wanted beforehand, for its source. */
export const nextId = query<{ table: string }, { id: number }>(
  `SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = @table), 0) + 1 AS id`,
);

export const newWorkflows = query<{ after: string }, { key: string; seq: number; name: string }>(
  `SELECT key, seq, name FROM plan_workflow WHERE kind = 'new' AND key > @after ORDER BY key LIMIT 500`,
);
export const insertWorkflow = step<{ id: number; mpaId: string; name: string; key: string }>(
  `INSERT INTO workflow (id, mpa_id, name, name_key) VALUES (@id, @mpaId, @name, @key)`,
);

export const changedCustomers = query<
  { after: string },
  { key: string; seq: number; customer_id: number | null; email: string; org_id: string }
>(
  `SELECT key, seq, customer_id, email, org_id FROM plan_customer WHERE kind <> 'unchanged' AND key > @after ORDER BY key LIMIT 500`,
);
export const insertCustomer = step<{ id: number; mpaId: string; email: string; orgId: string }>(
  `INSERT INTO end_customer (id, mpa_id, console_email, spot_org_id) VALUES (@id, @mpaId, @email, @orgId)`,
);
export const updateCustomer = step<{ id: number; email: string; orgId: string }>(
  `UPDATE end_customer SET console_email = @email, spot_org_id = @orgId WHERE id = @id`,
);

export interface ChangedSubset {
  key: string;
  seq: number;
  name: string;
  subset_id: number | null;
  workflow_id: number | null;
  customer_key: string | null;
  customer_id: number | null;
}

export const changedSubsets = query<{ mpaId: string; after: string }, ChangedSubset>(`
  SELECT p.key, p.seq, p.name, p.subset_id, w.id AS workflow_id, p.customer_key, c.customer_id
  FROM plan_subset p LEFT JOIN workflow w ON w.mpa_id = @mpaId AND w.name_key = p.workflow_key
  LEFT JOIN plan_customer c ON c.key = p.customer_key
  WHERE p.kind <> 'unchanged' AND p.key > @after ORDER BY p.key LIMIT 500`);
export const insertSubset = step<{
  id: number;
  mpaId: string;
  name: string;
  key: string;
  workflowId: number | null;
  customerId: number | null;
}>(`INSERT INTO subset (id, mpa_id, name, name_key, workflow_id, end_customer_id)
    VALUES (@id, @mpaId, @name, @key, @workflowId, @customerId)`);
export const updateSubset = step<{ id: number; workflowId: number | null; customerId: number | null }>(
  `UPDATE subset SET workflow_id = coalesce(@workflowId, workflow_id), end_customer_id = coalesce(@customerId, end_customer_id)
   WHERE id = @id`,
);

export const insertAccounts = step<{ mpaId: string }>(`
  INSERT INTO account (id, mpa_id, name, email, status, joined_method, joined_at, subset_id)
  SELECT p.id, @mpaId, coalesce(p.name, ''), coalesce(p.email, ''), p.status, p.joined_method, p.joined_at, b.id
  FROM plan_account p LEFT JOIN subset b ON b.mpa_id = @mpaId AND b.name_key = p.subset_key
  WHERE p.kind = 'new' ORDER BY p.id`);
export const updateAccounts = step<{ mpaId: string }>(`
  UPDATE account SET name = coalesce(p.name, account.name), email = coalesce(p.email, account.email),
    status = coalesce(p.status, account.status), joined_method = coalesce(p.joined_method, account.joined_method),
    joined_at = coalesce(p.joined_at, account.joined_at), subset_id = coalesce(b.id, account.subset_id)
  FROM plan_account p LEFT JOIN subset b ON b.mpa_id = @mpaId AND b.name_key = p.subset_key
  WHERE account.id = p.id AND p.kind IN ('changed', 'moved')`);

/** The newest operation before the one that is open. */
export const revisionBefore = query<void, { id: number }>(
  `SELECT coalesce(max(id), 0) AS id FROM operation WHERE id < (SELECT operation_id FROM current_operation)`,
);
