import { select } from '../sqlite/sqlite.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';

/** A row as the audit names it. */
export type RowName = { entity: string; key: string };

/** The name of a row in one text, for looking it up. */
export function nameOf({ entity, key }: RowName): string {
  return `${entity} ${key}`;
}

/** A row that refers to another one that is not there. */
export interface BrokenReference {
  child: RowName;
  parent: RowName;
}

interface ForeignKeyRow {
  id: number;
  table: string;
  from: string;
  to: string;
}

const foreignKeys = select<{ table: string }, ForeignKeyRow>(
  `SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(@table) ORDER BY id, seq`,
);
const keyColumns = select<{ table: string }, { name: string }>(
  `SELECT name FROM pragma_table_info(@table) WHERE pk > 0 ORDER BY pk`,
);

/** The columns that name a row of a table, in the order in which the audit joins them. */
export function keyOf(db: ReadDb, table: string): string[] {
  return keyColumns.all(db, { table }).map(({ name }) => name);
}

/**
 * The references that lead nowhere, while the check of foreign keys waits for the end of the transaction.
 * @param tables whose references are looked at
 * @param changed references between two tables of which neither was changed are left out
 */
export function brokenReferences(
  db: ReadDb,
  { tables, changed }: { tables: readonly string[]; changed: ReadonlySet<string> },
): BrokenReference[] {
  return tables.flatMap((table) => {
    const keys = foreignKeys.all(db, { table });
    return [...new Set(keys.map(({ id }) => id))]
      .map((id) => keys.filter((key) => key.id === id))
      .filter(([first]) => changed.has(table) || changed.has(first?.table ?? ''))
      .flatMap((reference) => brokenIn(db, table, reference));
  });
}

/** Every reference of the ledger leads to an `id`, some with the payer account beside it. Names come from our own schema. */
function brokenIn(db: ReadDb, table: string, reference: readonly ForeignKeyRow[]): BrokenReference[] {
  const parent = reference[0]?.table ?? '';
  const from = reference.find(({ to }) => to === 'id')?.from ?? '';
  const key = keyOf(db, table)
    .map((column) => `c.${column}`)
    .join(` || ':' || `);
  const fits = reference.map((column) => `p.${column.to} = c.${column.from}`).join(' AND ');
  const given = reference.map((column) => `c.${column.from} IS NOT NULL`).join(' AND ');
  const rows = db
    .prepare(
      `SELECT CAST(${key} AS TEXT) AS child, CAST(c.${from} AS TEXT) AS parent FROM ${table} c
       WHERE ${given} AND NOT EXISTS (SELECT 1 FROM ${parent} p WHERE ${fits})`,
    )
    .all() as { child: string; parent: string }[];
  return rows.map((row) => ({
    child: { entity: table, key: row.child },
    parent: { entity: parent, key: row.parent },
  }));
}

const brokenOrders = select<void, { mpa_id: string }>(
  `SELECT mpa_id FROM assignment_rule GROUP BY mpa_id
   HAVING count(DISTINCT position) <> count(*) OR min(position) <> 1 OR max(position) <> count(*)`,
);

/** The payer accounts whose assignment rules are no longer one list from 1 on, without gaps: no constraint can say that. */
export function brokenRuleOrders(db: ReadDb): ReadonlySet<string> {
  return new Set(brokenOrders.all(db).map(({ mpa_id }) => mpa_id));
}
