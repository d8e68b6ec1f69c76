import { localDay } from '../../../shared/domain/local-day.ts';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../../shared/contract/client.ts';
import { accountId } from '../../../shared/domain/account-id.ts';
import { dumpLedger } from '../../../test/support/dump.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { tempLedger } from '../../../test/support/temp-ledger.ts';

/** As the computer's own calendar has the day of every operation here. */
const DAY = localDay(new Date('2026-11-21T04:00:00.000Z'));

const MPA = accountId('099999999999');
const OTHER = accountId('088888888888');
const ACCOUNTS = ['000000000001', '000000000002', '000000000003'].map((id) => accountId(id));

/** Two payer accounts, in one of them a subset and three accounts. */
async function desk() {
  const { client } = tempCore({ now: '2026-11-21T04:00:00.000Z' });
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  await client.mpas.add({ id: OTHER, name: 'Contoso', scenario: 'msp' });
  await client.subsets.add({ mpaId: MPA, name: 'Retail' });
  for (const id of ACCOUNTS) await client.accounts.add({ mpaId: MPA, id, name: `account ${id.at(-1)}` });
  const names = async () => (await client.subsets.list({ mpaId: MPA })).map(({ name }) => name);
  const places = async () =>
    Promise.all(ACCOUNTS.map(async (id) => (await client.accounts.get({ id })).subset?.name ?? null));
  return { client, names, places };
}

describe('one operation of long ago is reversed', () => {
  it('alone: what was done since, of any payer account, stays; it is an operation that is undone and redone', async () => {
    const { client, names } = await desk();
    const { operation } = await client.subsets.rename({ id: 1, name: 'Shops' });
    await client.mpas.set({ id: OTHER, name: 'Contoso Ltd' });
    await client.subsets.add({ mpaId: MPA, name: 'Logistics' });
    expect(await client.history.revert({ id: operation?.id ?? 0 })).toEqual({
      value: { operationId: 7, label: 'Renamed the subset Retail to Shops', rows: 1, all: 1, kept: [] },
      operation: { id: 10, label: 'Reversed: Renamed the subset Retail to Shops', touched: ['subset'] },
    });
    expect(await names()).toEqual(['Logistics', 'Retail']);
    expect((await client.mpas.get({ id: OTHER })).name).toBe('Contoso Ltd');
    expect((await client.history.list({ mpaId: MPA }))[0]).toMatchObject({ id: 10, kind: 'do', mpaId: MPA });
    await client.history.undo({ expect: 10 });
    expect(await names()).toEqual(['Logistics', 'Shops']);
    await client.history.redo();
    expect(await names()).toEqual(['Logistics', 'Retail']);
  });

  it('what was added goes, what was removed comes back', async () => {
    const { client, names } = await desk();
    const { operation: added } = await client.subsets.add({ mpaId: MPA, name: 'Logistics' });
    const { operation: removed } = await client.subsets.remove({ ids: [1] });
    await client.subsets.add({ mpaId: MPA, name: 'Bank' });
    await client.history.revert({ id: removed?.id ?? 0 });
    await client.history.revert({ id: added?.id ?? 0 });
    expect(await names()).toEqual(['Bank', 'Retail']);
  });
});

