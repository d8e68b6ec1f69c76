import { change, select } from '../../sqlite/sqlite.ts';

/** A row of the table. */
export interface AccountRow {
  id: string;
  mpa_id: string;
  name: string;
  email: string;
  status: string | null;
  joined_method: string | null;
  joined_at: string | null;
  subset_id: number | null;
  note: string;
}

/** A row with the names of its subset, workflow and end customer. */
export interface AccountDetailsRow extends AccountRow {
  subset_name: string | null;
  subset_key: string | null;
  workflow_id: number | null;
  workflow_name: string | null;
  workflow_key: string | null;
  end_customer_id: number | null;
  end_customer_name: string | null;
  end_customer_email: string | null;
  end_customer_org: string | null;
}

/** The columns of AccountDetailsRow, over `account a` and ACCOUNT_LINKS. */
export const ACCOUNT_DETAILS = `SELECT a.id, a.mpa_id, a.name, a.email, a.status, a.joined_method, a.joined_at, a.subset_id,
  a.note, s.name AS subset_name, s.name_key AS subset_key, s.workflow_id, w.name AS workflow_name, w.name_key AS workflow_key, s.end_customer_id,
  c.name AS end_customer_name, c.console_email AS end_customer_email, c.spot_org_id AS end_customer_org`;

export const ACCOUNT_LINKS = `LEFT JOIN subset s ON s.id = a.subset_id
  LEFT JOIN workflow w ON w.id = s.workflow_id LEFT JOIN end_customer c ON c.id = s.end_customer_id`;

export const accountById = select<{ id: string }, AccountDetailsRow>(
  `${ACCOUNT_DETAILS} FROM account a ${ACCOUNT_LINKS} WHERE a.id = @id`,
);

type AccountParams = { [K in keyof AccountRow]: AccountRow[K] };

export const insertAccount = change<AccountParams>(
  `INSERT INTO account (id, mpa_id, name, email, status, joined_method, joined_at, subset_id, note)
   VALUES (@id, @mpa_id, @name, @email, @status, @joined_method, @joined_at, @subset_id, @note)`,
);

export const updateAccount = change<{ id: string; name: string; email: string; status: string | null; note: string }>(
  `UPDATE account SET name = @name, email = @email, status = @status, note = @note WHERE id = @id`,
);

export const deleteAccount = change<{ id: string }>(`DELETE FROM account WHERE id = @id`);

/** A subset of a payer account; the subsets' own service is above this one. */
export const subsetOfMpa = select<{ mpaId: string; id: number }, { id: number; name: string }>(
  `SELECT id, name FROM subset WHERE id = @id AND mpa_id = @mpaId`,
);
