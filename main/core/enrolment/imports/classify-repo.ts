import { MOST_ZEROS } from '../../../../shared/domain/import-id.ts';
import { ROW_FAULTS } from '../../../../shared/domain/row-fault.ts';
import type { RowFaultKey } from '../../../../shared/domain/row-fault.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { query, step } from './stage-sql.ts';

const clearTable = (table: string): ((db: ReadDb) => number) => step<void>(`DELETE FROM ${table}`);
const SUBSET_PLANS = ['plan_subset', 'plan_workflow', 'plan_customer'].map(clearTable);

/** Empties everything that a classification makes. */
export const CLEAR = [
  ...['row_state', 'repeated_account', 'plan_account', 'missing_account'].map(clearTable),
  ...SUBSET_PLANS,
];
export function clearSubsetPlans(db: ReadDb): void {
  for (const clear of SUBSET_PLANS) clear(db);
}
export const clearLedgerFaults = step<void>(`DELETE FROM row_fault WHERE phase = 'ledger'`);

const ACCOUNT = `CASE WHEN d.id IS NOT NULL THEN d.id WHEN r.id_verdict IN ('right', 'repaired') THEN r.id END`;

/**
 * Every row with the account it is about and the subset that its workflow and customer go to: its own or, where that cell is blank,
 * the one that the account is in.
 */
export const startRows = step<{ mpaId: string; hidden: number }>(`
  INSERT INTO row_state (seq, account_id, subset_key, state)
  SELECT r.seq, ${ACCOUNT},
    CASE WHEN r.subset_key IS NOT NULL THEN r.subset_key
         WHEN coalesce(r.workflow, r.console_email, r.org_id) IS NOT NULL THEN
           (SELECT s.name_key FROM account a JOIN subset s ON s.id = a.subset_id WHERE a.id = ${ACCOUNT} AND a.mpa_id = @mpaId)
    END,
    CASE WHEN d.leave_out = 1 THEN 'left-out' WHEN r.hidden = 1 AND @hidden = 0 THEN 'hidden' ELSE 'taken' END
  FROM staged_row r LEFT JOIN decision d ON d.sheet = r.sheet AND d.row_number = r.row_number`);

/** Whether rows of several sheets are imported together: 1 or 0. */
interface Several {
  [name: string]: number;
  several: number;
}

/** A row as a sentence names it: with its sheet where there are several. */
const PLACE = `row_number || CASE @several WHEN 1 THEN ' of ' || quote(sheet) ELSE '' END`;

const INTO_FAULT = `INSERT INTO row_fault (seq, phase, severity, code, key, field, value, details)`;

/** The columns of a fault that say which it is. */
function is(key: RowFaultKey): string {
  const { severity, code } = ROW_FAULTS[key];
  return `'ledger', '${severity}', '${code}', '${key}'`;
}
const TAKEN = `staged_row r JOIN row_state s ON s.seq = r.seq AND s.state = 'taken'`;

/** Padded IDs that the ledger does not know and for which nobody has given another. */
const PADDED = `FROM ${TAKEN} LEFT JOIN decision d ON d.sheet = r.sheet AND d.row_number = r.row_number
    WHERE r.id_verdict = 'repaired' AND r.id_sure = 0 AND d.id IS NULL
      AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = r.id AND a.mpa_id = @mpaId)`;

