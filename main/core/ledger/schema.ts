import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { AppError } from '../../../shared/domain/app-error.ts';
import { assertNotEmptied } from '../sqlite/database-file.ts';
import { readSchemaPages } from '../sqlite/schema-pages.ts';
import type { FileSchema, SchemaObject } from '../sqlite/schema-pages.ts';
import { openDatabase } from '../sqlite/sqlite.ts';
import type { OpenMode, ReadDb } from '../sqlite/sqlite.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations/index.ts';
import { MIGRATION_TABLE } from './migrations/migration.ts';
import type { Migration } from './migrations/migration.ts';
import { SCHEMA_DIGESTS } from './migrations/schema-digests.ts';

/** 'ENRD': tells our ledgers from other SQLite files (SQLite's application_id). */
export const APPLICATION_ID = 0x454e5244;

/** What a migration's text is kept as, to notice that an applied one was changed. */
export function migrationHash(migration: Migration): string {
  let hash = hashes.get(migration);
  if (hash === undefined) {
    hash = createHash('sha256').update(migration.sql).digest('hex');
    hashes.set(migration, hash);
  }
  return hash;
}

const hashes = new WeakMap<Migration, string>();

/** The schema version of an open file: 0 for an empty one. */
export function schemaVersion(db: ReadDb): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Opens a ledger or a backup after a look at what it would run: its tables, indexes and triggers have to be those that our migrations make.
 * Anybody can have made the file.
 * @throws AppError LEDGER_DAMAGED that names what is not ours, LEDGER_TOO_NEW; as `openDatabase` does.
 */
