import { describe, expect, it } from 'vitest';
import { act } from '../../../shared/domain/action.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { dumpLedger } from '../../../test/support/dump.ts';
import { resultOf } from '../../../test/support/result-of.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { tempLedger } from '../../../test/support/temp-ledger.ts';
import { systemClock } from '../time/clock.ts';
import { pendingUndo, runReversal, undoLast } from './undo.ts';

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
    const newest = pendingUndo(ledger.db).undo;
    let looks = 0;
    const control = {
      progress: () => undefined,
      checkCancelled: () => {
        looks += 1;
        if (looks === 2) throw new AppError('CANCELLED', 'Cancelled. Nothing was changed.');
      },
    };
    const undo = () =>
      runReversal(
        {
          db: ledger.db,
          clock: systemClock,
          actor: { who: 'tester', host: 'test' },
          ledgerPath: ledger.path,
          control,
          command: 'history.undo',
        },
        undoLast,
        { expect: null },
      );
    expect(undo).toThrow('Cancelled. Nothing was changed.');
    expect(dumpLedger(ledger.db)).toBe(after);
    expect(pendingUndo(ledger.db).undo).toEqual(newest);
  });

  it('is refused an undo where the content is no longer what the history says', () => {
    const ledger = start();
    ledger.sql(TEN_THOUSAND);
    const refusal = (key: string): object =>
      expect.objectContaining({
        code: 'LEDGER_DAMAGED',
        message: `This can't be taken back: the account ${key} is not as the history has it, so another program has changed the ledger. Nothing was changed. There is no backup beside it; restore one that you keep elsewhere with: ${act('ledger.restore')}`,
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
    schema: 44,
    mpas: 1,
    accounts: 100,
    operations: 1,
    auditEvents: 101,
    sound: true,
    problems: [],
    warnings: [],
    goodCopy: null,
    damagedCopies: [],
  });
  await core.close();
  const { openDatabase } = await import('../sqlite/sqlite.ts');
  const db = openDatabase(ledger.path, 'write');
  db.pragma('foreign_keys = OFF');
  const triggers = db.prepare(
    `SELECT name, sql FROM sqlite_schema WHERE name IN ('account_audit_update', 'mpa_audit_update')`,
  );
  const made = triggers.all() as { name: string; sql: string }[];
  db.exec(`DROP TRIGGER account_audit_update; DROP TRIGGER mpa_audit_update;
    UPDATE account SET subset_id = 77 WHERE id = '000000000000'; UPDATE mpa SET name = 'Renamed';`);
  const again = tempCore({ ledgerPath: ledger.path });
  const verify = async () => resultOf(await again.client.ledger.verify());
  await expect(verify()).rejects.toMatchObject({
    code: 'LEDGER_DAMAGED',
    message: expect.stringContaining(
      'The ledger file was changed by another program: the trigger mpa_audit_update is missing; and the trigger account_audit_update is missing. ',
    ) as string,
  });
  for (const { sql } of made) db.exec(sql);
  db.close();
  expect(await verify()).toMatchObject({
    sound: false,
    problems: [
      'A row of account refers to a row of subset that is not there.',
      'The account 000000000000 is not as the history has it.',
      `The payer account ${MPA} is not as the history has it.`,
    ],
  });
});

describe('what is agreed to is what is taken back', () => {
  /** Three changes; gives the client and their operations, oldest first. */
  async function desk() {
    const { client } = tempCore();
    const { operation: first } = await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
    const { operation: second } = await client.subsets.add({ mpaId: MPA, name: 'Retail' });
    const { operation: third } = await client.subsets.add({ mpaId: MPA, name: 'Logistics' });
    const names = async () => (await client.subsets.list({ mpaId: MPA })).map(({ name }) => name);
    return { client, names, ids: [first, second, third].map((made) => made?.id ?? 0) };
  }

  it('a change says what it made and touched; one that changes nothing made nothing', async () => {
    const { client } = await desk();
    expect(await client.subsets.rename({ id: 1, name: 'Shops' })).toMatchObject({
      value: { id: 1, name: 'Shops' },
      operation: { id: 4, label: 'Renamed the subset Retail to Shops', touched: ['subset'] },
    });
    expect((await client.subsets.rename({ id: 1, name: 'Shops' })).operation).toBeNull();
  });

  it('another change since is named, and nothing is taken back', async () => {
    const { client, names, ids } = await desk();
    await expect(client.history.undo({ expect: ids[1] ?? 0 })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'Something else was changed since: Added the subset Logistics. Nothing was taken back. See the history.',
    });
    expect(await names()).toEqual(['Logistics', 'Retail']);
    expect(await client.history.undo({ expect: ids[2] ?? 0 })).toMatchObject({
      value: { operationId: ids[2], label: 'Added the subset Logistics' },
      operation: { label: 'Undid: Added the subset Logistics', touched: ['subset'] },
    });
    expect(await names()).toEqual(['Retail']);
  });

  it('a past change goes with all newer ones that stand, each brought back by itself', async () => {
    const { client, names, ids } = await desk();
    await expect(client.history.undoTo({ id: ids[1] ?? 0, expect: ids[1] ?? 0 })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { operation: ids[2] },
    });
    expect(await names()).toEqual(['Logistics', 'Retail']);
    const { value } = await client.history.undoTo({ id: ids[1] ?? 0, expect: ids[2] ?? 0 });
    expect(value.undone.map(({ operationId }) => operationId)).toEqual([ids[2], ids[1]]);
    expect(await names()).toEqual([]);
    await expect(client.history.undoTo({ id: ids[1] ?? 0 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: `Change ${ids[1]} can't be taken back: it is not in force.`,
    });
    await expect(client.history.redo({ expect: ids[2] ?? 0 })).rejects.toMatchObject({
      code: 'CONFLICT',
      message:
        'Something else was taken back since: Added the subset Retail. Nothing was brought back. See the history.',
    });
    expect(await names()).toEqual([]);
    await client.history.redo({ expect: ids[1] ?? 0 });
    expect(await names()).toEqual(['Retail']);
    await client.history.redo();
    expect(await names()).toEqual(['Logistics', 'Retail']);
  });

  it('all of them or none: where an older one can not be taken back, the newer ones stay', () => {
    const ledger = start();
    ledger.sql(`UPDATE account SET name = 'new' WHERE id = '000000000007'`);
    ledger.sql(`INSERT INTO setting (key, value) VALUES ('cc', '"a@b.example"')`);
    ledger.db.exec(`DROP TRIGGER account_audit_update; UPDATE account SET name = 'foreign' WHERE id = '000000000007'`);
    const before = dumpLedger(ledger.db);
    expect(() => ledger.undoTo(2)).toThrow("can't be taken back: the account 000000000007");
    expect(dumpLedger(ledger.db)).toBe(before);
    expect(ledger.db.prepare("SELECT count(*) AS n FROM operation WHERE kind = 'undo'").get()).toEqual({ n: 0 });
  });
});
