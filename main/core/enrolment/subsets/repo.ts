import type { SubsetFilter, SubsetSelection } from '../../../../shared/contract/subsets.ts';
import { nameKey } from '../../../../shared/domain/name-key.ts';
import { change, prepare, select } from '../../sqlite/sqlite.ts';
import type { ReadDb, SqlValue, WriteDb } from '../../sqlite/sqlite.ts';

/** A row with the names of its workflow and end customer. */
export interface SubsetRow {
  id: number;
  mpa_id: string;
  name: string;
  note: string;
  workflow_id: number | null;
  workflow_name: string | null;
  end_customer_id: number | null;
  end_customer_name: string | null;
  end_customer_email: string | null;
  end_customer_org: string | null;
}

export interface SubsetSummaryRow extends SubsetRow {
  accounts: number;
  suspended: number;
}

const COLUMNS = `s.id, s.mpa_id, s.name, s.note, s.workflow_id, w.name AS workflow_name, s.end_customer_id,
  c.name AS end_customer_name, c.console_email AS end_customer_email, c.spot_org_id AS end_customer_org`;
const LINKS = `LEFT JOIN workflow w ON w.id = s.workflow_id LEFT JOIN end_customer c ON c.id = s.end_customer_id`;

export const subsetById = select<{ id: number }, SubsetRow>(
  `SELECT ${COLUMNS} FROM subset s ${LINKS} WHERE s.id = @id`,
);

export const subsetSummaryById = select<{ id: number }, SubsetSummaryRow>(
  `SELECT ${COLUMNS}, (SELECT count(*) FROM account a WHERE a.mpa_id = s.mpa_id AND a.subset_id = s.id) AS accounts,
     (SELECT count(*) FROM account a WHERE a.mpa_id = s.mpa_id AND a.subset_id = s.id AND a.status = 'SUSPENDED') AS suspended
   FROM subset s ${LINKS} WHERE s.id = @id`,
);

/** Listed subsets that there are, in the order of their names. */
export const subsetsByIds = select<{ ids: string }, SubsetSummaryRow>(
  `SELECT ${COLUMNS}, (SELECT count(*) FROM account a WHERE a.mpa_id = s.mpa_id AND a.subset_id = s.id) AS accounts, 0 AS suspended
   FROM subset s ${LINKS} WHERE s.id IN (SELECT value FROM json_each(@ids)) ORDER BY s.name_key, s.id`,
);

export const subsetByNameKey = select<{ mpaId: string; nameKey: string }, { id: number; name: string }>(
  `SELECT id, name FROM subset WHERE mpa_id = @mpaId AND name_key = @nameKey`,
);

/** The names of a payer account's subsets, but of one. */
export const otherSubsetNames = select<{ mpaId: string; self: number | null }, { name: string }>(
  `SELECT name FROM subset WHERE mpa_id = @mpaId AND id IS NOT @self`,
);

export const workflowOfMpa = select<{ mpaId: string; id: number }, { id: number; name: string }>(
  `SELECT id, name FROM workflow WHERE id = @id AND mpa_id = @mpaId`,
);

/** The subsets of a filter by name, with their counts: each counted once over the whole set, not once a subset. */
export function listSubsetRows(db: ReadDb, mpaId: string, filter: SubsetFilter): SubsetSummaryRow[] {
  const { sql, params } = filterConditions(filter);
  const text = `WITH
      held AS MATERIALIZED (SELECT subset_id, count(*) AS n FROM account
        WHERE mpa_id = @mpaId AND subset_id IS NOT NULL GROUP BY subset_id),
      asleep AS MATERIALIZED (SELECT subset_id, count(*) AS n FROM account
        WHERE +mpa_id = @mpaId AND status = 'SUSPENDED' AND subset_id IS NOT NULL GROUP BY subset_id)
    SELECT ${COLUMNS}, coalesce(held.n, 0) AS accounts, coalesce(asleep.n, 0) AS suspended
    FROM subset s ${LINKS} LEFT JOIN held ON held.subset_id = s.id LEFT JOIN asleep ON asleep.subset_id = s.id
    WHERE s.mpa_id = @mpaId${sql} ORDER BY s.name_key`;
  return prepare(db, text).all({ mpaId, ...params }) as SubsetSummaryRow[];
}