/** What each row is held against in the ledger on its own. */
export const FAULTS_OF_ROWS = {
  unconfirmed: step<{ mpaId: string; acceptAll: number }>(`
    ${INTO_FAULT}
    SELECT r.seq, ${is('id-unconfirmed')}, 'accountId', r.id_raw, json_object('note', r.id_note, 'id', r.id)
    ${PADDED} AND r.id_missing <= ${MOST_ZEROS} AND @acceptAll = 0 AND coalesce(d.accept_repair, 0) = 0`),
  tooShort: step<{ mpaId: string }>(`
    ${INTO_FAULT}
    SELECT r.seq, ${is('id-too-short')}, 'accountId', r.id_raw, json_object('note', r.id_note, 'id', r.id, 'most', ${MOST_ZEROS})
    ${PADDED} AND r.id_missing > ${MOST_ZEROS}`),
  otherMpa: step<{ mpaId: string }>(`
    ${INTO_FAULT}
    SELECT r.seq, ${is('account-of-other-payer')}, 'accountId', coalesce(r.id_raw, ''),
      json_object('id', a.id, 'payerName', m.name, 'payer', m.id)
    FROM ${TAKEN} JOIN account a ON a.id = s.account_id JOIN mpa m ON m.id = a.mpa_id
    WHERE a.mpa_id <> @mpaId`),
  otherPayer: step<{ mpaId: string }>(`
    ${INTO_FAULT}
    SELECT r.seq, ${is('account-is-payer')}, 'accountId', coalesce(r.id_raw, ''), json_object('id', m.id, 'name', m.name)
    FROM ${TAKEN} JOIN mpa m ON m.id = s.account_id
    WHERE m.id <> @mpaId`),
  payerInSubset: step<{ mpaId: string }>(`
    ${INTO_FAULT}
    SELECT r.seq, ${is('payer-in-subset')}, 'subsetName', r.subset, '{}'
    FROM ${TAKEN}
    WHERE s.account_id = @mpaId AND r.subset IS NOT NULL`),
  noSubset: step<void>(`
    ${INTO_FAULT}
    SELECT r.seq, ${is('workflow-without-subset')}, 'subsetName', '', '{}'
    FROM ${TAKEN}
    WHERE s.subset_key IS NULL AND r.workflow IS NOT NULL
    UNION ALL
    SELECT r.seq, ${is('customer-without-subset')}, 'subsetName', '', '{}'
    FROM ${TAKEN}
    WHERE s.subset_key IS NULL AND r.workflow IS NULL AND coalesce(r.console_email, r.org_id) IS NOT NULL
    ORDER BY 1`),
  nothing: step<void>(`
    ${INTO_FAULT}
    SELECT r.seq, ${is('nothing-named')}, 'subsetName', '', '{}'
    FROM ${TAKEN}
    WHERE r.id_verdict IS NULL AND s.subset_key IS NULL
      AND coalesce(r.workflow, r.console_email, r.org_id) IS NULL
      AND NOT EXISTS (SELECT 1 FROM row_fault f WHERE f.seq = r.seq AND f.code = 'row-malformed')`),
};

export const findRepeats = step<void>(`
  INSERT INTO repeated_account (id)
  SELECT account_id FROM row_state WHERE state = 'taken' AND account_id IS NOT NULL GROUP BY account_id HAVING count(*) > 1`);

/** The same account more than once with different values of one field: all its rows. */
function repeatConflict(field: string, label: string, shown: string, compared: string): string {
  return `
    WITH there AS (SELECT s.account_id AS id, r.seq, r.sheet, r.row_number, ${shown} AS shown, ${compared} AS compared
      FROM repeated_account d CROSS JOIN row_state s ON s.account_id = d.id AND s.state = 'taken' JOIN staged_row r ON r.seq = s.seq
      WHERE ${compared} IS NOT NULL)
    ${INTO_FAULT}
    SELECT t.seq, ${is('account-twice')}, '${field}', t.shown, json_object('id', t.id, 'what', '${label}', 'said', (
      SELECT group_concat(quote(shown) || ' in row ' || ${PLACE}, ', ') FROM there o WHERE o.id = t.id))
    FROM there t
    WHERE t.id IN (SELECT id FROM there GROUP BY id HAVING count(DISTINCT compared) > 1)`;
}

export const REPEAT_CONFLICTS = [
  step<Several>(repeatConflict('subsetName', 'subsets', 'r.subset', 'r.subset_key')),
  step<Several>(repeatConflict('accountName', 'names', 'r.name', 'r.name')),
  step<Several>(repeatConflict('accountEmail', 'e-mail addresses', 'r.email', 'lower(r.email)')),
  step<Several>(repeatConflict('status', 'statuses', 'r.status', 'r.status')),
];

export const repeatNotes = step<void>(`
  ${INTO_FAULT}
  SELECT r.seq, ${is('account-again')}, 'accountId', r.id_raw, json_object('id', s.account_id)
  FROM repeated_account d CROSS JOIN row_state s ON s.account_id = d.id AND s.state = 'taken' JOIN staged_row r ON r.seq = s.seq
  WHERE s.seq > (SELECT min(f.seq) FROM row_state f WHERE f.account_id = d.id AND f.state = 'taken')
    AND NOT EXISTS (SELECT 1 FROM row_fault f WHERE f.seq = s.seq AND f.severity = 'error')`);

/** What hangs on a subset, where the file says two things about it. */
function subsetConflict(field: string, label: string, shown: string, compared: string): string {
  return `
    WITH there AS (SELECT s.subset_key AS key, r.seq, r.sheet, r.row_number, ${shown} AS shown, ${compared} AS compared
      FROM ${TAKEN} WHERE s.subset_key IS NOT NULL AND ${compared} IS NOT NULL),
    torn AS (SELECT key FROM there GROUP BY key HAVING min(compared) <> max(compared)),
    said AS (SELECT key, group_concat(quote(shown) || ' in row ' || ${PLACE}, ', ') AS what
      FROM (SELECT key, shown, sheet, row_number, min(seq) FROM there WHERE key IN (SELECT key FROM torn) GROUP BY key, compared)
      GROUP BY key)
    ${INTO_FAULT}
    SELECT t.seq, ${is('subset-torn')}, '${field}', t.shown, json_object('what', '${label}', 'said', said.what)
    FROM there t JOIN said ON said.key = t.key`;
}

