import { rowFault } from '../../../../shared/domain/row-fault.ts';
import type { RowFaultDetails, RowFaultKey, SaidRowFault } from '../../../../shared/domain/row-fault.ts';
import { query } from './stage-sql.ts';

export interface Counted {
  what: string;
  count: number;
}

export const countStates = query<void, Counted>(
  `SELECT state AS what, count(*) AS count FROM row_state GROUP BY state`,
);
export const countHidden = query<void, { count: number }>(`SELECT count(*) AS count FROM staged_row WHERE hidden = 1`);
export const countWarned = query<void, { count: number }>(
  `SELECT count(DISTINCT seq) AS count FROM active_fault WHERE severity = 'warning'`,
);
export const countEdited = query<void, { count: number }>(`SELECT count(DISTINCT seq) AS count FROM cell_edit`);
export const countVerdicts = query<void, Counted>(
  `SELECT id_verdict AS what, count(*) AS count FROM staged_row WHERE id_verdict IS NOT NULL GROUP BY id_verdict`,
);
export const countFaults = query<void, Counted>(
  `SELECT severity AS what, count(*) AS count FROM active_fault GROUP BY severity`,
);
/** Moved accounts count as moved only, whatever else changes about them. */
export const countAccounts = query<void, Counted>(
  `SELECT kind AS what, count(*) AS count FROM plan_account GROUP BY kind`,
);
export const countMissing = query<void, { count: number }>(`SELECT count(*) AS count FROM missing_account`);
export const countSubsets = query<void, Counted>(
  `SELECT kind AS what, count(*) AS count FROM plan_subset GROUP BY kind`,
);
export const countWorkflows = query<void, Counted>(
  `SELECT kind AS what, count(*) AS count FROM plan_workflow GROUP BY kind`,
);
export const countCustomers = query<void, Counted>(
  `SELECT kind AS what, count(*) AS count FROM plan_customer GROUP BY kind`,
);

export interface PreviewRow {
  seq: number;
  sheet: string;
  row_number: number;
  hidden: number;
  state: string;
  account_id: string | null;
  id_verdict: string | null;
  id_raw: string | null;
  id_sure: number | null;
  id_note: string | null;
  id_missing: number | null;
  id_from: string | null;
  id_to: string | null;
  /** What happens to the account of the row; null where none is planned. */
  plan_kind: string | null;
  name: string | null;
  email: string | null;
  status: string | null;
  joined_method: string | null;
  joined_at: string | null;
  subset: string | null;
  workflow: string | null;
  console_email: string | null;
  org_id: string | null;
  old: string | null;
  planned: string | null;
  /** The cells of the file, as JSON. */
  raw: string;
}

/** A row's outcome: of its account where it has one, else of its subset. */
const STATE = `CASE WHEN s.state <> 'taken' THEN s.state
  WHEN p.id IS NULL THEN coalesce(b.kind, 'unchanged')
  WHEN p.seq <> r.seq THEN 'repeat'
  ELSE p.kind END`;

const ROW = `r.seq, r.sheet, r.row_number, r.hidden, ${STATE} AS state, s.account_id, r.id_verdict, r.id_raw, r.id_sure, r.id_note, r.id_missing, r.id_from, r.id_to, p.kind AS plan_kind,
  r.name, r.email, r.status, r.joined_method, r.joined_at, r.subset, r.workflow, r.console_email, r.org_id, r.raw,
  CASE WHEN s.state = 'taken' THEN coalesce(p.old, b.old) END AS old,
  CASE WHEN s.state <> 'taken' THEN NULL
    WHEN p.id IS NOT NULL THEN json_object('accountName', p.name, 'accountEmail', p.email, 'status', p.status,
      'joinedMethod', p.joined_method, 'joinedAt', p.joined_at, 'subsetName', (SELECT n.name FROM plan_subset n WHERE n.key = p.subset_key))
    ELSE json_object('workflowName', (SELECT w.name FROM plan_workflow w WHERE w.key = b.workflow_key), 'consoleEmail', b.email, 'orgId', b.org_id)
  END AS planned`;
const PLANS = `LEFT JOIN plan_subset b ON b.key = s.subset_key`;
const ALL_ROWS = `FROM staged_row r JOIN row_state s ON s.seq = r.seq LEFT JOIN plan_account p ON p.id = s.account_id ${PLANS}`;

