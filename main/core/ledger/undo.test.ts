import { describe, expect, it } from 'vitest';
import { dumpLedger } from '../../../test/support/dump.ts';
import { resultOf } from '../../../test/support/result-of.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { tempLedger } from '../../../test/support/temp-ledger.ts';
import { runOperation } from './operations.ts';
import { targetOf, undoOperation } from './undo.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { systemClock } from '../system-time.ts';

const MPA = '099999999999';

const TEN_THOUSAND = `
  INSERT INTO subset (mpa_id, name, name_key) VALUES ('${MPA}', 'New', 'new');
  WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
    INSERT INTO account (id, mpa_id, name, subset_id) SELECT printf('%012d', i), '${MPA}', 'account ' || i, 1 FROM n
    WHERE true ON CONFLICT (id) DO UPDATE SET name = excluded.name, subset_id = excluded.subset_id;`;

/** A payer account with the first 100 of the accounts, otherwise named. */
function start(): ReturnType<typeof tempLedger> {
  const ledger = tempLedger();
  ledger.sql(`
    INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('${MPA}', 'A', 'a', 'msp', '2026');
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99)
      INSERT INTO account (id, mpa_id, name) SELECT printf('%012d', i), '${MPA}', 'old ' || i FROM n;`);
  return ledger;
}

describe('an operation of 10,000 rows', () => {
  it('is undone and redone as one, to the very content before and after', () => {
    const ledger = start();
    const before = dumpLedger(ledger.db);
    ledger.sql(TEN_THOUSAND);
    const after = dumpLedger(ledger.db);
    expect(after).not.toBe(before);
    expect(ledger.undo()).toMatchObject({ operationId: 2, rows: 10_001 });
    expect(dumpLedger(ledger.db)).toBe(before);
    expect(ledger.redo()).toMatchObject({ operationId: 2, rows: 10_001 });
    expect(dumpLedger(ledger.db)).toBe(after);
    ledger.undo();
    expect(dumpLedger(ledger.db)).toBe(before);
    // What came in with the operation is gone, its history stays: added, taken back, brought back, taken back.
    const events = ledger.db.prepare(
      `SELECT o.kind, e.before IS NULL AS added FROM audit_event e JOIN operation o ON o.id = e.operation_id
       WHERE e.entity = 'account' AND e.key = '000000009999' ORDER BY e.id`,
    );
    expect(events.all()).toEqual([
      { kind: 'do', added: 1 },
      { kind: 'undo', added: 0 },
      { kind: 'redo', added: 1 },
      { kind: 'undo', added: 0 },
    ]);
  });

  it('changes nothing when it is cancelled in the middle of its undo', () => {
    const ledger = start();
    ledger.sql(TEN_THOUSAND);
    const after = dumpLedger(ledger.db);
    const target = targetOf(ledger.db, 'undo');
    let looks = 0;
    const control = {
      progress: () => undefined,
      checkCancelled: () => {
        looks += 1;
        if (looks === 2) throw new AppError('CANCELLED', 'Cancelled. Nothing was changed.');
      },
    };
    const undo = () =>
      runOperation(
        {
          db: ledger.db,
          clock: systemClock,
          actor: { who: 'tester', host: 'test' },
          ledgerPath: ledger.path,
          control,
          command: 'history.undo',
          kind: 'undo',
          targetId: target.id,
        },
        undoOperation,
        target,
      );
    expect(undo).toThrow('Cancelled. Nothing was changed.');
    expect(dumpLedger(ledger.db)).toBe(after);
    expect(targetOf(ledger.db, 'undo')).toEqual(target);
  });

  it('is refused an undo where the content is no longer what the history says', () => {
    const ledger = start();
    ledger.sql(TEN_THOUSAND);
    const refusal = (key: string): object =>
      expect.objectContaining({
        code: 'LEDGER_DAMAGED',
        message: `This can't be taken back: the account ${key} is not as the history has it, so another program has changed the ledger. Nothing was changed. There is no backup beside it; restore one that you keep elsewhere with: enroll restore FILE`,
        data: { path: ledger.path, entity: 'account', key, backup: null },
      }) as object;
    // A foreign program that dropped the triggers changed a row and took one away behind the history's back.
    ledger.db.exec(`DROP TRIGGER account_audit_update; UPDATE account SET note = 'x' WHERE id = '000000000050'`);
    const changed = dumpLedger(ledger.db);
    expect(() => ledger.undo()).toThrow(refusal('000000000050'));
    expect(dumpLedger(ledger.db)).toBe(changed);
    ledger.db.exec(`DROP TRIGGER account_audit_delete; DELETE FROM account WHERE id = '000000005000'`);
    expect(() => ledger.undo()).toThrow(refusal('000000005000'));
    expect(ledger.db.prepare('SELECT count(*) AS n FROM account').get()).toEqual({ n: 9999 });
  });
});

it('verify names what a foreign program broke', async () => {
  const ledger = start();
  ledger.close();
  const { core, client } = tempCore({ ledgerPath: ledger.path });
  expect(await resultOf(await client.ledger.verify())).toEqual({
    path: ledger.path,
    schema: 21,
    mpas: 1,
    accounts: 100,
    operations: 1,
    auditEvents: 101,
    sound: true,
    problems: [],
  });
  await core.close();
  const { openDatabase } = await import('./sqlite.ts');
  const db = openDatabase(ledger.path, 'write');
  db.pragma('foreign_keys = OFF');
  db.exec(`DROP TRIGGER account_audit_update; DROP TRIGGER mpa_audit_update;
    UPDATE account SET subset_id = 77 WHERE id = '000000000000'; UPDATE mpa SET name = 'Renamed';`);
  db.close();
  const again = tempCore({ ledgerPath: ledger.path });
  expect(await resultOf(await again.client.ledger.verify())).toMatchObject({
    sound: false,
    problems: [
      'A row of account refers to a row of subset that is not there.',
      `The payer account ${MPA} (Renamed) has a name that does not fit its key.`,
    ],
  });
});