export const SUBSET_CONFLICTS = [
  step<Several>(subsetConflict('workflowName', 'workflows', 'r.workflow', 'r.workflow_key')),
  step<Several>(subsetConflict('consoleEmail', 'console e-mails', 'r.console_email', 'lower(r.console_email)')),
  step<Several>(subsetConflict('orgId', 'Spot organizations', 'r.org_id', 'r.org_id')),
  // One Spot organization with two console e-mails.
  step<Several>(`
  WITH there AS (SELECT r.org_id AS org, r.seq, r.sheet, r.row_number, r.console_email AS shown, lower(r.console_email) AS compared
    FROM ${TAKEN} WHERE r.org_id IS NOT NULL AND r.console_email IS NOT NULL),
  torn AS (SELECT org FROM there GROUP BY org HAVING min(compared) <> max(compared)),
  said AS (SELECT org, group_concat(quote(shown) || ' in row ' || ${PLACE}, ', ') AS what
    FROM (SELECT org, shown, sheet, row_number, min(seq) FROM there WHERE org IN (SELECT org FROM torn) GROUP BY org, compared)
    GROUP BY org)
  ${INTO_FAULT}
  SELECT t.seq, ${is('organization-torn')}, 'consoleEmail', t.shown, json_object('id', t.org, 'said', said.what)
  FROM there t JOIN said ON said.org = t.org`),
];

/** A fault that was found while the customers were matched, for every row of a subset that says something about its customer. */
export const customerFault = step<{ subset: string; code: string; key: string; details: string }>(`
  ${INTO_FAULT}
  SELECT r.seq, 'ledger', 'error', @code, @key, 'consoleEmail', coalesce(r.console_email, r.org_id), @details
  FROM ${TAKEN} WHERE s.subset_key = @subset AND coalesce(r.console_email, r.org_id) IS NOT NULL`);

/** Rows with an error, or an ID to be confirmed, are taken out of what follows. */
export const markFaulty = step<void>(`
  UPDATE row_state SET state = w.state
  FROM (SELECT seq, CASE WHEN max(severity = 'error') = 1 THEN
            CASE WHEN max(severity = 'error' AND code NOT IN ('account-twice', 'subset-torn', 'org-torn')) = 1 THEN 'invalid' ELSE 'conflict' END
          ELSE 'unconfirmed' END AS state
        FROM active_fault WHERE severity IN ('error', 'unconfirmed') GROUP BY seq) AS w
  WHERE row_state.seq = w.seq`);

/** The old values are kept where something changes. */
export const planAccounts = step<{ mpaId: string }>(`
  INSERT INTO plan_account (id, seq, kind, name, email, status, joined_method, joined_at, subset_key, old)
  SELECT id, seq, kind, name, email, status, joined_method, joined_at, subset_key,
    CASE WHEN kind IN ('changed', 'moved') THEN json_object('accountName', old_name, 'accountEmail', old_email, 'status', old_status,
      'joinedMethod', old_joined_method, 'joinedAt', old_joined_at, 'subsetName', old_subset) END
  FROM (SELECT p.*, a.name AS old_name, a.email AS old_email, a.status AS old_status, a.joined_method AS old_joined_method,
      a.joined_at AS old_joined_at, s.name AS old_subset,
      CASE WHEN a.id IS NULL THEN 'new'
        WHEN p.subset_key <> s.name_key THEN 'moved'
        WHEN coalesce(p.name, a.name) = a.name AND coalesce(p.email, a.email) = a.email
          AND coalesce(p.status, a.status) IS a.status AND coalesce(p.joined_method, a.joined_method) IS a.joined_method
          AND coalesce(p.joined_at, a.joined_at) IS a.joined_at AND coalesce(p.subset_key, s.name_key) IS s.name_key THEN 'unchanged'
        ELSE 'changed' END AS kind
    FROM (SELECT s.account_id AS id, min(r.seq) AS seq, max(r.name) AS name, max(r.email) AS email, max(r.status) AS status,
            max(r.joined_method) AS joined_method, max(r.joined_at) AS joined_at, max(r.subset_key) AS subset_key
          FROM ${TAKEN} WHERE s.account_id IS NOT NULL GROUP BY s.account_id) p
    LEFT JOIN account a ON a.id = p.id AND a.mpa_id = @mpaId
    LEFT JOIN subset s ON s.id = a.subset_id)`);

