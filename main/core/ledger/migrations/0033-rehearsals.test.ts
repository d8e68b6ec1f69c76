import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../../../test/support/temp-core.ts';
import { openDatabase } from '../../sqlite/sqlite.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { migrate } from '../migrate.ts';
import { soundness } from '../damage.ts';

const clock = (): Date => new Date('2026-11-30T04:00:00.000Z');

/** A ledger of before: one set-up that is a rehearsal, one in AWS, one that is known by a word alone. */
function migrated(): ReadDb {
  const path = join(tempFolder(), 'ledger.db');
  const db = openDatabase(path, 'create');
  const options = { path, clock, appVersion: '0.1.0' };
  migrate(db, { ...options, to: 31 });
  db.exec(`INSERT INTO operation (id, kind, command, label, who, host, at) VALUES (1, 'do', 'x', 'x', 'a', 'cli', '2026');
    INSERT INTO current_operation (id, operation_id) VALUES (1, 1);
    INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('000000000001', 'A', 'a', 'msp', '2026'),
      ('000000000002', 'B', 'b', 'msp', '2026'), ('000000000003', 'C', 'c', 'msp', '2026');
    INSERT INTO aws_setup (mpa_id, simulated) VALUES ('000000000001', 1), ('000000000002', 0);
    INSERT INTO setup_step (mpa_id, step, state, known_by, since) VALUES ('000000000001', 'bucket', 'in-place', 'app', '2026'),
      ('000000000002', 'bucket', 'in-place', 'app', '2026'), ('000000000003', 'bucket', 'in-place', 'operator', '2026');`);
  migrate(db, options);
  return db;
}

it('each step of before is known to have been seen where its set-up was begun; no ledger of before is a demo', () => {
  const db = migrated();
  expect(db.prepare('SELECT mpa_id, simulated FROM setup_step ORDER BY mpa_id').all()).toEqual([
    { mpa_id: '000000000001', simulated: 1 },
    { mpa_id: '000000000002', simulated: 0 },
    { mpa_id: '000000000003', simulated: null },
  ]);
  expect(db.prepare('SELECT count(*) AS n FROM ledger_identity WHERE demo = 1').get()).toEqual({ n: 0 });
  expect(soundness(db)).toEqual({ sound: true, problems: [] });
  db.close();
});

it('what was seen in the sandbox can not be written into a set-up in AWS, nor the other way round, and is recorded with where', () => {
  const db = migrated();
  const refusal = 'what was rehearsed in the sandbox is no part of a set-up in AWS, nor the other way round';
  for (const sql of [
    `INSERT INTO setup_step (mpa_id, step, state, known_by, since, simulated) VALUES ('000000000002', 'report', 'in-place', 'app', '2026', 1)`,
    `INSERT INTO setup_step (mpa_id, step, state, known_by, since, simulated) VALUES ('000000000001', 'report', 'in-place', 'app', '2026', 0)`,
    `INSERT INTO setup_step (mpa_id, step, state, known_by, since, simulated) VALUES ('000000000003', 'report', 'in-place', 'app', '2026', 1)`,
    `UPDATE setup_step SET simulated = 1 WHERE mpa_id = '000000000002'`,
    `UPDATE aws_setup SET simulated = 0 WHERE mpa_id = '000000000001'`,
    `UPDATE aws_setup SET simulated = NULL WHERE mpa_id = '000000000001'`,
  ]) {
    expect(() => db.exec(sql)).toThrow(refusal);
  }
  db.exec(`INSERT INTO current_operation (id, operation_id) VALUES (1, 1);
    DELETE FROM setup_step WHERE mpa_id = '000000000001'`);
  expect(
    db.prepare(`SELECT before ->> 'simulated' AS simulated FROM audit_event ORDER BY id DESC LIMIT 1`).get(),
  ).toEqual({
    simulated: 1,
  });
  db.close();
});
