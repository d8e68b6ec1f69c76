import { AppError } from '../../../shared/domain/app-error.ts';
import { parseBoundedJson } from '../../../shared/domain/bounded-json.ts';
import { prepare } from '../sqlite/sqlite.ts';
import type { ReadDb, WriteDb } from '../sqlite/sqlite.ts';
import { columnsOf, sealedTables } from './sealed-tables.ts';

/** A row as it is and as the ledger says that it is, both as JSON; null where it is not there. */
export interface ComparedRow {
  key: string;
  image: string | null;
  said: string | null;
}

/** The rows of an audited table that are not, word for word, what the newest audit event says. SQL for `@entity`. */
function rowsUnlikeEvents(db: ReadDb, table: string): string {
  const { all, key } = columnsOf(db, table);
  const image = `json_object(${all.map((column) => `'${column}', t.${column}`).join(', ')})`;
  const name = key.map((column) => `t.${column}`).join(` || ':' || `);
  return `SELECT key, image, said, event_id FROM (
    SELECT CAST(${name} AS TEXT) AS key, ${image} AS image, e.after AS said, e.id AS event_id FROM ${table} t
    LEFT JOIN audit_event e ON e.id = (SELECT max(id) FROM audit_event WHERE entity = @entity AND key = CAST(${name} AS TEXT))
  ) WHERE image IS NOT said`;
}

/** Keeps the rows that the audit does not have as they are, when a ledger gets its seals. */
export function keepUnrecordedRows(db: WriteDb): void {
  for (const entity of sealedTables(db)?.audited ?? []) {
    prepare(
      db,
      `INSERT INTO unrecorded_row (entity, key, event_id, image)
       SELECT @entity, key, (SELECT coalesce(max(id), 0) FROM audit_event), image FROM (${rowsUnlikeEvents(db, entity)})`,
    ).run({ entity });
  }
}

/** The rows of an audited table that are not as the ledger says, those that are gone or are too many among them; at most `limit`. */
export function rowsUnlikeSaid(db: ReadDb, entity: string, limit: number): ComparedRow[] {
  const changed = prepare(
    db,
    `SELECT r.key, r.image, iif(coalesce(r.event_id, 0) > u.event_id, r.said, coalesce(u.image, r.said)) AS said
     FROM (${rowsUnlikeEvents(db, entity)}) r LEFT JOIN unrecorded_row u ON u.entity = @entity AND u.key = r.key`,
  ).iterate({ entity }) as IterableIterator<ComparedRow>;
  const found: ComparedRow[] = [];
  for (const row of changed) {
    if (!saysTheSame(row)) found.push(row);
    if (found.length === limit) return found;
  }
  return [...found, ...rowsGone(db, entity, limit - found.length)];
}

/** Rows that were not removed, as far as the audit knows, and are not there. */
function rowsGone(db: ReadDb, entity: string, limit: number): ComparedRow[] {
  const { key } = columnsOf(db, entity);
  const name = key.map((column) => `t.${column}`).join(` || ':' || `);
  return prepare(
    db,
    `SELECT e.key, NULL AS image, e.after AS said FROM (SELECT max(id) AS id FROM audit_event WHERE entity = @entity GROUP BY key) n
     JOIN audit_event e ON e.id = n.id
     WHERE e.after IS NOT NULL AND e.key NOT IN (SELECT CAST(${name} AS TEXT) FROM ${entity} t) LIMIT ${limit}`,
  ).all({ entity }) as ComparedRow[];
}

/** Another SQLite may have written the same values as another JSON. */
function saysTheSame({ image, said }: ComparedRow): boolean {
  if (image === null || said === null || image === said) return image === said;
  try {
    return JSON.stringify(parseBoundedJson(image)) === JSON.stringify(parseBoundedJson(said));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof AppError) return false;
    throw error;
  }
}
