import { change, select } from '../../sqlite/sqlite.ts';

/** Accounts within an interval of IDs that have a row's name or e-mail. */
export const candidatesFor = select<
  { mpaId: string; from: string; to: string; name: string | null; email: string | null },
  { id: string; name: string; email: string }
>(`SELECT id, name, email FROM account
   WHERE mpa_id = @mpaId AND id BETWEEN @from AND @to
     AND ((name <> '' AND name_key(name) = name_key(@name)) OR (email <> '' AND lower(email) = lower(@email)))
   ORDER BY id LIMIT 20`);

/** Keeps what the columns of a file of one shape mean. */
export const putShape = change<{ mpaId: string; shape: string; meanings: string }>(
  `INSERT INTO import_shape (mpa_id, shape, meanings) VALUES (@mpaId, @shape, @meanings)
   ON CONFLICT (mpa_id, shape) DO UPDATE SET meanings = excluded.meanings WHERE meanings <> excluded.meanings`,
);

export const meaningsOfShape = select<{ mpaId: string; shape: string }, { meanings: string }>(
  `SELECT meanings FROM import_shape WHERE mpa_id = @mpaId AND shape = @shape`,
);

const subsetNamed = select<{ mpaId: string; key: string }, { found: 1 }>(
  `SELECT 1 AS found FROM subset WHERE mpa_id = @mpaId AND name_key = @key`,
);
const workflowNamed = select<{ mpaId: string; key: string }, { found: 1 }>(
  `SELECT 1 AS found FROM workflow WHERE mpa_id = @mpaId AND name_key = @key`,
);
const accountNamed = select<{ mpaId: string; key: string }, { found: 1 }>(
  `SELECT 1 AS found FROM account WHERE mpa_id = @mpaId AND name_key(name) = @key LIMIT 1`,
);
/** Whether the ledger has something of this name, for the fields that are names. */
export const NAMED = { subsetName: subsetNamed, workflowName: workflowNamed, accountName: accountNamed };
