import { createHash } from 'node:crypto';
import { change, prepare, select } from '../sqlite/sqlite.ts';
import type { ReadDb, WriteDb } from '../sqlite/sqlite.ts';
import { rowText } from './migrations/seal-triggers.ts';
import { columnsOf, sealedTables } from './sealed-tables.ts';

/** What one seal of the chain covers: all events after those of the one before, up to `event_id`. */
interface OperationSeal {
  operation_id: number;
  event_id: number;
  hash: string;
}

/** The chain of an empty ledger. */
const BEGINNING: OperationSeal = { operation_id: 0, event_id: 0, hash: '' };

const lastSeal = select<void, OperationSeal>(
  `SELECT operation_id, event_id, hash FROM operation_seal ORDER BY operation_id DESC LIMIT 1`,
);
const addSeal = change<{ operation_id: number; event_id: number; hash: string }>(
  `INSERT INTO operation_seal (operation_id, event_id, hash) VALUES (@operation_id, @event_id, @hash)`,
);
const seals = select<void, OperationSeal>(
  `SELECT operation_id, event_id, hash FROM operation_seal ORDER BY operation_id`,
);
const newest = select<void, { operation_id: number; event_id: number }>(
  `SELECT (SELECT coalesce(max(id), 0) FROM operation) AS operation_id, (SELECT coalesce(max(id), 0) FROM audit_event) AS event_id`,
);
const nextEvent = select<{ after: number; to: number }, { id: number | null }>(
  `SELECT min(id) AS id FROM audit_event WHERE id > @after AND id <= @to`,
);
/** 30 and 31 are control characters, which no JSON has as they are: where one column ends and the next begins can't be mistaken. */
const eventTexts = select<{ from: number; to: number }, { texts: Uint8Array }>(
  `SELECT CAST(group_concat(concat_ws(char(31), id, operation_id, entity, key, ifnull(mpa_id, char(30)),
     ifnull(before, char(30)), ifnull(after, char(30)), ifnull(source, char(30))), char(10)) AS BLOB) AS texts
   FROM audit_event NOT INDEXED WHERE id BETWEEN @from AND @to`,
);
const tableSeals = select<void, { name: string; digest: string }>(`SELECT name, digest FROM table_seal`);
const keepTableSeal = change<{ name: string; digest: string }>(
  `INSERT INTO table_seal (name, digest) VALUES (@name, @digest) ON CONFLICT (name) DO UPDATE SET digest = excluded.digest`,
);
const dropTableSeal = change<{ name: string }>(`DELETE FROM table_seal WHERE name = @name`);
const unsealed = select<void, { name: string; before: string | null; after: string | null }>(
  `SELECT name, before, after FROM unsealed_row ORDER BY id`,
);
const clearUnsealed = change<void>(`DELETE FROM unsealed_row`);

/**
 * Seals what the open transaction has changed: to be called at the end of each that changes a ledger, before it is committed. A ledger
 * of a schema that has no seals is left alone; one that has none yet is sealed as it is.
 * @param withStatistics what SQLite keeps to plan its reading is sealed anew: where it was made anew
 */
export function seal(db: WriteDb, withStatistics = false): void {
  const tables = sealedTables(db);
  if (tables === null) return;
  const last = lastSeal.get(db) ?? BEGINNING;
  const now = newest.get(db) ?? BEGINNING;
  if (now.operation_id > last.operation_id) addSeal.run(db, { ...now, hash: chainHash(db, last, now) });
  const kept = new Map(tableSeals.all(db).map(({ name, digest }) => [name, digest]));
  const stays = (name: string): boolean => !withStatistics && name.startsWith('sqlite_stat') && kept.has(name);
  const digests = [
    ...digestsByRow(db, tables.byRow, kept),
    ...tables.whole.filter((name) => !stays(name)).map((name) => [name, hashOfTable(db, name)] as const),
  ];
  for (const [name, digest] of digests) if (kept.get(name) !== digest) keepTableSeal.run(db, { name, digest });
  const there = new Set([...tables.byRow, ...tables.whole]);
  for (const name of kept.keys()) if (!there.has(name)) dropTableSeal.run(db, { name });
}

/** Seals one small table anew, where it alone was changed: in a copy that is to have less. What else was changed stays to be found. */
export function sealTable(db: WriteDb, name: string): void {
  if (sealedTables(db)?.whole.includes(name) === true) keepTableSeal.run(db, { name, digest: hashOfTable(db, name) });
}

