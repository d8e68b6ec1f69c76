import type { SelectStatement } from '../../sqlite/sqlite.ts';
import { select } from '../../sqlite/sqlite.ts';

type OfMpa = { mpaId: string };
type Some = OfMpa & { limit: number };

export interface CheckedAccount {
  id: string;
  name: string;
  email: string;
  status: string | null;
  subset: string | null;
}

/** Whether a text has anything but ASCII. Quick, and the sets below are not. */
const beyondAscii = (text: string): string => `octet_length(${text}) > length(${text})`;

/*
 * The characters stand in the SQL as they are: made by char() they would be made again for every row.
 */

/** Whether a text has a line end of any kind. */
const hasLineEnd = (text: string): string =>
  `(${['\n', '\v', '\f', '\r'].map((end) => `instr(${text}, '${end}')`).join(' OR ')}
    OR ${beyondAscii(text)} AND ${text} GLOB '*[\u0085\u2028\u2029]*')`;

/** The checks of single accounts as conditions over `a`, a row of account; each is counted in the same pass. */
export const ACCOUNT_CONDITIONS = {
  'account-unassigned': `a.subset_id IS NULL AND a.id <> a.mpa_id`,
  'account-suspended': `a.subset_id IS NOT NULL AND a.status IN ('SUSPENDED', 'PENDING_CLOSURE', 'CLOSED')`,
  'account-without-name': `a.name = ''`,
  'account-without-email': `a.email = ''`,
  // The function alone decides. Most addresses are told without it, of which there may be 100,000.
  'account-email-invalid': `a.email <> '' AND (a.email GLOB '*[^-+._@A-Za-z0-9]*' OR a.email GLOB '*.[0-9]*'
    OR a.email NOT LIKE '%_@_%._%' OR a.email LIKE '%@%@%' OR a.email LIKE '%@.%' OR a.email LIKE '%@%..%'
    OR a.email LIKE '%.' OR length(a.email) > 254) AND NOT is_mail_address(a.email)`,
  // The function alone decides. JSON refuses control characters in a text, and looks faster than GLOB does.
  'account-hidden-characters': `(${beyondAscii('a.name')} OR NOT json_valid('"' || a.name || '"') OR instr(a.name, '\u007F')) AND has_hidden(a.name)`,
  'account-name-long': `length(a.name) > 50`,
  'account-line-break': hasLineEnd('(a.name || a.email)'),
  // A cell counts UTF-16 units, of which a character has one or two: those that this finds are counted again by the check.
  'account-cell-too-long': `length(a.name) > 16383 OR length(a.email) > 16383`,
} as const;

export type AccountCondition = keyof typeof ACCOUNT_CONDITIONS;

export const ACCOUNT_CODES = Object.keys(ACCOUNT_CONDITIONS) as AccountCondition[];

/** How many accounts there are, and how many meet each condition. The + is for a scan: an index would look up every row. */
export const accountCounts = select<OfMpa, Record<AccountCondition | 'accounts', number>>(
  `SELECT count(*) AS accounts,
     ${ACCOUNT_CODES.map((code) => `coalesce(sum(${ACCOUNT_CONDITIONS[code]}), 0) AS "${code}"`).join(',\n     ')}
   FROM account a WHERE +a.mpa_id = @mpaId`,
);

/** The first accounts, by ID, that meet a condition. */
export const ACCOUNTS_WHERE: Readonly<Record<AccountCondition, SelectStatement<Some, CheckedAccount>>> = {
  'account-unassigned': accountsWhere('account-unassigned'),
  'account-suspended': accountsWhere('account-suspended'),
  'account-without-name': accountsWhere('account-without-name'),
  'account-without-email': accountsWhere('account-without-email'),
  'account-email-invalid': accountsWhere('account-email-invalid'),
  'account-hidden-characters': accountsWhere('account-hidden-characters'),
  'account-name-long': accountsWhere('account-name-long'),
  'account-line-break': accountsWhere('account-line-break'),
  'account-cell-too-long': accountsWhere('account-cell-too-long'),
};