describe('where later changes stand on some of its rows', () => {
  it('the whole is refused, with the rows and the later operations; the rest is reversed when that is chosen', async () => {
    const { client, places } = await desk();
    const { operation } = await client.accounts.assign({ mpaId: MPA, accounts: { ids: ACCOUNTS }, to: { id: 1 } });
    await client.accounts.set({ id: '000000000002', note: 'checked' });
    const kept = [
      {
        entity: 'account',
        key: '000000000002',
        name: 'account 2',
        why: 'changed',
        by: [{ id: 8, label: 'Changed the account account 2 (000000000002)', at: '2026-11-21T04:00:00Z' }],
      },
    ];
    await expect(client.history.revert({ id: operation?.id ?? 0 })).rejects.toMatchObject({
      code: 'CHOICE_NEEDED',
      message: `Operation 7 (Put 3 accounts into Retail) can't be reversed as a whole: later changes stand on 1 of its 3 rows: operation 8 of ${DAY} (Changed the account account 2 (000000000002)). Nothing was changed. The other 2 rows can be reversed without it\u27E6history.revert-rest\u27E7.`,
      data: { id: 7, rows: 2, all: 3, kept, revision: 8 },
    });
    expect(await places()).toEqual(['Retail', 'Retail', 'Retail']);
    expect(await client.history.revert({ id: 7, rest: true, revision: 8 })).toMatchObject({
      value: { rows: 2, all: 3, kept },
      operation: { id: 9, label: 'Reversed 2 of 3 rows: Put 3 accounts into Retail' },
    });
    expect(await places()).toEqual([null, 'Retail', null]);
  });

  it('a choice that was made on another state of the ledger is refused', async () => {
    const { client, places } = await desk();
    await client.accounts.assign({ mpaId: MPA, accounts: { ids: ACCOUNTS }, to: { id: 1 } });
    await client.accounts.set({ id: '000000000002', note: 'checked' });
    await client.accounts.set({ id: '000000000003', note: 'checked' });
    await expect(client.history.revert({ id: 7, rest: true, revision: 8 })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await places()).toEqual(['Retail', 'Retail', 'Retail']);
  });

  it('a change that was taken back again stands on nothing', async () => {
    const { client, places } = await desk();
    await client.accounts.assign({ mpaId: MPA, accounts: { ids: ACCOUNTS }, to: { id: 1 } });
    await client.accounts.set({ id: '000000000002', note: 'checked' });
    await client.history.undo();
    await client.history.revert({ id: 7 });
    expect(await places()).toEqual([null, null, null]);
  });

  it('none of its rows can be put back: there is no choice', async () => {
    const { client } = await desk();
    await client.subsets.rename({ id: 1, name: 'Shops' });
    await client.subsets.setNote({ id: 1, note: 'the shops' });
    await expect(client.history.revert({ id: 7, rest: true })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: `Operation 7 (Renamed the subset Retail to Shops) can't be reversed as a whole: later changes stand on its only row: operation 8 of ${DAY} (Changed the note of the subset Shops). Nothing was changed.`,
    });
  });
});

describe('every rule of the ledger holds afterwards', () => {
  it.each([
    {
      what: 'an added subset that accounts were put into later',
      change: (client: Client) => client.subsets.add({ mpaId: MPA, name: 'Logistics' }),
      later: (client: Client) => client.accounts.assign({ mpaId: MPA, accounts: { ids: ACCOUNTS }, to: { id: 2 } }),
      kept: { entity: 'subset', key: '2', name: 'Logistics', why: 'referred-to', by: [{ id: 8 }] },
    },
    {
      what: 'a name that another subset has by now',
      change: (client: Client) => client.subsets.rename({ id: 1, name: 'Shops' }),
      later: (client: Client) => client.subsets.add({ mpaId: MPA, name: ' RETAIL ' }),
      kept: { entity: 'subset', key: '1', name: 'Shops', why: 'taken', by: [{ id: 8 }] },
    },
    {
      what: 'a removed account that was added again',
      change: (client: Client) => client.accounts.remove({ id: '000000000001' }),
      later: (client: Client) => client.accounts.add({ mpaId: OTHER, id: '000000000001', name: 'back' }),
      kept: { entity: 'account', key: '000000000001', name: 'account 1', why: 'taken', by: [{ id: 8 }] },
    },
    {
      what: 'an account whose payer account is gone',
      change: (client: Client) => client.mpas.remove({ id: OTHER }),
      later: (client: Client) => client.mpas.add({ id: '077777777777', name: 'CONTOSO', scenario: 'msp' }),
      kept: { entity: 'mpa', key: OTHER, name: 'Contoso', why: 'taken', by: [{ id: 8 }] },
    },
  ])('$what is named, and nothing is changed', async ({ change, later, kept }) => {
    const { client } = await desk();
    await change(client);
    await later(client);
    await expect(client.history.revert({ id: 7, rest: true })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { rows: 0, kept: [kept] },
    });
    expect((await client.history.list({}))[0]?.id).toBe(8);
  });

  it('every later change that stands on a row is named', async () => {
    const { client } = await desk();
    await client.subsets.add({ mpaId: MPA, name: 'Logistics' });
    for (const id of ACCOUNTS) await client.accounts.assign({ mpaId: MPA, accounts: { ids: [id] }, to: { id: 2 } });
    await expect(client.history.revert({ id: 7 })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { kept: [{ entity: 'subset', key: '2', why: 'referred-to', by: [{ id: 10 }, { id: 9 }, { id: 8 }] }] },
    });
  });

  it('an account does not go back into a subset that is gone by now', async () => {
    const { client, places } = await desk();
    await client.accounts.assign({ mpaId: MPA, accounts: { ids: ACCOUNTS.slice(0, 1) }, to: { id: 1 } });
    const { operation } = await client.accounts.assign({
      mpaId: MPA,
      accounts: { ids: ACCOUNTS },
      to: { name: 'Bank' },
    });
    const { operation: removed } = await client.subsets.remove({ ids: [1] });
    await expect(client.history.revert({ id: operation?.id ?? 0 })).rejects.toMatchObject({
      code: 'CHOICE_NEEDED',
      data: {
        rows: 2,
        all: 4,
        kept: [
          { entity: 'account', key: '000000000001', why: 'missing', by: [{ id: removed?.id }] },
          // The new subset has to stay, because that account does.
          { entity: 'subset', key: '2', why: 'referred-to', by: [{ id: removed?.id }] },
        ],
      },
    });
    await client.history.revert({ id: operation?.id ?? 0, rest: true });
    expect(await places()).toEqual(['Bank', null, null]);
  });

  it('the assignment rules stay one list: where their order was changed since, they stay as they are', async () => {
    const { client } = await desk();
    const rule = { mpaId: MPA, field: 'name', operator: 'contains', to: { id: 1 } } as const;
    const { operation } = await client.assignmentRules.add({ ...rule, value: 'shop' });
    await client.assignmentRules.add({ ...rule, value: 'till' });
    await expect(client.history.revert({ id: operation?.id ?? 0 })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { kept: [{ entity: 'assignment_rule', key: '1', why: 'order', by: [{ id: 8 }] }] },
    });
    const rules = await client.assignmentRules.list({ mpaId: MPA });
    expect(rules.map(({ position, value }) => [position, value])).toEqual([
      [1, 'shop'],
      [2, 'till'],
    ]);
  });

  it('the rows of a ticket are put back with it, or not at all', () => {
    const ledger = tempLedger();
    ledger.sql(`INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('${MPA}', 'A', 'a', 'msp', '2026')`);
    ledger.sql(`INSERT INTO ticket (id, mpa_id, kind, channel, state, created_at, subject, body)
      VALUES (1, '${MPA}', 'subsets', 'ticket', 'draft', '2026', 's', 'b');
      INSERT INTO ticket_row VALUES (1, 0, 'a', '[]'); INSERT INTO ticket_file VALUES (1, 'a.xlsx', 'x', 1)`);
    ledger.sql(`UPDATE ticket SET body = 'new' WHERE id = 1; UPDATE ticket_row SET cells = '["new"]';
      INSERT INTO setting (key, value) VALUES ('cc', '"a@b.example"')`);
    ledger.sql(`UPDATE ticket SET note = 'called' WHERE id = 1`);
    expect(ledger.revert(3, true).value).toMatchObject({ rows: 1, all: 3, kept: [{ entity: 'ticket', key: '1' }] });
    expect(ledger.db.prepare(`SELECT cells FROM ticket_row`).all()).toEqual([{ cells: '["new"]' }]);
    expect(ledger.db.prepare(`SELECT key FROM setting`).all()).toEqual([]);
  });
});

