import { prepare, select } from '../../sqlite/sqlite.ts';
import type { ReadDb, SqlValue } from '../../sqlite/sqlite.ts';
import { isAscii, textMatch } from '../accounts/text-match.ts';

/** What was found, before it is put in order. */
export interface FoundRow {
  id: string;
  mpa_id: string;
  mpa_name: string;
  title: string;
  detail: string;
}

/** What is looked for: as typed, as a name's key, and its digits where it is nothing but digits and spaces. */
export interface Wanted {
  text: string;
  key: string;
  digits: string;
  /** '' for all payer accounts. */
  mpaId: string;
  limit: number;
}

type Params = Record<string, SqlValue> & { limit: number; mpaId: string };
const OF_MPA = `(@mpaId = '' OR m.id = @mpaId)`;

export const findMpas = select<Params & { key: string; digits: string }, FoundRow>(
  `SELECT m.id, m.id AS mpa_id, m.name AS mpa_name, m.name AS title, m.id AS detail FROM mpa m
   WHERE ${OF_MPA} AND (instr(m.name_key, @key) > 0 OR (@digits <> '' AND instr(m.id, @digits) > 0))
   ORDER BY instr(m.name_key, @key), m.name_key LIMIT @limit`,
);

export const findSubsets = select<Params & { key: string }, FoundRow>(
  `SELECT CAST(s.id AS TEXT) AS id, m.id AS mpa_id, m.name AS mpa_name, s.name AS title, coalesce(w.name, '') AS detail
   FROM subset s JOIN mpa m ON m.id = s.mpa_id LEFT JOIN workflow w ON w.id = s.workflow_id
   WHERE ${OF_MPA} AND instr(s.name_key, @key) > 0 ORDER BY instr(s.name_key, @key), s.name_key, s.id LIMIT @limit`,
);

export const findWorkflows = select<Params & { key: string }, FoundRow>(
  `SELECT CAST(w.id AS TEXT) AS id, m.id AS mpa_id, m.name AS mpa_name, w.name AS title, '' AS detail
   FROM workflow w JOIN mpa m ON m.id = w.mpa_id
   WHERE ${OF_MPA} AND instr(w.name_key, @key) > 0 ORDER BY instr(w.name_key, @key), w.name_key, w.id LIMIT @limit`,
);

/** End customers by name, console e-mail or Spot organization. */
export function findCustomers(db: ReadDb, wanted: Wanted): FoundRow[] {
  const found = ['c.name', 'c.console_email', 'c.spot_org_id'].map((column) => contains(column, wanted.text));
  const label = `coalesce(nullif(c.name, ''), nullif(c.console_email, ''), c.spot_org_id)`;
  const rows = `SELECT CAST(c.id AS TEXT) AS id, m.id AS mpa_id, m.name AS mpa_name, ${label} AS title,
      CASE WHEN c.name <> '' AND c.console_email <> '' THEN c.console_email
        WHEN c.name <> '' OR c.console_email <> '' THEN c.spot_org_id ELSE '' END AS detail
    FROM end_customer c JOIN mpa m ON m.id = c.mpa_id WHERE ${OF_MPA} AND (${found.map(({ sql }) => sql).join(' OR ')})
    ORDER BY title, c.id LIMIT @limit`;
  return all(db, rows, wanted, { text: pattern(found) });
}

/** Tickets by their number or subject, the newest first. */
export function findTickets(db: ReadDb, wanted: Wanted): FoundRow[] {
  const found = [`coalesce(t.ticket_number, '')`, 't.subject'].map((column) => contains(column, wanted.text));
  const rows = `SELECT CAST(t.id AS TEXT) AS id, m.id AS mpa_id, m.name AS mpa_name, t.subject AS title,
      coalesce(t.ticket_number, '') AS detail
    FROM ticket t JOIN mpa m ON m.id = t.mpa_id WHERE ${OF_MPA} AND (${found.map(({ sql }) => sql).join(' OR ')})
    ORDER BY t.id DESC LIMIT @limit`;
  return all(db, rows, wanted, { text: pattern(found) });
}

const ACCOUNT = `SELECT a.id, m.id AS mpa_id, m.name AS mpa_name, CASE WHEN a.name = '' THEN a.id ELSE a.name END AS title,
  CASE WHEN a.name = '' THEN a.email WHEN a.email = '' THEN a.id ELSE a.id || ' · ' || a.email END AS detail`;

/** ':' follows '9': the range of the primary key that begins with these digits. */
const accountsById = select<Params & { digits: string }, FoundRow>(
  `${ACCOUNT} FROM account a JOIN mpa m ON m.id = a.mpa_id
   WHERE ${OF_MPA} AND a.id >= @digits AND a.id < @digits || ':' ORDER BY a.id LIMIT @limit`,
);

/** U+10FFFF comes after every other character. */
const accountsByName = select<Params & { text: string }, FoundRow>(
  `${ACCOUNT} FROM mpa m CROSS JOIN account a INDEXED BY account_name
   WHERE ${OF_MPA} AND a.mpa_id = m.id AND a.name COLLATE NOCASE >= @text AND a.name COLLATE NOCASE < @text || char(1114111)
   ORDER BY a.name COLLATE NOCASE, a.id LIMIT @limit`,
);

/**
 * Accounts by the first digits of the ID, the beginning of the name, and only where these are too few by any part of name and e-mail:
 * that looks at every account, 20 ms for 100,000.
 */
export function findAccounts(db: ReadDb, wanted: Wanted): FoundRow[] {
  const { text, digits, mpaId, limit } = wanted;
  const found = new Map<string, FoundRow>();
  const add = (rows: readonly FoundRow[]): void => {
    for (const row of rows) if (!found.has(row.id)) found.set(row.id, row);
  };
  if (digits !== '') add(accountsById.all(db, { digits, mpaId, limit }));
  if (isAscii(text)) add(accountsByName.all(db, { text, mpaId, limit }));
  if (found.size < limit) add(anywhere(db, wanted));
  return [...found.values()];
}

function anywhere(db: ReadDb, wanted: Wanted): FoundRow[] {
  const found = ['a.name', 'a.email'].map((column) => contains(column, wanted.text));
  const rows = `${ACCOUNT} FROM (SELECT a.* FROM account a INDEXED BY sqlite_autoindex_account_1
      WHERE (@mpaId = '' OR a.mpa_id = @mpaId) AND (${found.map(({ sql }) => sql).join(' OR ')}) ORDER BY a.id LIMIT @limit) a
    JOIN mpa m ON m.id = a.mpa_id ORDER BY a.id`;
  return all(db, rows, wanted, { text: pattern(found) });
}

function contains(column: string, text: string): ReturnType<typeof textMatch> {
  return textMatch(column, 'text', text, 'contains');
}

function pattern([first]: readonly { pattern: SqlValue }[]): SqlValue {
  return first?.pattern ?? null;
}

function all(db: ReadDb, rows: string, { mpaId, limit }: Wanted, params: Record<string, SqlValue>): FoundRow[] {
  return prepare(db, rows).all({ ...params, mpaId, limit }) as FoundRow[];
}