function accountsWhere(code: AccountCondition): SelectStatement<Some, CheckedAccount> {
  return select(
    `SELECT a.id, a.name, a.email, a.status, s.name AS subset FROM account a LEFT JOIN subset s ON s.id = a.subset_id
     WHERE a.mpa_id = @mpaId AND (${ACCOUNT_CONDITIONS[code]}) ORDER BY a.id LIMIT @limit`,
  );
}

/** E-mails that more than one account of the ledger has, one of them of this payer account; by the first such account. */
export const sharedEmails = select<
  Some,
  { email: string; accounts: number; id: string; name: string; other: string; others: string; total: number }
>(
  `SELECT d.email, d.accounts, d.id, a.name, d.other, o.mpa_id AS others, d.total FROM (
     SELECT lower(email) AS email, count(*) AS accounts, min(iif(mpa_id = @mpaId, id, NULL)) AS id,
       iif(min(id) = min(iif(mpa_id = @mpaId, id, NULL)), max(id), min(id)) AS other, count(*) OVER () AS total
     FROM account WHERE email <> '' GROUP BY lower(email) HAVING count(*) > 1 AND sum(mpa_id = @mpaId) > 0
     ORDER BY 3 LIMIT @limit
   ) d JOIN account a ON a.id = d.id JOIN account o ON o.id = d.other ORDER BY d.id`,
);

/** Accounts of this payer account that are payer accounts of their own. */
export const accountsThatPay = select<OfMpa, { id: string; name: string; payer: string }>(
  `SELECT a.id, a.name, m.name AS payer FROM mpa m JOIN account a ON a.id = m.id
   WHERE a.mpa_id = @mpaId AND a.id <> @mpaId ORDER BY a.id`,
);

/** The payer account as an account: of which payer account, in which subset. */
export const payerAsAccount = select<OfMpa, { mpaId: string; mpaName: string; subset: string | null }>(
  `SELECT a.mpa_id AS mpaId, m.name AS mpaName, s.name AS subset
   FROM account a JOIN mpa m ON m.id = a.mpa_id LEFT JOIN subset s ON s.id = a.subset_id WHERE a.id = @mpaId`,
);

export interface CheckedSubset {
  id: number;
  name: string;
  workflow_id: number | null;
  end_customer_id: number | null;
  has_accounts: 0 | 1;
}

export const subsetsToCheck = select<OfMpa, CheckedSubset>(
  `SELECT s.id, s.name, s.workflow_id, s.end_customer_id,
     EXISTS (SELECT 1 FROM account a WHERE a.mpa_id = s.mpa_id AND a.subset_id = s.id) AS has_accounts
   FROM subset s WHERE s.mpa_id = @mpaId ORDER BY s.name_key`,
);

export const accountInMpa = select<{ mpaId: string; id: string }, { found: 1 }>(
  `SELECT 1 AS found FROM account WHERE id = @id AND mpa_id = @mpaId`,
);

export interface CheckedCustomer {
  id: number;
  name: string;
  console_email: string;
  spot_org_id: string;
  subsets: number;
}

export const customersToCheck = select<OfMpa, CheckedCustomer>(
  `SELECT c.id, c.name, c.console_email, c.spot_org_id,
     (SELECT count(*) FROM subset s WHERE s.end_customer_id = c.id) AS subsets
   FROM end_customer c WHERE c.mpa_id = @mpaId ORDER BY c.id`,
);

/** The Spot Org IDs that others use: payer accounts, and end customers of other payer accounts. */
export const orgIdsElsewhere = select<OfMpa, { org: string; customer: 0 | 1; mpa: string }>(
  `SELECT m.spot_org_id AS org, 0 AS customer, m.name AS mpa FROM mpa m
   WHERE m.id <> @mpaId AND coalesce(m.spot_org_id, '') <> ''
   UNION ALL
   SELECT c.spot_org_id, 1, m.name FROM end_customer c JOIN mpa m ON m.id = c.mpa_id
   WHERE c.mpa_id <> @mpaId AND c.spot_org_id <> ''
   ORDER BY 2, 3, 1`,
);
