import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../../../test/support/temp-core.ts';
import { openDatabase } from '../../sqlite/sqlite.ts';
import { migrate } from '../migrate.ts';
import { soundness } from '../damage.ts';

it('what was seen in AWS before becomes an observation; what is taken back just now stays what it was, and every number is kept', () => {
  const path = join(tempFolder(), 'ledger.db');
  const db = openDatabase(path, 'create');
  const options = { path, clock: (): Date => new Date('2026-11-21T04:00:00.000Z'), appVersion: '0.1.0' };
  migrate(db, { ...options, to: 21 });
  db.exec(`INSERT INTO operation (id, kind, command, label, target_id, state, who, host, at) VALUES
      (1, 'do', 'mpas.add', 'a', NULL, 'done', 'a', 'cli', '2026'),
      (2, 'do', 'aws.keepSteps', 'b', NULL, 'done', 'a', 'cli', '2026'),
      (3, 'do', 'aws.bindSimulation', 'c', NULL, 'done', 'a', 'cli', '2026'),
      (5, 'do', 'aws.keepSteps', 'd', NULL, 'undone', 'a', 'cli', '2026'),
      (6, 'undo', 'history.undo', 'e', 5, 'done', 'a', 'cli', '2026');
    INSERT INTO current_operation (id, operation_id) VALUES (1, 1);
    INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('099999999999', 'A', 'a', 'msp', '2026');
    DELETE FROM current_operation;`);
  migrate(db, options);
  expect(db.prepare('SELECT id, kind, target_id, state FROM operation ORDER BY id').all()).toEqual([
    { id: 1, kind: 'do', target_id: null, state: 'done' },
    { id: 2, kind: 'observation', target_id: null, state: 'done' },
    { id: 3, kind: 'observation', target_id: null, state: 'done' },
    { id: 5, kind: 'do', target_id: null, state: 'undone' },
    { id: 6, kind: 'undo', target_id: 5, state: 'done' },
  ]);
  expect(() => db.exec(`INSERT INTO audit_event (operation_id, entity, key) VALUES (99, 'mpa', 'x')`)).toThrow(
    'FOREIGN KEY constraint failed',
  );
  expect(() => db.exec(`UPDATE operation SET state = 'undone' WHERE id = 2`)).toThrow('CHECK constraint failed');
  expect(soundness(db)).toEqual({ sound: true, problems: [] });
  db.close();
});
