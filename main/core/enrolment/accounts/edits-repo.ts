import { change, select } from '../../sqlite/sqlite.ts';

/** An account as far as it is edited in the sheet. */
export interface EditedRow {
  id: string;
  mpa_id: string;
  name: string;
  email: string;
  status: string | null;
  note: string;
  subset_id: number | null;
  subset_name: string | null;
}

/** Listed accounts, those of other payer accounts too, by their IDs. */
export const editedAccounts = select<{ ids: string }, EditedRow>(
  `SELECT a.id, a.mpa_id, a.name, a.email, a.status, a.note, a.subset_id, s.name AS subset_name
   FROM account a LEFT JOIN subset s ON s.id = a.subset_id
   WHERE a.id IN (SELECT value FROM json_each(@ids)) ORDER BY a.id`,
);

export const subsetsByName = select<{ mpaId: string }, { id: number; name: string; name_key: string }>(
  `SELECT id, name, name_key FROM subset WHERE mpa_id = @mpaId`,
);

export const addNamedSubset = change<{ mpaId: string; name: string; nameKey: string }>(
  `INSERT INTO subset (mpa_id, name, name_key) VALUES (@mpaId, @name, @nameKey)`,
);

export const writeEdited = change<{
  id: string;
  name: string;
  email: string;
  status: string | null;
  note: string;
  subsetId: number | null;
}>(
  `UPDATE account SET name = @name, email = @email, status = @status, note = @note, subset_id = @subsetId WHERE id = @id`,
);