/** `torn`: the rows of the subset contradict each other about its workflow, its console e-mail or its Spot organization. */
export const planSubsets = step<{ mpaId: string }>(`
  INSERT INTO plan_subset (key, seq, name, workflow_key, email, org_id, torn, subset_id)
  SELECT p.key, p.seq, coalesce(b.name, p.name), p.workflow_key, p.email, p.org_id, p.torn, b.id
  FROM (SELECT s.subset_key AS key, min(r.seq) AS seq, r.subset AS name, max(r.workflow_key) AS workflow_key,
          max(r.console_email) AS email, max(r.org_id) AS org_id,
          coalesce(min(r.workflow_key) <> max(r.workflow_key), 0) OR coalesce(min(r.org_id) <> max(r.org_id), 0)
            OR coalesce(lower(min(r.console_email)) <> lower(max(r.console_email)), 0) AS torn
        FROM ${TAKEN} WHERE s.subset_key IS NOT NULL GROUP BY s.subset_key) p
  LEFT JOIN subset b ON b.mpa_id = @mpaId AND b.name_key = p.key`);

/** Whether there is anything for SUBSET_CONFLICTS and orgConflicts to find: looking costs more than most files need. */
export const tornSubsets = query<void, { found: number }>(`
  SELECT EXISTS (SELECT 1 FROM plan_subset WHERE torn = 1)
      OR EXISTS (SELECT 1 FROM plan_subset WHERE org_id IS NOT NULL AND email IS NOT NULL
                 GROUP BY org_id HAVING min(lower(email)) <> max(lower(email))) AS found`);

export const planWorkflows = step<{ mpaId: string }>(`
  INSERT INTO plan_workflow (key, seq, name, kind)
  SELECT p.key, p.seq, coalesce(w.name, p.name), CASE WHEN w.id IS NULL THEN 'new' ELSE 'unchanged' END
  FROM (SELECT r.workflow_key AS key, min(r.seq) AS seq, r.workflow AS name
        FROM ${TAKEN} WHERE r.workflow_key IS NOT NULL GROUP BY r.workflow_key) p
  LEFT JOIN workflow w ON w.mpa_id = @mpaId AND w.name_key = p.key`);

/** Names of subsets and workflows that the file spells in another way than the ledger, or than its own first row. */
export const spellingNotes = [
  step<void>(`
    ${INTO_FAULT}
    SELECT r.seq, ${is('subset-spelling')}, 'subsetName', r.subset, json_object('name', quote(p.name))
    FROM plan_subset p JOIN row_state s JOIN staged_row r ON r.seq = s.seq AND r.subset_key = p.key
    WHERE s.state = 'taken' AND r.subset <> p.name`),
  step<void>(`
    ${INTO_FAULT}
    SELECT r.seq, ${is('workflow-spelling')}, 'workflowName', r.workflow, json_object('name', quote(p.name))
    FROM plan_workflow p JOIN row_state s JOIN staged_row r ON r.seq = s.seq AND r.workflow_key = p.key
    WHERE s.state = 'taken' AND r.workflow <> p.name`),
];

/** What the file would make, in its order. */
export const newSubsets = query<void, { seq: number; name: string }>(
  `SELECT seq, name FROM plan_subset WHERE subset_id IS NULL ORDER BY seq`,
);
export const newWorkflows = query<void, { seq: number; name: string }>(
  `SELECT seq, name FROM plan_workflow WHERE kind = 'new' ORDER BY seq`,
);
export const newCustomers = query<void, { seq: number; name: string }>(
  `SELECT seq, email AS name FROM plan_customer WHERE email <> '' AND email <> old_email ORDER BY seq`,
);
/** What the ledger has. */
export const subsetNames = query<{ mpaId: string }, { name: string }>(`SELECT name FROM subset WHERE mpa_id = @mpaId`);
export const workflowNames = query<{ mpaId: string }, { name: string }>(
  `SELECT name FROM workflow WHERE mpa_id = @mpaId`,
);
export const customerAddresses = query<{ mpaId: string }, { name: string }>(
  `SELECT console_email AS name FROM end_customer WHERE mpa_id = @mpaId AND console_email <> ''`,
);

/** A warning about what a row would make. */
export const warnRow = step<{ seq: number; code: string; key: string; field: string; value: string; details: string }>(`
  ${INTO_FAULT} VALUES (@seq, 'ledger', 'warning', @code, @key, @field, @value, @details)`);