export function openLedgerFile(
  path: string,
  mode: Exclude<OpenMode, 'create'>,
  journal?: 'wal' | 'rollback-journal',
): ReadDb {
  assertNotEmptied(path);
  const isSeen = seenWithoutSqlite(path);
  const db = openDatabase(path, mode, journal);
  try {
    if (!isSeen) assertOurs(schemaBySqlite(db), path);
    assertMigrations(db, MIGRATIONS, path);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Looks at a file's pages before SQLite does, which would take in whatever schema it has.
 * @returns false where that can't be: the newest pages are in a write-ahead log, or SQLite will say better what is wrong
 * @throws AppError as `openLedgerFile` does.
 */
function seenWithoutSqlite(path: string): boolean {
  if (hasLog(path)) return false;
  try {
    const found = readSchemaPages(path);
    if (found === null) return false;
    assertOurs(found, path);
    return true;
  } catch (error) {
    // Meanwhile another program has begun to write, or the file may not be read.
    if (hasLog(path) || (error instanceof Error && 'syscall' in error)) return false;
    throw error;
  }
}

function hasLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** The schema of an open file. */
export function schemaBySqlite(db: ReadDb): FileSchema {
  const number = (pragma: string): number => Number(db.pragma(pragma, { simple: true }));
  const unusual = [
    ...(number('page_size') === 4096 ? [] : ['pages of another size']),
    ...(db.pragma('encoding', { simple: true }) === 'UTF-8' ? [] : ['texts in another encoding']),
  ];
  return {
    applicationId: number('application_id'),
    userVersion: schemaVersion(db),
    unusual,
    objects: db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema').all() as SchemaObject[],
  };
}

/**
 * Refuses a file that is not a ledger, or one that a newer program has made.
 * @throws AppError LEDGER_TOO_NEW, LEDGER_DAMAGED (another program's database).
 */
export function assertKnown({ userVersion, applicationId, objects }: FileSchema, path: string): void {
  if (userVersion > SCHEMA_VERSION) {
    throw new AppError(
      'LEDGER_TOO_NEW',
      `The ledger was made by a newer Enrollment Desk (schema ${userVersion}; this program knows ${SCHEMA_VERSION}). Update the program; nothing was changed.`,
      { path, schema: userVersion, known: SCHEMA_VERSION },
    );
  }
  if (applicationId === APPLICATION_ID || objects.length === 0) return;
  throw new AppError(
    'LEDGER_DAMAGED',
    `This is a database of another program, not a ledger: ${path}. Give the path of a ledger.`,
    { path },
  );
}

function assertOurs(found: FileSchema, path: string): void {
  assertKnown(found, path);
  const differences = schemaDifferences(found);
  if (differences.length === 0) return;
  const [first = '', ...others] = differences;
  const more = others.length === 0 ? '' : `; and ${others.slice(0, 4).join('; ')}${others.length > 4 ? ' …' : ''}`;
  throw new AppError(
    'LEDGER_DAMAGED',
    `The ledger file was changed by another program: ${first}${more}. Nothing of it was run or changed.`,
    { path, differences: differences.slice(0, 20) },
  );
}

/** Refuses a ledger whose migrations are not those of this program. @throws AppError LEDGER_TOO_NEW, LEDGER_DAMAGED. */
export function assertMigrations(db: ReadDb, migrations: readonly Migration[], path: string): void {
  const version = schemaVersion(db);
  if (version === 0) return;
  const applied = db.prepare(`SELECT id, name, hash FROM schema_migration ORDER BY id`).all() as {
    id: number;
    name: string;
    hash: string;
  }[];
  for (const { id, name, hash } of applied) {
    const known = migrations.find((migration) => migration.id === id);
    if (known && migrationHash(known) === hash) continue;
    throw new AppError(
      'LEDGER_TOO_NEW',
      `The ledger was made by another build of Enrollment Desk: its migration ${id} (${name}) is not the one this program has. Use the program that made it.`,
      { path, migration: id },
    );
  }
  const missing = migrations.find(({ id }) => id <= version && !applied.some((each) => each.id === id));
  if (missing === undefined) return;
  throw new AppError(
    'LEDGER_DAMAGED',
    `The ledger file was changed by another program: it does not say that its migration ${missing.id} (${missing.name}) was applied. Nothing was changed.`,
    { path, migration: missing.id },
  );
}

/** What of a schema is not as our migrations make it for its version: one text for each. None for a file that has nothing in it. */
export function schemaDifferences(found: FileSchema): string[] {
  const { userVersion, unusual, objects } = found;
  if (userVersion === 0 && objects.length === 0) return [];
  const form = unusual.map((what) => `it has ${what}`);
  if (form.length > 0) return form;
  if (schemaDigest(objects) === SCHEMA_DIGESTS[userVersion]) return [];
  if (!MIGRATIONS.some(({ id }) => id === userVersion)) return [`no Enrollment Desk has made a schema ${userVersion}`];
  return differences(objects, objectsOf(userVersion));
}

/** One text that stands for a schema. */
export function schemaDigest(objects: readonly SchemaObject[]): string {
  const rows = objects.filter((object) => !isStatistics(object)).map((object) => JSON.stringify(object));
  return createHash('sha256')
    .update(rows.sort((a, b) => (a < b ? -1 : 1)).join('\n'))
    .digest('hex');
}

function differences(found: readonly SchemaObject[], made: readonly SchemaObject[]): string[] {
  const left = new Map(made.map((object) => [keyOf(object), object]));
  const texts: string[] = [];
  for (const object of found) {
    if (isStatistics(object)) continue;
    const expected = left.get(keyOf(object));
    left.delete(keyOf(object));
    const difference = expected === undefined ? `${nameOf(object)} is not ours` : differenceOf(object, expected);
    if (difference !== null) texts.push(difference);
  }
  return [...texts, ...[...left.values()].map((object) => `${nameOf(object)} is missing`)];
}

function differenceOf(found: SchemaObject, made: SchemaObject): string | null {
  if (found.type !== made.type) return `${nameOf(found)} is in the place of ${nameOf(made)}`;
  return found.sql === made.sql && found.tbl_name === made.tbl_name ? null : `${nameOf(found)} is not as it was made`;
}

/** Triggers have names of their own, all else shares one. */
function keyOf({ type, name }: SchemaObject): string {
  return `${type === 'trigger' ? 'trigger' : ''} ${name}`;
}

/** An object as a person can read it, whatever is in its name. */
function nameOf({ type, name, sql }: SchemaObject): string {
  const isVirtual = /^\s*create\s+virtual/iu.test(sql ?? '');
  const kind = isVirtual ? 'virtual table' : (/^(?:table|index|trigger|view)$/u.exec(type)?.[0] ?? 'object');
  return `the ${kind} ${name.replaceAll(/[^\w .-]/gu, '?').slice(0, 60)}`;
}

/** What SQLite keeps to plan its reading; it may be there or not. */
const STATISTICS: readonly string[] = [
  'CREATE TABLE sqlite_stat1(tbl,idx,stat)',
  'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)',
];

function isStatistics({ type, name, tbl_name, sql }: SchemaObject): boolean {
  return type === 'table' && name === tbl_name && sql !== null && STATISTICS.includes(sql) && sql.includes(`${name}(`);
}

const made = new Map<number, readonly SchemaObject[]>();

/** What the migrations make up to a version. */
function objectsOf(version: number): readonly SchemaObject[] {
  let objects = made.get(version);
  if (objects === undefined) {
    const db = openDatabase(':memory:', 'create', 'rollback-journal');
    try {
      db.pragma('foreign_keys = OFF');
      db.exec(MIGRATION_TABLE);
      for (const { id, sql } of MIGRATIONS) if (id <= version) db.exec(sql);
      objects = schemaBySqlite(db).objects;
    } finally {
      db.close();
    }
    made.set(version, objects);
  }
  return objects;
}
