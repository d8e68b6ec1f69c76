import type { CreditClass } from '../../../../shared/domain/line-item-type.ts';
import { change, select } from '../../sqlite/sqlite.ts';

interface Credit extends Record<string, string> {
  mpaId: string;
  type: string;
  description: string;
  product: string;
}

export const creditClasses = select<
  { mpaId: string },
  { type: string; description: string; product: string; class: CreditClass }
>(`SELECT type, description, product, class FROM credit_class WHERE mpa_id = @mpaId ORDER BY id`);
export const keepCreditClass = change<Credit & { class: CreditClass }>(
  `INSERT INTO credit_class (mpa_id, type, description, product, class) VALUES (@mpaId, @type, @description, @product, @class)
   ON CONFLICT (mpa_id, type, description, product) DO UPDATE SET class = excluded.class`,
);
export const forgetCreditClass = change<Credit>(
  `DELETE FROM credit_class WHERE mpa_id = @mpaId AND type = @type AND description = @description AND product = @product`,
);

export const ecoCommitments = select<{ mpaId: string }, { commitment: string }>(
  `SELECT commitment FROM eco_commitment WHERE mpa_id = @mpaId ORDER BY commitment`,
);
export const insertEcoCommitment = change<{ mpaId: string; commitment: string }>(
  `INSERT INTO eco_commitment (mpa_id, commitment) VALUES (@mpaId, @commitment)`,
);
export const deleteEcoCommitment = change<{ mpaId: string; commitment: string }>(
  `DELETE FROM eco_commitment WHERE mpa_id = @mpaId AND commitment = @commitment`,
);