const NEW_EMAIL = `p.email IS NOT NULL AND (p.kind = 'new' OR p.email <> json_extract(p.old, '$.accountEmail'))`;

export const newOrMailed = query<void, { found: number }>(`
  SELECT EXISTS (SELECT 1 FROM plan_account p
    WHERE ${NEW_EMAIL}) AS found`);

/** AWS gives an e-mail address to one account only: an address that another account would have as well is pointed out. */
export const emailWarnings = step<void>(`
  WITH after_import AS (
    SELECT lower(p.email) AS email, p.id FROM plan_account p WHERE p.email IS NOT NULL
    UNION ALL
    SELECT lower(a.email), a.id FROM account a LEFT JOIN plan_account p ON p.id = a.id WHERE a.email <> '' AND p.email IS NULL),
  shared AS (SELECT email, min(id) AS low, max(id) AS high FROM after_import GROUP BY email HAVING count(*) > 1)
  ${INTO_FAULT}
  SELECT p.seq, ${is('email-of-other-account')}, 'accountEmail', p.email,
    json_object('id', CASE WHEN h.low = p.id THEN h.high ELSE h.low END)
  FROM shared h CROSS JOIN plan_account p ON lower(p.email) = h.email
  WHERE ${NEW_EMAIL}`);

export const findMissing = step<{ mpaId: string }>(`
  INSERT INTO missing_account (id, name, subset)
  SELECT a.id, a.name, b.name FROM account a LEFT JOIN subset b ON b.id = a.subset_id
  WHERE a.mpa_id = @mpaId AND NOT EXISTS (SELECT 1 FROM plan_account p WHERE p.id = a.id)
    AND a.id NOT IN (SELECT s.account_id FROM row_state s WHERE s.state <> 'taken' AND s.account_id IS NOT NULL)`);

export interface PlannedSubset {
  key: string;
  seq: number;
  name: string;
  subset_id: number | null;
  workflow_key: string | null;
  email: string | null;
  org_id: string | null;
  old_workflow_key: string | null;
  old_workflow: string | null;
  customer_id: number | null;
  customer_email: string | null;
  customer_org_id: string | null;
}

/** The planned subsets after a key with what they have in the ledger. */
export const plannedSubsets = query<{ after: string; limit: number }, PlannedSubset>(`
  SELECT p.key, p.seq, p.name, p.subset_id, p.workflow_key, p.email, p.org_id, w.name_key AS old_workflow_key, w.name AS old_workflow,
    c.id AS customer_id, c.console_email AS customer_email, c.spot_org_id AS customer_org_id
  FROM plan_subset p LEFT JOIN subset b ON b.id = p.subset_id LEFT JOIN workflow w ON w.id = b.workflow_id
  LEFT JOIN end_customer c ON c.id = b.end_customer_id
  WHERE p.key > @after ORDER BY p.key LIMIT @limit`);

export const settleSubset = step<{ key: string; customer: string | null; kind: string; old: string | null }>(
  `UPDATE plan_subset SET customer_key = @customer, kind = @kind, old = @old WHERE key = @key`,
);

export interface LedgerCustomer {
  id: number;
  email: string;
  org_id: string;
}

export const customerByOrg = query<{ mpaId: string; orgId: string }, LedgerCustomer>(
  `SELECT id, console_email AS email, spot_org_id AS org_id FROM end_customer WHERE mpa_id = @mpaId AND spot_org_id = @orgId`,
);
export const customersByEmail = query<{ mpaId: string; email: string }, LedgerCustomer>(
  `SELECT id, console_email AS email, spot_org_id AS org_id FROM end_customer
   WHERE mpa_id = @mpaId AND lower(console_email) = lower(@email) ORDER BY id LIMIT 3`,
);

export interface PlannedCustomer {
  key: string;
  seq: number;
  customerId: number | null;
  email: string;
  orgId: string;
  kind: string;
  oldEmail: string;
  oldOrgId: string;
}

export const putCustomer = step<{ [K in keyof PlannedCustomer]: PlannedCustomer[K] }>(
  `INSERT INTO plan_customer (key, seq, customer_id, email, org_id, kind, old_email, old_org_id)
   VALUES (@key, @seq, @customerId, @email, @orgId, @kind, @oldEmail, @oldOrgId)
   ON CONFLICT (key) DO UPDATE SET email = excluded.email, org_id = excluded.org_id, kind = excluded.kind`,
);
export const plannedCustomer = query<{ key: string }, PlannedCustomer>(
  `SELECT key, seq, customer_id AS customerId, email, org_id AS orgId, kind, old_email AS oldEmail, old_org_id AS oldOrgId
   FROM plan_customer WHERE key = @key`,
);
