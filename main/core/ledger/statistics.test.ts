import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLedger } from '../../../test/support/open-ledger.ts';
import { tempFolder } from '../../../test/support/temp-core.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';
import { damageOf } from './damage.ts';

/** How SQLite looks up a part of the history. */
function planOf(db: ReadDb): unknown {
  return db
    .prepare(`EXPLAIN QUERY PLAN SELECT after FROM audit_event WHERE id BETWEEN ? AND ?`)
    .all(1, 2)
    .map((row) => (row as { detail: string }).detail);
}

it('a ledger that is small keeps no statistics, which would have a large import read all for each row', () => {
  const path = join(tempFolder(), 'ledger.db');
  openLedger(path).close();
  const ledger = openLedger(path);
  ledger.db.exec('ANALYZE');
  ledger.operate(({ db }) =>
    db.exec(
      `INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('000000000001', 'A', 'a', 'msp', '2026')`,
    ),
  );
  ledger.db.exec('ANALYZE');
  ledger.close();

  const again = openLedger(path);
  expect(again.db.prepare('SELECT * FROM sqlite_stat1').all()).toEqual([]);
  expect(planOf(again.db)).toEqual(['SEARCH audit_event USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)']);
  expect(damageOf(again.db, () => undefined)).toEqual([]);
  again.close();
});

it('a large one has them', () => {
  const path = join(tempFolder(), 'ledger.db');
  const ledger = openLedger(path);
  ledger.operate(({ db }) =>
    db.exec(`INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('000000000001', 'A', 'a', 'msp', '2026');
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
      INSERT INTO account (id, mpa_id, name, email) SELECT printf('%012d', 100000000000 + i), '000000000001', 'A', '' FROM n`),
  );
  ledger.close();
  const again = openLedger(path);
  expect(again.db.prepare(`SELECT count(*) > 0 AS some FROM sqlite_stat1 WHERE tbl = 'account'`).get()).toEqual({
    some: 1,
  });
  again.close();
});
