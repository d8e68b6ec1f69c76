import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../../../test/support/temp-core.ts';
import { tempLedger } from '../../../../test/support/temp-ledger.ts';
import { openDatabase } from '../../sqlite/sqlite.ts';
import { migrate } from '../migrate.ts';
import { schemaVersion } from '../schema.ts';
import { soundness } from '../damage.ts';

const clock = (): Date => new Date('2026-11-21T04:00:00.000Z');

it('brings a ledger of the first release up to date, with a copy of it and all of its content', () => {
  const path = join(tempFolder(), 'ledger.db');
  const db = openDatabase(path, 'create');
  const options = { path, clock, appVersion: '0.1.0' };
  migrate(db, { ...options, to: 10 });
  db.exec(`INSERT INTO operation (id, kind, command, label, who, host, at) VALUES (1, 'do', 'x', 'x', 'a', 'cli', '2026');
    INSERT INTO current_operation (id, operation_id) VALUES (1, 1);
    INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('099999999999', 'A', 'a', 'msp', '2026');
    DELETE FROM current_operation;`);
  const { copy } = migrate(db, options);
  expect(schemaVersion(db)).toBe(44);
  expect(copy).toBe(join(path, '..', 'backups', 'before-migration-10-44-20261121T040000Z.db'));
  expect(db.prepare('SELECT id, cur_prefix FROM mpa').all()).toEqual([
    { id: '099999999999', cur_prefix: 'spotinst_eco' },
  ]);
  expect(soundness(db)).toEqual({ sound: true, problems: [] });
  db.close();
});

it('keeps the journal: a run and an answered call neither change nor go', () => {
  const { db } = tempLedger();
  db.exec(`INSERT INTO setup_run (id, mpa_id, kind, profile, region, simulated, who, host, started_at)
    VALUES (1, '099999999999', 'apply', 'p', 'us-east-1', 0, 'a', 'cli', '2026');
    INSERT INTO aws_call (run_id, position, at, service, operation, changes, request, outcome)
    VALUES (1, 1, '2026', 's3', 'CreateBucket', 1, '{}', 'sent')`);
  db.exec(`UPDATE aws_call SET outcome = 'ok', request_id = 'r' WHERE run_id = 1`);
  expect(() => db.exec(`UPDATE aws_call SET outcome = 'failed'`)).toThrow('an answered call does not change');
  expect(() => db.exec(`DELETE FROM aws_call`)).toThrow('the journal of AWS calls is append-only');
  db.exec(`UPDATE setup_run SET ended_at = '2026', outcome = 'done'`);
  expect(() => db.exec(`UPDATE setup_run SET outcome = 'x'`)).toThrow('a finished run does not change');
  expect(() => db.exec(`DELETE FROM setup_run`)).toThrow('the journal of AWS runs is append-only');
});
