import { change, prepare, select } from '../../sqlite/sqlite.ts';
import type { ReadDb, WriteDb } from '../../sqlite/sqlite.ts';
import type { Conditions } from './filter-repo.ts';

/** How many of the accounts meant are in a subset; null: in none. */
export interface SubsetShare {
  id: number | null;
  name: string | null;
  accounts: number;
}

/** The accounts meant by the subset they are in, most accounts first. */
export function sharesOf(db: ReadDb, mpaId: string, conditions: Conditions): SubsetShare[] {
  const text = `SELECT g.id, s.name, g.accounts FROM
    (SELECT a.subset_id AS id, count(*) AS accounts FROM account a ${conditions.access} WHERE a.mpa_id = @mpaId${conditions.sql} GROUP BY a.subset_id) g
    LEFT JOIN subset s ON s.id = g.id ORDER BY g.accounts DESC, s.name_key`;
  return prepare(db, text).all({ mpaId, ...conditions.params }) as SubsetShare[];
}

/** Puts the accounts meant into a subset, or into none, in one statement; those that are there already are left alone. */
export function moveAccounts(db: WriteDb, mpaId: string, conditions: Conditions, to: number | null): number {
  const text = `UPDATE account AS a ${conditions.access} SET subset_id = @to WHERE a.mpa_id = @mpaId AND a.subset_id IS NOT @to${conditions.sql}`;
  return prepare(db, text).run({ mpaId, to, ...conditions.params }).changes;
}

/** Puts listed accounts into a subset; for the assignment rules. */
export const moveListed = change<{ mpaId: string; ids: string; to: number }>(
  `UPDATE account SET subset_id = @to WHERE id IN (SELECT value FROM json_each(@ids)) AND +mpa_id = @mpaId AND subset_id IS NOT @to`,
);

/** IDs of a list that the ledger does not have. */
export const unknownIds = select<{ ids: string }, { id: string }>(
  `SELECT DISTINCT j.value AS id FROM json_each(@ids) j WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = j.value) ORDER BY 1`,
);

/** Accounts of a list that belong to another payer account. */
export const foreignIds = select<{ ids: string; mpaId: string }, { id: string; mpa_id: string }>(
  `SELECT a.id, a.mpa_id FROM account a WHERE a.id IN (SELECT value FROM json_each(@ids)) AND a.mpa_id <> @mpaId ORDER BY a.id`,
);

/** Accounts of a list that are not in a subset. */
export const outsideSubset = select<{ ids: string; subsetId: number }, { id: string }>(
  `SELECT a.id FROM account a WHERE a.id IN (SELECT value FROM json_each(@ids)) AND a.subset_id IS NOT @subsetId ORDER BY a.id`,
);
