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

/** What was answered about files of one shape. */
export interface ImportAnswers {
  encoding: string | null;
  placeholders: 'blank' | 'text' | null;
}

/** Keeps what was answered about files of one shape; what was not answered now stays. */
export const putAnswers = change<{
  mpaId: string;
  shape: string;
  encoding: string | null;
  placeholders: string | null;
}>(
  `INSERT INTO import_answer (mpa_id, shape, encoding, placeholders) VALUES (@mpaId, @shape, @encoding, @placeholders)
   ON CONFLICT (mpa_id, shape) DO UPDATE SET encoding = coalesce(excluded.encoding, encoding),
     placeholders = coalesce(excluded.placeholders, placeholders)`,
);

export const answersOfShape = select<{ mpaId: string; shape: string }, ImportAnswers>(
  `SELECT encoding, placeholders FROM import_answer WHERE mpa_id = @mpaId AND shape = @shape`,
);

/** Every encoding that was said of a file of a payer account. */
export const encodingsOfMpa = select<{ mpaId: string }, { encoding: string }>(
  `SELECT DISTINCT encoding FROM import_answer WHERE mpa_id = @mpaId AND encoding IS NOT NULL ORDER BY encoding`,
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
