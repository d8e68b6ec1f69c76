import { prepare, select } from '../sqlite/sqlite.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';

const tables = select<void, { name: string }>(
  `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name`,
);
const version = select<void, { version: string }>(`SELECT sqlite_version() AS version`);

/** The version of SQLite that is built in. */
export function sqliteVersion(db: ReadDb): string {
  return version.get(db)?.version ?? '';
}

/** How many rows each table has. The names come from the schema, which is ours. */
export function tableCounts(db: ReadDb): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { name } of tables.all(db)) {
    const row = prepare(db, `SELECT count(*) AS rows FROM "${name.replaceAll('"', '""')}"`).get() as { rows: number };
    counts[name] = row.rows;
  }
  return counts;
}