interface RowPage {
  [name: string]: string | number;
  after: number;
  limit: number;
}

/**
 * Pages of rows, each by an index, because a preview may have a million of them; `old` and `planned` are the values before and after,
 * as JSON.
 */
export const PAGES = {
  all: query<RowPage, PreviewRow>(`SELECT ${ROW} ${ALL_ROWS} WHERE r.seq > @after ORDER BY r.seq LIMIT @limit`),
  /** Rows of accounts, by what happens to them. */
  accounts: query<RowPage & { state: string }, PreviewRow>(`
    SELECT ${ROW} FROM plan_account p JOIN staged_row r ON r.seq = p.seq JOIN row_state s ON s.seq = p.seq ${PLANS}
    WHERE p.kind = @state AND p.seq > @after ORDER BY p.seq LIMIT @limit`),
  /** Rows that are in no plan. */
  notTaken: query<RowPage & { state: string }, PreviewRow>(`
    SELECT ${ROW} FROM row_state s JOIN staged_row r ON r.seq = s.seq LEFT JOIN plan_account p ON p.id = s.account_id ${PLANS}
    WHERE s.state = @state AND s.state <> 'taken' AND s.seq > @after ORDER BY s.seq LIMIT @limit`),
  /** Rows that say something again, by the notes that they have for it. */
  repeats: query<RowPage, PreviewRow>(`
    SELECT ${ROW} FROM row_fault f JOIN row_state s ON s.seq = f.seq AND s.state = 'taken' JOIN plan_account p ON p.id = s.account_id
    JOIN staged_row r ON r.seq = s.seq ${PLANS}
    WHERE f.severity = 'note' AND f.seq > @after AND f.code = 'account-again' AND p.seq <> f.seq ORDER BY f.seq LIMIT @limit`),
  /** Rows of a list of subsets: there are only some thousands. */
  subsets: query<RowPage & { state: string }, PreviewRow>(`
    SELECT ${ROW} ${ALL_ROWS} WHERE r.seq > @after AND p.id IS NULL AND s.state = 'taken' AND coalesce(b.kind, 'unchanged') = @state
    ORDER BY r.seq LIMIT @limit`),
};

/** Rows of which something is so, each from the smaller side: what is the matter with a row is the exception. */
export const MATTERS = {
  wrong: query<RowPage, PreviewRow>(`
    SELECT ${ROW} FROM row_state s JOIN staged_row r ON r.seq = s.seq LEFT JOIN plan_account p ON p.id = s.account_id ${PLANS}
    WHERE s.state IN ('invalid', 'conflict', 'unconfirmed') AND s.state <> 'taken' AND s.seq > @after ORDER BY s.seq LIMIT @limit`),
  warned: query<RowPage, PreviewRow>(`
    SELECT ${ROW} ${ALL_ROWS} WHERE r.seq IN (SELECT seq FROM active_fault WHERE severity = 'warning' AND seq > @after)
    ORDER BY r.seq LIMIT @limit`),
  repaired: query<RowPage, PreviewRow>(
    `SELECT ${ROW} ${ALL_ROWS} WHERE r.id_verdict = 'repaired' AND r.seq > @after ORDER BY r.seq LIMIT @limit`,
  ),
  edited: query<RowPage, PreviewRow>(
    `SELECT ${ROW} ${ALL_ROWS} WHERE r.seq IN (SELECT seq FROM cell_edit WHERE seq > @after) ORDER BY r.seq LIMIT @limit`,
  ),
};

export interface FaultRow {
  id: number;
  seq: number;
  sheet: string;
  row_number: number;
  key: string;
  column_index: number | null;
  field: string | null;
  value: string;
  details: string;
}

const faultsFrom = (table: 'active_fault' | 'row_fault'): string =>
  `SELECT f.id, f.seq, r.sheet, r.row_number, f.key, f.column_index, f.field, f.value, f.details
  FROM ${table} f JOIN staged_row r ON r.seq = f.seq`;
const FAULT = faultsFrom('active_fault');

interface FaultPage {
  [name: string]: string | number;
  afterSeq: number;
  afterId: number;
  limit: number;
}

