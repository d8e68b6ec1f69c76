import { AppError } from '../../../shared/domain/app-error.ts';
import { isDiskFull } from '../sqlite/sqlite-errors.ts';
import { openDatabase, toWriteDb } from '../sqlite/sqlite.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';
import { nowText } from '../time/clock.ts';
import type { Clock } from '../time/clock.ts';
import { backupFolder, backupName, copyToBackups } from './backup-files.ts';
import { settleIdentity } from './identity.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { MIGRATION_TABLE } from './migrations/migration.ts';
import type { Migration } from './migrations/migration.ts';
import {
  APPLICATION_ID,
  assertKnown,
  assertMigrations,
  migrationHash,
  schemaBySqlite,
  schemaVersion,
} from './schema.ts';
import { seal } from './seals.ts';

/**
 * Refuses a file that is not a ledger, or one that a newer program has made.
 * @throws AppError LEDGER_TOO_NEW, LEDGER_DAMAGED (another program's database).
 */
function assertReadable(db: ReadDb, path: string): void {
  assertKnown(schemaBySqlite(db), path);
}

/**
 * Brings a ledger up to this program's schema: checks the hash of every applied migration, copies a ledger that has
 * content before the first change, then applies each missing migration in a transaction of its own.
 * @param options.isCopy the file is a copy itself: none is made of it.
 * @param options.to stop after this migration; for tests.
 * @returns the path of the copy, where one was made.
 * @throws AppError LEDGER_TOO_NEW, LEDGER_DAMAGED; any failure leaves the ledger as it was before that migration.
 */
export function migrate(
  db: ReadDb,
  options: {
    path: string;
    clock: Clock;
    appVersion: string;
    isCopy?: boolean;
    to?: number;
    migrations?: readonly Migration[];
  },
): { copy: string | null } {
  assertReadable(db, options.path);
  const migrations = options.migrations ?? MIGRATIONS;
  const from = schemaVersion(db);
  if (from > 0) assertMigrations(db, migrations, options.path);
  const missing = migrations.filter(({ id }) => id > from && id <= (options.to ?? Infinity));
  const last = missing.at(-1);
  if (!last) return { copy: null };
  const copy = from > 0 && options.isCopy !== true ? copyBefore(db, options, from, last.id) : null;
  db.pragma(`application_id = ${APPLICATION_ID}`);
  for (const migration of missing) apply(db, migration, options);
  return { copy };
}

function apply(db: ReadDb, migration: Migration, options: { clock: Clock; appVersion: string; path: string }): void {
  const writer = toWriteDb(db, 'a migration');
  // SQLite ignores this pragma inside a transaction; table rebuilds need it off (SQLite, 'Making Other Kinds Of Table Schema Changes').
  writer.pragma('foreign_keys = OFF');
  // What a migration takes out is gone for good.
  writer.pragma('secure_delete = ON');
  try {
    writer
      .transaction(() => {
        writer.exec(MIGRATION_TABLE);
        writer.exec(migration.sql);
        migration.fill?.(writer);
        const broken = writer.pragma('foreign_key_check') as unknown[];
        if (broken.length > 0) {
          throw new AppError(
            'LEDGER_DAMAGED',
            `Migration ${migration.id} found references that lead nowhere. Nothing was changed.`,
            {
              path: options.path,
              broken: broken.length,
            },
          );
        }
        writer
          .prepare(`INSERT INTO schema_migration (id, name, hash, applied_at, app_version) VALUES (?, ?, ?, ?, ?)`)
          .run(migration.id, migration.name, migrationHash(migration), nowText(options.clock), options.appVersion);
        writer.pragma(`user_version = ${migration.id}`);
        seal(writer);
      })
      .immediate();
  } finally {
    writer.pragma('foreign_keys = ON');
    writer.pragma('secure_delete = OFF');
  }
}

/** @throws AppError FILE_NOT_WRITTEN. */
function copied(db: ReadDb, { path, clock }: { path: string; clock: Clock }, kind: string): string {
  try {
    return copyToBackups(db, path, backupName(kind, clock));
  } catch (error) {
    const why = isDiskFull(error, path) ? 'the disk is full' : error instanceof Error ? error.message : String(error);
    throw new AppError(
      'FILE_NOT_WRITTEN',
      `The ledger has to be brought up to date, and the copy that is made before could not be written to ${backupFolder(path)} (${why}). Nothing was changed. See that there is room and that you may write there.`,
      { path: backupFolder(path) },
      { cause: error },
    );
  }
}

function copyBefore(db: ReadDb, options: { path: string; clock: Clock }, from: number, to: number): string {
  // The copy says whose it is.
  settleIdentity(toWriteDb(db, 'a migration'), options.path);
  const copy = copied(db, options, `before-migration-${from}-${to}`);
  const check = openDatabase(copy, 'read');
  try {
    const verdict = check.pragma('quick_check', { simple: true });
    if (verdict === 'ok') return copy;
    throw new AppError(
      'LEDGER_DAMAGED',
      `The copy made before migrating is not sound (${String(verdict)}). Nothing was changed.`,
      {
        path: options.path,
        copy,
      },
    );
  } finally {
    check.close();
  }
}
