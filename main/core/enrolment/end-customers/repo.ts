import { change, select } from '../../sqlite/sqlite.ts';

export interface EndCustomerRow {
  id: number;
  mpa_id: string;
  name: string;
  console_email: string;
  spot_org_id: string;
  note: string;
}

export interface EndCustomerSummaryRow extends EndCustomerRow {
  subsets: number;
  accounts: number;
}

const COLUMNS = 'c.id, c.mpa_id, c.name, c.console_email, c.spot_org_id, c.note';

/** A payer account's end customers by what people know them by, with how many subsets and accounts each has. */
export const endCustomersOfMpa = select<{ mpaId: string }, EndCustomerSummaryRow>(
  `SELECT ${COLUMNS},
     (SELECT count(*) FROM subset s WHERE s.end_customer_id = c.id) AS subsets,
     (SELECT count(*) FROM subset s JOIN account a ON a.mpa_id = s.mpa_id AND a.subset_id = s.id
      WHERE s.end_customer_id = c.id) AS accounts
   FROM end_customer c WHERE c.mpa_id = @mpaId
   ORDER BY name_key(coalesce(nullif(c.name, ''), nullif(c.console_email, ''), c.spot_org_id)), c.id`,
);

export const endCustomerById = select<{ id: number }, EndCustomerRow>(
  `SELECT ${COLUMNS} FROM end_customer c WHERE c.id = @id`,
);

export const endCustomerByOrg = select<{ mpaId: string; spotOrgId: string }, EndCustomerRow>(
  `SELECT ${COLUMNS} FROM end_customer c WHERE c.mpa_id = @mpaId AND c.spot_org_id = @spotOrgId AND c.spot_org_id <> ''`,
);

/** The subsets that are associated with an end customer. */
export const subsetsOfEndCustomer = select<{ id: number }, { id: number; name: string; accounts: number }>(
  `SELECT s.id, s.name, (SELECT count(*) FROM account a WHERE a.mpa_id = s.mpa_id AND a.subset_id = s.id) AS accounts
   FROM subset s WHERE s.end_customer_id = @id ORDER BY s.name_key`,
);

export const insertEndCustomer = change<Record<'mpa_id' | 'name' | 'console_email' | 'spot_org_id' | 'note', string>>(
  `INSERT INTO end_customer (mpa_id, name, console_email, spot_org_id, note)
   VALUES (@mpa_id, @name, @console_email, @spot_org_id, @note)`,
);

export const updateEndCustomer = change<
  { id: number } & Record<'name' | 'console_email' | 'spot_org_id' | 'note', string>
>(
  `UPDATE end_customer SET name = @name, console_email = @console_email, spot_org_id = @spot_org_id, note = @note
   WHERE id = @id`,
);

export const takeOffSubsets = change<{ id: number }>(
  `UPDATE subset SET end_customer_id = NULL WHERE end_customer_id = @id`,
);

export const deleteEndCustomer = change<{ id: number }>(`DELETE FROM end_customer WHERE id = @id`);