describe('what is not in force, or is itself a way back, is refused with the reason', () => {
  it('in words', async () => {
    const { client } = await desk();
    const message = async (id: number) =>
      client.history.revert({ id }).then(String, (error: unknown) => (error instanceof Error ? error.message : ''));
    await client.subsets.rename({ id: 1, name: 'Shops' });
    await client.history.undo();
    expect(await message(7)).toBe("Operation 7 can't be reversed: it was taken back already.");
    expect(await message(8)).toBe("Operation 8 can't be reversed: it is itself the undo of operation 7.");
    await client.history.redo();
    expect(await message(9)).toBe("Operation 9 can't be reversed: it is the redo of operation 7. Reverse that one.");
    expect(await message(99)).toBe('There is no operation 99 in the history. See: \u27E6history.list\u27E7');
    await client.history.revert({ id: 7 });
    expect(await message(7)).toContain(`later changes stand on its only row: operation 10 of ${DAY} (Reversed:`);
    await client.history.revert({ id: 10 });
    expect((await client.subsets.get({ id: 1 })).name).toBe('Shops');
  });

  it('a row that another program has changed stops it', () => {
    const ledger = tempLedger();
    ledger.sql(`INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('${MPA}', 'A', 'a', 'msp', '2026')`);
    ledger.sql(`UPDATE mpa SET name = 'B', name_key = 'b'`);
    ledger.db.exec(`DROP TRIGGER mpa_audit_update; UPDATE mpa SET spot_org_id = 'x'`);
    const before = dumpLedger(ledger.db);
    expect(() => ledger.revert(2, true)).toThrow(
      "can't be taken back: the mpa 099999999999 is not as the history has it",
    );
    expect(dumpLedger(ledger.db)).toBe(before);
  });
});
