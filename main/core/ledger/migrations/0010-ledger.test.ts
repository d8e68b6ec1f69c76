import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../../../test/support/temp-core.ts';
import { tempLedger } from '../../../../test/support/temp-ledger.ts';
import { openDatabase } from '../../sqlite/sqlite.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { migrate } from '../migrate.ts';
import { APPLICATION_ID, migrationHash, schemaVersion } from '../schema.ts';
import { openReader } from '../open-writer.ts';
import { soundness } from '../damage.ts';
import { ledger as migration10 } from './0010-ledger.ts';
import { awsSetup as migration20 } from './0020-aws-setup.ts';
import { desk as migration21 } from './0021-desk.ts';
import { ledgerIdentity as migration30 } from './0030-ledger-identity.ts';
import { observations as migration31 } from './0031-observations.ts';
import { handOffStates as migration32 } from './0032-hand-off-states.ts';
import { rehearsals as migration33 } from './0033-rehearsals.ts';
import { importAnswers as migration35 } from './0035-import-answers.ts';
import { shownStacks as migration36 } from './0036-shown-stacks.ts';
import { secrets as migration37 } from './0037-secrets.ts';
import { SEALED_BY_ROW, seals as migration38 } from './0038-seals.ts';
import { costData as migration39 } from './0039-cost-data.ts';
import { costDataSums as migration40 } from './0040-cost-data-sums.ts';
import { creditClasses as migration41 } from './0041-credit-classes.ts';
import { ecoCommitments as migration42 } from './0042-eco-commitments.ts';
import { simulatedCostData as migration44 } from './0044-cost-data-simulated.ts';
import { ALL_AUDITED_TABLES, MIGRATIONS } from './index.ts';
import type { Migration } from './migration.ts';

const clock = (): Date => new Date('2026-11-21T04:00:00.000Z');

function names(db: ReadDb, type: 'table' | 'trigger'): string[] {
  const rows = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .all(type) as { name: string }[];
  return rows.map(({ name }) => name);
}

/** A migration that no release has. */
const SECOND: Migration = {
  id: 980,
  name: 'colours',
  sql: `ALTER TABLE subset ADD COLUMN colour TEXT NOT NULL DEFAULT 'none';`,
};

