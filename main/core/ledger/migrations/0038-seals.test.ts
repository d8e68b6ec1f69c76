import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLedger } from '../../../../test/support/open-ledger.ts';
import { tempFolder } from '../../../../test/support/temp-core.ts';
import { openDatabase } from '../../sqlite/sqlite.ts';
import { damageOf } from '../damage.ts';
import { migrate } from '../migrate.ts';

const clock = (): Date => new Date('2026-11-30T04:00:00.000Z');

/** A ledger of before: with a step of which the history does not know where it was seen, and a run of the journal. */
function older(): string {
  const path = join(tempFolder(), 'ledger.db');
  const db = openDatabase(path, 'create');
  migrate(db, { path, clock, appVersion: '0.1.0', to: 31 });
  db.exec(`INSERT INTO operation (id, kind, command, label, who, host, at) VALUES (1, 'do', 'x', 'x', 'a', 'cli', '2026'), (2, 'do', 'y', 'y', 'a', 'cli', '2026');
    INSERT INTO current_operation (id, operation_id) VALUES (1, 1);
    INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('000000000001', 'A', 'a', 'msp', '2026');
    INSERT INTO aws_setup (mpa_id, simulated) VALUES ('000000000001', 1);
    INSERT INTO setup_step (mpa_id, step, state, known_by, since) VALUES ('000000000001', 'bucket', 'in-place', 'app', '2026'),
      ('000000000001', 'report', 'to-do', 'app', '2026');
    DELETE FROM current_operation;
    INSERT INTO setup_run (mpa_id, kind, profile, region, simulated, who, host, started_at) VALUES ('000000000001', 'plan', 'p', 'r', 1, 'a', 'cli', '2026');`);
  db.close();
  return path;
}

const nothing = (): void => undefined;

it('a ledger of before is sealed as it is found, and is sound; what was filled without an event is known', () => {
  const ledger = openLedger(older());
  const { db } = ledger;
  expect(damageOf(db, nothing)).toEqual([]);
  expect(db.prepare('SELECT operation_id, event_id FROM operation_seal').all()).toEqual([
    { operation_id: 2, event_id: 4 },
  ]);
  expect(db.prepare('SELECT entity, key, event_id FROM unrecorded_row').all()).toEqual([
    { entity: 'setup_step', key: '000000000001:bucket', event_id: 4 },
    { entity: 'setup_step', key: '000000000001:report', event_id: 4 },
  ]);
  // Changed as it is done, with an event, it is still sound; changed otherwise it is not.
  ledger.operate(({ db: writable }) => writable.exec(`UPDATE setup_step SET state = 'waiting' WHERE step = 'report'`));
  expect(damageOf(db, nothing)).toEqual([]);
  db.exec(`DROP TRIGGER setup_step_audit_update; UPDATE setup_step SET simulated = NULL`);
  expect(damageOf(db, nothing)).toEqual([
    'The setup step 000000000001:bucket is not as the history has it.',
    'The setup step 000000000001:report is not as the history has it.',
  ]);
  ledger.close();
});

it('what was changed past the seals stays found, whatever is changed after it', () => {
  const ledger = openLedger(older());
  const { db } = ledger;
  db.exec(`DROP TRIGGER operation_seal_update; UPDATE operation SET label = 'z' WHERE id = 1`);
  ledger.operate(({ db: writable }) => writable.exec(`UPDATE mpa SET name = 'B', name_key = 'b'`));
  expect(damageOf(db, nothing)).toEqual(['What the table operation holds is not what was written to it.']);
  expect(() => db.exec('UPDATE operation_seal SET event_id = 9')).toThrow('a seal does not change');
  expect(() => db.exec('DELETE FROM operation_seal')).toThrow('a seal does not change');
  ledger.close();
});
