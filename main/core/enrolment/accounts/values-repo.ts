import type { AccountValue, AccountValuesInput } from '../../../../shared/contract/accounts.ts';
import { prepare, select } from '../../sqlite/sqlite.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { textMatch } from './text-match.ts';

type ValueField = AccountValuesInput['field'];

const OWN = (value: string): string =>
  `SELECT ${value} AS value, 1 AS n FROM account a INDEXED BY sqlite_autoindex_account_1 WHERE a.mpa_id = @mpaId`;

/** Counted by subset first: there are some thousands of these at most. */
const LINKED = (value: string): string => `SELECT ${value} AS value, h.n
  FROM (SELECT subset_id, count(*) AS n FROM account INDEXED BY account_subset WHERE mpa_id = @mpaId GROUP BY subset_id) h
  LEFT JOIN subset s ON s.id = h.subset_id LEFT JOIN workflow w ON w.id = s.workflow_id
  LEFT JOIN end_customer c ON c.id = s.end_customer_id`;

/** What each field's values are counted from: `value`, null for none, and `n` accounts. */
const VALUES: Readonly<Record<Exclude<ValueField, 'id' | 'name' | 'email'>, string>> = {
  note: OWN(`nullif(a.note, '')`),
  status: OWN('a.status'),
  joinedMethod: OWN('a.joined_method'),
  joinedAt: OWN('substr(a.joined_at, 1, 10)'),
  subset: LINKED('s.name'),
  workflow: LINKED('w.name'),
  endCustomer: LINKED(`coalesce(nullif(c.name, ''), nullif(c.console_email, ''), c.spot_org_id)`),
};

/** Fields in which nearly every account has a value of its own. */
const SINGULAR = { id: 'a.id', name: 'a.name', email: 'a.email' };

/** The values of a field that contain a text, with how many accounts have each. */
export function valueRows(db: ReadDb, { mpaId, field, text, limit }: AccountValuesInput): AccountValue[] {
  const match = text === null || text === '' ? null : textMatch('value', 'text', text, 'contains');
  const isSingular = field === 'id' || field === 'name' || field === 'email';
  const rows = isSingular ? singularSql(SINGULAR[field], match?.sql) : groupedSql(VALUES[field], match?.sql);
  return prepare(db, rows).all({ mpaId, limit, ...(match ? { text: match.pattern } : {}) }) as AccountValue[];
}

function groupedSql(values: string, match: string | undefined): string {
  return `SELECT value, sum(n) AS accounts FROM (${values})
    ${match === undefined ? '' : `WHERE value IS NOT NULL AND ${match}`} GROUP BY value ORDER BY accounts DESC, value LIMIT @limit`;
}

/** The first values that fit, by their alphabet: to count all of them, to have those of most accounts, takes ten times as long. */
function singularSql(column: string, match: string | undefined): string {
  const values = OWN(column);
  return `WITH first AS MATERIALIZED (SELECT DISTINCT value FROM (${values}) ${match === undefined ? '' : `WHERE ${match}`} LIMIT @limit)
    SELECT nullif(value, '') AS value, count(*) AS accounts FROM (${values}) WHERE value IN (SELECT value FROM first)
    GROUP BY value ORDER BY value = '', value COLLATE NOCASE`;
}

/** A subset, or none, with how many accounts are in it. */
export const spreadRows = select<
  { mpaId: string },
  {
    id: number | null;
    name: string | null;
    workflow_id: number | null;
    workflow_name: string | null;
    accounts: number;
  }
>(`SELECT s.id, s.name, w.id AS workflow_id, w.name AS workflow_name, h.n AS accounts
   FROM (SELECT subset_id, count(*) AS n FROM account INDEXED BY account_subset WHERE mpa_id = @mpaId GROUP BY subset_id) h
   LEFT JOIN subset s ON s.id = h.subset_id LEFT JOIN workflow w ON w.id = s.workflow_id ORDER BY h.n DESC, s.name_key`);