describe('the newest schema', () => {
  it('makes every table strict, with triggers that record each change and keep each key', () => {
    const { db } = tempLedger();
    expect(names(db, 'table')).toEqual([
      'account',
      'assignment_rule',
      'audit_event',
      'aws_call',
      'aws_setup',
      'change_source',
      'cost_data_set',
      'cost_data_sums',
      'credit_class',
      'current_operation',
      'eco_commitment',
      'end_customer',
      'enrolment_step',
      'import_answer',
      'import_shape',
      'kept_file',
      'ledger_identity',
      'mpa',
      'operation',
      'operation_seal',
      'saved_view',
      'schema_migration',
      'secret',
      'setting',
      'setup_run',
      'setup_step',
      'shown_stack',
      'subset',
      'table_seal',
      'ticket',
      'ticket_file',
      'ticket_row',
      'to_wipe',
      'unrecorded_row',
      'unsealed_row',
      'workflow',
    ]);
    const lax = db.prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
    );
    expect(lax.all()).toEqual([]);
    const triggers = ALL_AUDITED_TABLES.flatMap(({ name }) =>
      ['audit_delete', 'audit_insert', 'audit_update', 'key_stays'].map((kind) => `${name}_${kind}`),
    );
    const kept = [
      'audit_event_is_kept',
      'audit_event_stays',
      'aws_call_is_kept',
      'aws_call_stays',
      'aws_setup_forgets_extractor_secret_delete',
      'aws_setup_forgets_extractor_secret_update',
      'aws_setup_forgets_role_secret_delete',
      'aws_setup_forgets_role_secret_update',
      'aws_setup_where_seen',
      'kept_file_stays',
      'operation_seal_is_kept',
      'operation_seal_stays',
      'setup_run_is_kept',
      'setup_run_stays',
      'setup_step_added_where_seen',
      'setup_step_changed_where_seen',
      'shown_stack_is_kept',
      'shown_stack_stays',
    ];
    const sealed = SEALED_BY_ROW.flatMap(({ name }) =>
      ['seal_delete', 'seal_insert', 'seal_update'].map((kind) => `${name}_${kind}`),
    );
    expect(names(db, 'trigger')).toEqual([...triggers, ...kept, ...sealed].sort());
  });

  it('records every column of every table that has content', () => {
    const { db } = tempLedger();
    const columnsOf = db.prepare('SELECT name FROM pragma_table_info(?) ORDER BY name').pluck();
    for (const { name, key, columns } of ALL_AUDITED_TABLES) {
      expect([name, columnsOf.all(name)]).toEqual([name, [...key, ...columns].sort()]);
    }
    const content = new Set(ALL_AUDITED_TABLES.map(({ name }) => name));
    const rest = names(db, 'table').filter((name) => !content.has(name));
    // The log of operations, the journal of what was done in AWS, the ledger's identity, the schema itself, and what is secret.
    expect(rest).toEqual([
      'audit_event',
      'aws_call',
      'change_source',
      'current_operation',
      'kept_file',
      'ledger_identity',
      'operation',
      'operation_seal',
      'schema_migration',
      'secret',
      'setup_run',
      'shown_stack',
      'table_seal',
      'to_wipe',
      'unrecorded_row',
      'unsealed_row',
    ]);
    // What is not recorded is sealed, every column of it; the bytes of a kept file have their own hash.
    for (const { name, columns } of SEALED_BY_ROW) {
      const bytes = name === 'kept_file' ? ['bytes'] : [];
      expect([name, columnsOf.all(name)]).toEqual([name, [...columns, ...bytes].sort()]);
    }
  });

  it('marks the file as ours and keeps what was applied', () => {
    const { db } = tempLedger();
    expect(schemaVersion(db)).toBe(44);
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.prepare('SELECT * FROM schema_migration').all()).toEqual([
      {
        id: 10,
        name: 'ledger',
        hash: migrationHash(migration10),
        applied_at: '2026-11-21T04:00:00Z',
        app_version: '0.0.0-test',
      },
      {
        id: 20,
        name: 'aws-setup',
        hash: migrationHash(migration20),
        applied_at: '2026-11-21T04:00:00Z',
        app_version: '0.0.0-test',
      },
      {
        id: 21,
        name: 'desk',
        hash: migrationHash(migration21),
        applied_at: '2026-11-21T04:00:00Z',
        app_version: '0.0.0-test',
      },
      {
        id: 30,
        name: 'ledger-identity',
        hash: migrationHash(migration30),
        applied_at: '2026-11-21T04:00:00Z',
        app_version: '0.0.0-test',
      },
      {
        id: 31,
        name: 'observations',
        hash: migrationHash(migration31),
        applied_at: '2026-11-21T04:00:00Z',
        app_version: '0.0.0-test',
      },
      {
        id: 32,
        name: 'hand-off-states',
        hash: migrationHash(migration32),
        applied_at: '2026-11-21T04:00:00Z',
        app_version: '0.0.0-test',
      },
      {
        id: 33,
        name: 'rehearsals',
        hash: migrationHash(migration33),
        applied_at: '2026-11-21T04:00:00Z',
        app_version: '0.0.0-test',
      },
      {
        id: 35,
        name: 'import-answers',
        hash: migrationHash(migration35),
        applied_at: '2026-11-21T04:00:00Z',
        app_version: '0.0.0-test',
      },
      {
        id: 36,
        name: 'shown-stacks',
        hash: migrationHash(migration36),
        applied_at: '2026-11-21T04:00:00Z',
        app_version: '0.0.0-test',
      },
      {
        id: 37,
        name: 'secrets',
        hash: migrationHash(migration37),
        applied_at: '2026-11-21T04:00:00Z',
        app_version: '0.0.0-test',
      },
      {
        id: 38,
        name: 'seals',
        hash: migrationHash(migration38),
        applied_at: '2026-11-21T04:00:00Z',
        app_version: '0.0.0-test',
      },
      {
        id: 39,
        name: 'cost-data',
        hash: migrationHash(migration39),
        applied_at: '2026-11-21T04:00:00Z',
        app_version: '0.0.0-test',
      },
      {
        id: 40,
        name: 'cost-data-sums',
        hash: migrationHash(migration40),
        applied_at: '2026-11-21T04:00:00Z',
        app_version: '0.0.0-test',
      },
      {
        id: 41,
        name: 'credit-classes',
        hash: migrationHash(migration41),
        applied_at: '2026-11-21T04:00:00Z',
        app_version: '0.0.0-test',
      },
      {
        id: 42,
        name: 'eco-commitments',
        hash: migrationHash(migration42),
        applied_at: '2026-11-21T04:00:00Z',
        app_version: '0.0.0-test',
      },
      {
        id: 44,
        name: 'cost-data-simulated',
        hash: migrationHash(migration44),
        applied_at: '2026-11-21T04:00:00Z',
        app_version: '0.0.0-test',
      },
    ]);
    expect(soundness(db)).toEqual({ sound: true, problems: [] });
  });
});