export const pageOfFaults = query<FaultPage, FaultRow>(
  `${FAULT} WHERE (f.seq, f.id) > (@afterSeq, @afterId) ORDER BY f.seq, f.id LIMIT @limit`,
);
export const pageOfFaultsBySeverity = query<FaultPage & { severity: string }, FaultRow>(
  `${FAULT} WHERE f.severity = @severity AND (f.seq, f.id) > (@afterSeq, @afterId) ORDER BY f.seq, f.id LIMIT @limit`,
);
/** What is the matter in words, as it was found. */
export function saidFault({ key, details }: Pick<FaultRow, 'key' | 'details'>): SaidRowFault {
  // Written by this program into a stage of its own.
  return rowFault(key as RowFaultKey, JSON.parse(details) as RowFaultDetails);
}

export const faultsOfRow = query<{ seq: number }, FaultRow>(`${FAULT} WHERE f.seq = @seq ORDER BY f.id`);

/** The same of a row that is not imported: what was found before it was left out counts, too. */
export const faultsOfRejected = query<{ seq: number }, FaultRow>(
  `${faultsFrom('row_fault')} WHERE f.seq = @seq ORDER BY f.id`,
);

/** What was written by hand into a row. */
export const editsOfRow = query<{ seq: number }, { field: string; original: string; value: string }>(
  `SELECT field, original, value FROM cell_edit WHERE seq = @seq ORDER BY field`,
);

export interface RelatedRow {
  key: string;
  name: string;
  kind: string;
  old: string | null;
  planned: string;
}

export const RELATED = {
  subset: query<{ after: string; limit: number }, RelatedRow>(`
    SELECT p.key, p.name, p.kind, p.old, json_object('workflowName', w.name, 'consoleEmail', c.email, 'orgId', c.org_id) AS planned
    FROM plan_subset p LEFT JOIN plan_workflow w ON w.key = p.workflow_key LEFT JOIN plan_customer c ON c.key = p.customer_key
    WHERE p.kind <> 'unchanged' AND p.key > @after ORDER BY p.key LIMIT @limit`),
  workflow: query<{ after: string; limit: number }, RelatedRow>(`
    SELECT key, name, kind, NULL AS old, '{}' AS planned FROM plan_workflow
    WHERE kind <> 'unchanged' AND key > @after ORDER BY key LIMIT @limit`),
  'end-customer': query<{ after: string; limit: number }, RelatedRow>(`
    SELECT key, CASE WHEN email <> '' THEN email ELSE org_id END AS name, kind,
      json_object('consoleEmail', old_email, 'orgId', old_org_id) AS old, json_object('consoleEmail', email, 'orgId', org_id) AS planned
    FROM plan_customer WHERE kind <> 'unchanged' AND key > @after ORDER BY key LIMIT @limit`),
};

export const pageOfMissing = query<
  { after: string; limit: number },
  { id: string; name: string; subset: string | null }
>(`SELECT id, name, subset FROM missing_account WHERE id > @after ORDER BY id LIMIT @limit`);

/** Rows that are in no plan: wrong, in conflict, to be confirmed, left out by hand, or hidden. */
export const rejectedRows = query<
  { after: number; limit: number },
  { seq: number; sheet: string; raw: string; state: string }
>(`
  SELECT r.seq, r.sheet, r.raw, s.state FROM row_state s JOIN staged_row r ON r.seq = s.seq
  WHERE s.state <> 'taken' AND s.seq > @after ORDER BY s.seq LIMIT @limit`);

/** All that an import would do, row by row, for telling whether it would still do the same. */
export const OUTCOME = [
  query<void, Record<string, string | number | null>>(
    `SELECT * FROM plan_account WHERE kind <> 'unchanged' ORDER BY id`,
  ),
  query<void, Record<string, string | number | null>>(
    `SELECT key, name, workflow_key, customer_key, kind, old FROM plan_subset WHERE kind <> 'unchanged' ORDER BY key`,
  ),
  query<void, Record<string, string | number | null>>(
    `SELECT key, name, kind FROM plan_workflow WHERE kind <> 'unchanged' ORDER BY key`,
  ),
  query<void, Record<string, string | number | null>>(
    `SELECT * FROM plan_customer WHERE kind <> 'unchanged' ORDER BY key`,
  ),
  query<void, Record<string, string | number | null>>(
    `SELECT seq, state FROM row_state WHERE state <> 'taken' ORDER BY seq`,
  ),
];
