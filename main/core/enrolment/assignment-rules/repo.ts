import { change, select } from '../../sqlite/sqlite.ts';

/** A row with the name of the subset that it fills. */
export interface RuleRow {
  id: number;
  mpa_id: string;
  position: number;
  field: string;
  operator: string;
  value: string;
  subset_id: number;
  subset_name: string;
}

/** What of an account the rules need to see. */
export interface RuledAccountRow {
  id: string;
  name: string;
  email: string;
  subset_id: number | null;
}

const RULE = `SELECT r.id, r.mpa_id, r.position, r.field, r.operator, r.value, r.subset_id, s.name AS subset_name
  FROM assignment_rule r JOIN subset s ON s.id = r.subset_id`;

/** A payer account's rules in the order in which they are asked. */
export const rulesOfMpa = select<{ mpaId: string }, RuleRow>(
  `${RULE} WHERE r.mpa_id = @mpaId ORDER BY r.position, r.id`,
);
export const ruleById = select<{ id: number }, RuleRow>(`${RULE} WHERE r.id = @id`);

/** The rules that fill listed subsets. */
export const rulesOfSubsets = select<{ ids: string }, RuleRow>(
  `${RULE} WHERE r.subset_id IN (SELECT value FROM json_each(@ids)) ORDER BY r.mpa_id, r.position, r.id`,
);

export const insertRule = change<{
  mpaId: string;
  position: number;
  field: string;
  operator: string;
  value: string;
  subsetId: number;
}>(
  `INSERT INTO assignment_rule (mpa_id, position, field, operator, value, subset_id)
   VALUES (@mpaId, @position, @field, @operator, @value, @subsetId)`,
);

export const updateRule = change<{ id: number; field: string; operator: string; value: string; subsetId: number }>(
  `UPDATE assignment_rule SET field = @field, operator = @operator, value = @value, subset_id = @subsetId WHERE id = @id`,
);

export const placeRule = change<{ id: number; position: number }>(
  `UPDATE assignment_rule SET position = @position WHERE id = @id`,
);

export const deleteRule = change<{ id: number }>(`DELETE FROM assignment_rule WHERE id = @id`);

export const deleteRulesOfSubsets = change<{ ids: string }>(
  `DELETE FROM assignment_rule WHERE subset_id IN (SELECT value FROM json_each(@ids))`,
);

/** The accounts that rules may take: all of a payer account but itself, or of these only those in no subset. */
export const ruledAccounts = select<{ mpaId: string; unassignedOnly: number }, RuledAccountRow>(
  `SELECT id, name, email, subset_id FROM account
   WHERE +mpa_id = @mpaId AND id <> @mpaId AND (@unassignedOnly = 0 OR subset_id IS NULL) ORDER BY id`,
);