/** Gives the subsets meant a workflow or an end customer, or none, in one statement. */
export function linkSubsets(
  db: WriteDb,
  mpaId: string,
  selection: SubsetSelection,
  column: 'workflow_id' | 'end_customer_id',
  to: number | null,
): number {
  const { sql, params } = selectionConditions(selection);
  const text = `UPDATE subset AS s SET ${column} = @to WHERE s.mpa_id = @mpaId AND s.${column} IS NOT @to${sql}`;
  return prepare(db, text).run({ mpaId, to, ...params }).changes;
}

/** How many subsets are meant. */
export function countSubsets(db: ReadDb, mpaId: string, selection: SubsetSelection): number {
  const { sql, params } = selectionConditions(selection);
  const text = `SELECT count(*) AS count FROM subset s WHERE s.mpa_id = @mpaId${sql}`;
  return (prepare(db, text).get({ mpaId, ...params }) as { count: number }).count;
}

export const insertSubset = change<{
  mpaId: string;
  name: string;
  nameKey: string;
  note: string;
  workflowId: number | null;
  endCustomerId: number | null;
}>(
  `INSERT INTO subset (mpa_id, name, name_key, note, workflow_id, end_customer_id)
   VALUES (@mpaId, @name, @nameKey, @note, @workflowId, @endCustomerId)`,
);

export const updateSubset = change<{ id: number; name: string; nameKey: string; note: string }>(
  `UPDATE subset SET name = @name, name_key = @nameKey, note = @note WHERE id = @id`,
);

export const linkSubset = change<{ id: number; workflowId: number | null; endCustomerId: number | null }>(
  `UPDATE subset SET workflow_id = @workflowId, end_customer_id = @endCustomerId WHERE id = @id`,
);

/** Moves all accounts of listed subsets into another, or into none. */
export const moveContent = change<{ mpaId: string; ids: string; to: number | null }>(
  `UPDATE account SET subset_id = @to
   WHERE mpa_id = @mpaId AND subset_id IN (SELECT value FROM json_each(@ids))`,
);

/** Makes the assignment rules that fill listed subsets fill another. */
export const redirectRules = change<{ ids: string; to: number }>(
  `UPDATE assignment_rule SET subset_id = @to WHERE subset_id IN (SELECT value FROM json_each(@ids))`,
);

export const deleteSubsets = change<{ ids: string }>(
  `DELETE FROM subset WHERE id IN (SELECT value FROM json_each(@ids))`,
);

interface Conditions {
  sql: string;
  params: Record<string, SqlValue>;
}

function selectionConditions(selection: SubsetSelection): Conditions {
  if ('filter' in selection) return filterConditions(selection.filter);
  return { sql: ' AND s.id IN (SELECT value FROM json_each(@ids))', params: { ids: JSON.stringify(selection.ids) } };
}

/** The subsets of a filter as conditions on `subset s`. Names are compared by their keys, which know case beyond ASCII. */
function filterConditions({ text, workflowId, endCustomerId, hasAccounts }: SubsetFilter): Conditions {
  const parts: string[] = [];
  const params: Conditions['params'] = {};
  const key = nameKey(text ?? '');
  if (key !== '') {
    parts.push('instr(s.name_key, @textKey) > 0');
    params['textKey'] = key;
  }
  for (const [column, id] of [['workflow_id', workflowId] as const, ['end_customer_id', endCustomerId] as const]) {
    if (id === null) continue;
    parts.push(id === 'none' ? `s.${column} IS NULL` : `s.${column} = @${column}`);
    if (id !== 'none') params[column] = id;
  }
  if (hasAccounts !== null) {
    const exists = 'EXISTS (SELECT 1 FROM account a WHERE a.mpa_id = s.mpa_id AND a.subset_id = s.id)';
    parts.push(hasAccounts ? exists : `NOT ${exists}`);
  }
  return { sql: parts.map((part) => ` AND ${part}`).join(''), params };
}