/** The seals of large tables: those of before with what was changed since, and of all rows where there was none. */
function digestsByRow(
  db: WriteDb,
  tables: readonly string[],
  kept: ReadonlyMap<string, string>,
): (readonly [name: string, digest: string])[] {
  const sums = new Map([...kept].map(([name, digest]) => [name, BigInt(`0x${digest}`)]));
  const changed = new Set<string>();
  for (const { name, before, after } of unsealed.all(db)) {
    sums.set(name, (sums.get(name) ?? 0n) - numberOf(before) + numberOf(after));
    changed.add(name);
  }
  if (changed.size > 0) clearUnsealed.run(db);
  return tables
    .filter((name) => changed.has(name) || !kept.has(name))
    .map((name) => [name, kept.has(name) ? hexOf(sums.get(name) ?? 0n) : sumOfRows(db, name)]);
}

const BITS = 256;

function numberOf(row: string | null): bigint {
  return row === null ? 0n : BigInt(`0x${createHash('sha256').update(row).digest('hex')}`);
}

function hexOf(sum: bigint): string {
  return BigInt.asUintN(BITS, sum).toString(16).padStart(64, '0');
}

/** The sum of the hashes of all rows: it does not depend on their order, so that one row can be taken out and another one added. */
function sumOfRows(db: ReadDb, table: string): string {
  // What has a hash of its own is in the hash by that.
  const columns = columnsOf(db, table).all.filter((column) => table !== 'kept_file' || column !== 'bytes');
  const rows = prepare(db, `SELECT ${rowText(columns, '')} AS text FROM ${table}`).iterate() as IterableIterator<{
    text: string;
  }>;
  let sum = 0n;
  for (const { text } of rows) sum += numberOf(text);
  return hexOf(sum);
}

/** The hash of all rows, in whatever order they lie. */
function hashOfTable(db: ReadDb, table: string): string {
  const value = (column: string): string =>
    `ifnull(typeof(${column}) || octet_length(${column}) || ':' || iif(typeof(${column}) = 'blob', hex(${column}), ${column}), '-')`;
  const text = columnsOf(db, table).all.map(value).join(` || ' ' || `);
  const rows = prepare(db, `SELECT ${text} AS text FROM ${table} ORDER BY 1`).all() as { text: string }[];
  return createHash('sha256')
    .update(rows.map((row) => row.text).join('\n'))
    .digest('hex');
}

/** More would only take memory: some 400 bytes each. */
const EVENTS_A_TURN = 1000;

function chainHash(db: ReadDb, before: OperationSeal, now: Omit<OperationSeal, 'hash'>): string {
  const hash = createHash('sha256').update(`${before.hash}\n${now.operation_id}\n`);
  let after = before.event_id;
  for (;;) {
    const from = nextEvent.get(db, { after, to: now.event_id })?.id ?? null;
    if (from === null) return hash.digest('hex');
    after = Math.min(from + EVENTS_A_TURN - 1, now.event_id);
    const { texts } = eventTexts.get(db, { from, to: after }) ?? {};
    if (texts !== undefined) hash.update(texts);
  }
}

/** The first part of the history that is not as it was sealed; null where all is. @param look is called between two seals */
export function brokenSeal(db: ReadDb, look: () => void): { from: number; to: number } | null {
  let before = BEGINNING;
  for (const each of seals.all(db)) {
    look();
    if (each.hash !== chainHash(db, before, each)) return { from: before.operation_id + 1, to: each.operation_id };
    before = each;
  }
  const { operation_id, event_id } = newest.get(db) ?? BEGINNING;
  if (operation_id === before.operation_id && event_id === before.event_id) return null;
  const to = Math.max(operation_id, before.operation_id);
  return { from: Math.min(to, Math.min(operation_id, before.operation_id) + 1), to };
}

/** The tables without audit events whose rows are not as they were sealed. */
export function tablesUnlikeSeals(db: ReadDb): string[] {
  const tables = sealedTables(db);
  if (tables === null) return [];
  const { byRow, whole } = tables;
  const kept = new Map(tableSeals.all(db).map(({ name, digest }) => [name, digest]));
  const isOther = (now: (db: ReadDb, name: string) => string) => (name: string) => kept.get(name) !== now(db, name);
  const strange = [...kept.keys()].filter((name) => !byRow.includes(name) && !whole.includes(name));
  const open = unsealed.all(db).map(({ name }) => name);
  return [
    ...new Set([...byRow.filter(isOther(sumOfRows)), ...whole.filter(isOther(hashOfTable)), ...strange, ...open]),
  ];
}