describe('migrating', () => {
  const options = (path: string, migrations: readonly Migration[]) => ({
    path,
    clock,
    appVersion: '0.0.1',
    migrations,
  });

  it('copies a ledger that has content before it changes it', () => {
    const { db, path, sql } = tempLedger();
    sql(`INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('099999999999', 'A', 'a', 'msp', '2026')`);
    const { copy } = migrate(db, options(path, [...MIGRATIONS, SECOND]));
    expect(schemaVersion(db)).toBe(980);
    expect(copy).toBe(join(path, '..', 'backups', 'before-migration-44-980-20261121T040000Z.db'));
    const before = openReader(copy ?? '');
    expect(schemaVersion(before)).toBe(44);
    expect(before.prepare('SELECT id FROM mpa').all()).toEqual([{ id: '099999999999' }]);
    before.close();
  });

  it('makes no copy of a new file, and stops where it is told', () => {
    const path = join(tempFolder(), 'ledger.db');
    const db = openDatabase(path, 'create');
    expect(migrate(db, { ...options(path, [...MIGRATIONS, SECOND]), to: 10 })).toEqual({ copy: null });
    expect(schemaVersion(db)).toBe(10);
    expect(existsSync(join(path, '..', 'backups'))).toBe(false);
    db.close();
  });

  it('leaves a ledger as it was when a migration fails, half done or with references that lead nowhere', () => {
    const { db, path, sql } = tempLedger();
    sql(`INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('099999999999', 'A', 'a', 'msp', '2026')`);
    const failing = { ...SECOND, sql: `${SECOND.sql} CREATE TABLE nonsense (;` };
    expect(() => migrate(db, options(path, [...MIGRATIONS, failing]))).toThrow(/syntax error/u);
    const dangling = {
      ...SECOND,
      sql: `CREATE TABLE child (id INTEGER PRIMARY KEY, up INTEGER REFERENCES workflow (id)) STRICT; INSERT INTO child VALUES (1, 99);`,
    };
    expect(() => migrate(db, options(path, [...MIGRATIONS, dangling]))).toThrow(/references that lead nowhere/u);
    expect(schemaVersion(db)).toBe(44);
    expect(names(db, 'table')).not.toContain('child');
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    // A copy of each time: none is written over.
    expect(readdirSync(join(path, '..', 'backups')).sort()).toEqual([
      'before-migration-44-980-20261121T040000Z-2.db',
      'before-migration-44-980-20261121T040000Z.db',
    ]);
  });

  it('refuses a ledger whose applied migration is not the one this program has', () => {
    const { db, path } = tempLedger();
    const changed = { ...migration10, sql: `${migration10.sql} -- changed after release` };
    expect(() => migrate(db, options(path, [changed]))).toThrow(
      expect.objectContaining({ code: 'LEDGER_TOO_NEW', data: { path, migration: 10 } }),
    );
  });

  it('refuses a newer ledger, for writing and for reading, and another program\u2019s database', () => {
    const newer = tempLedger();
    newer.db.pragma('user_version = 990');
    newer.close();
    const refusal: unknown = expect.objectContaining({
      code: 'LEDGER_TOO_NEW',
      message:
        'The ledger was made by a newer Enrollment Desk (schema 990; this program knows 44). Update the program; nothing was changed.',
    });
    expect(() => openReader(newer.path)).toThrow(refusal);
    expect(() => tempLedger(join(newer.path, '..'))).toThrow(refusal);

    const path = join(tempFolder(), 'other.db');
    const other = openDatabase(path, 'create');
    other.exec('CREATE TABLE theirs (id INTEGER)');
    expect(() => migrate(other, options(path, MIGRATIONS))).toThrow(/database of another program/u);
    other.close();
  });
});
