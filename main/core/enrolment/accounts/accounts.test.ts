import { describe, expect, it } from 'vitest';
import { tempCore } from '../../../../test/support/temp-core.ts';
import { tempLedger } from '../../../../test/support/temp-ledger.ts';
import type { Client } from '../../../../shared/contract/client.ts';

const MPA = '099999999999';
const OTHER = '088888888888';

/**
 * Five accounts: 1 and 2 in Contoso (workflow Standard, end customer Contoso Ltd), 3 in Fabrikam, 4 and 5 in none; and one of
 * another payer account.
 */
function start(): Client {
  const ledger = tempLedger();
  ledger.sql(`
    INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES
      ('${MPA}', 'Example', 'example', 'msp', '2026-11-21T04:00:00Z'),
      ('${OTHER}', 'Other', 'other', 'msp', '2026-11-21T04:00:00Z');
    INSERT INTO workflow (id, mpa_id, name, name_key) VALUES (1, '${MPA}', 'Standard', 'standard');
    INSERT INTO end_customer (id, mpa_id, name) VALUES (1, '${MPA}', 'Contoso Ltd');
    INSERT INTO subset (id, mpa_id, name, name_key, workflow_id, end_customer_id) VALUES
      (1, '${MPA}', 'Contoso', 'contoso', 1, 1), (2, '${MPA}', 'Fabrikam', 'fabrikam', NULL, NULL),
      (3, '${OTHER}', 'Contoso', 'contoso', NULL, NULL);
    INSERT INTO account (id, mpa_id, name, email, status, subset_id) VALUES
      ('000000000001', '${MPA}', 'beta', 'beta@msp.example', 'ACTIVE', 1),
      ('000000000002', '${MPA}', 'Alpha', 'alpha@msp.example', 'SUSPENDED', 1),
      ('000000000003', '${MPA}', 'Café Zürich', 'cafe@msp.example', 'ACTIVE', 2),
      ('000000000004', '${MPA}', '100% off_', '', NULL, NULL),
      ('120000000005', '${MPA}', '', 'delta@msp.example', 'ACTIVE', NULL),
      ('777777777777', '${OTHER}', 'foreign', '', 'ACTIVE', 3);`);
  ledger.close();
  return tempCore({ ledgerPath: ledger.path }).client;
}

type Filter = Parameters<Client['accounts']['page']>[0]['filter'];

describe('a page of accounts', () => {
  it('shows an account with its subset, workflow and end customer', async () => {
    const client = start();
    expect(await client.accounts.get({ id: '000000000002' })).toEqual({
      id: '000000000002',
      mpaId: MPA,
      name: 'Alpha',
      email: 'alpha@msp.example',
      status: 'SUSPENDED',
      joinedMethod: null,
      joinedAt: null,
      note: '',
      subset: { id: 1, name: 'Contoso' },
      workflow: { id: 1, name: 'Standard' },
      endCustomer: { id: 1, name: 'Contoso Ltd' },
    });
    await expect(client.accounts.get({ id: '000000000009' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('filters over the whole set, the same for the page and for the count', async () => {
    const client = start();
    const cases: [Filter, string[]][] = [
      [{}, ['1', '2', '3', '4', '5']],
      [{ text: 'ALPHA' }, ['2']],
      [{ text: 'CAFÉ zü' }, ['3']],
      [{ text: 'msp.example' }, ['1', '2', '3', '5']],
      [{ text: '0000005' }, ['5']],
      [{ text: '100%' }, ['4']],
      [{ text: '%' }, ['4']],
      [{ text: '_' }, ['4']],
      [{ text: '  ' }, ['1', '2', '3', '4', '5']],
      [{ text: 'é*' }, []],
      [{ status: 'SUSPENDED' }, ['2']],
      [{ status: 'none' }, ['4']],
      [{ subsetId: 1 }, ['1', '2']],
      [{ subsetId: 'none' }, ['4', '5']],
      [{ workflowId: 1 }, ['1', '2']],
      [{ workflowId: 'none' }, ['3', '4', '5']],
      [{ endCustomerId: 1 }, ['1', '2']],
      [{ endCustomerId: 'none' }, ['3', '4', '5']],
      [{ idPrefix: '12' }, ['5']],
      [{ idPrefix: '0000' }, ['1', '2', '3', '4']],
      [{ subsetId: 1, status: 'ACTIVE', text: 'beta', workflowId: 1, endCustomerId: 1, idPrefix: '0' }, ['1']],
    ];
    for (const [filter, expected] of cases) {
      const { count } = await client.accounts.count({ mpaId: MPA, filter });
      expect([filter, count]).toEqual([filter, expected.length]);
      for (const sort of ['id', 'name', 'subset'] as const) {
        const { rows, next } = await client.accounts.page({ mpaId: MPA, filter, sort });
        const found = rows.map(({ id }) => id.slice(-1)).sort();
        expect([filter, sort, found, next]).toEqual([filter, sort, expected, null]);
      }
    }
  });

  it('goes on from where the page before ended, in each order', async () => {
    const client = start();
    const orders = {
      id: ['000000000001', '000000000002', '000000000003', '000000000004', '120000000005'],
      name: ['120000000005', '000000000004', '000000000002', '000000000001', '000000000003'],
      subset: ['000000000001', '000000000002', '000000000003', '000000000004', '120000000005'],
    };
    for (const sort of ['id', 'name', 'subset'] as const) {
      for (const filter of [{}, { status: 'ACTIVE' as const }]) {
        const expected = filter.status ? orders[sort].filter((id) => /[135]$/u.test(id)) : orders[sort];
        for (const limit of [1, 2, 3, 5]) {
          const seen: string[] = [];
          let cursor: string | null = null;
          do {
            const page: Awaited<ReturnType<Client['accounts']['page']>> = await client.accounts.page({
              mpaId: MPA,
              filter,
              sort,
              cursor,
              limit,
            });
            expect(page.rows.length).toBeLessThanOrEqual(limit);
            seen.push(...page.rows.map(({ id }) => id));
            cursor = page.next;
          } while (cursor !== null);
          expect([sort, limit, seen]).toEqual([sort, limit, expected]);
        }
      }
    }
  });

  it('refuses a cursor that is none, or of another order, and an unknown payer account', async () => {
    const client = start();
    const { next } = await client.accounts.page({ mpaId: MPA, sort: 'id', limit: 1 });
    const page = (cursor: string | null, sort: 'id' | 'name') => client.accounts.page({ mpaId: MPA, sort, cursor });
    await expect(page(next, 'name')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(page('nonsense', 'id')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(client.accounts.page({ mpaId: '123456789012' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('an account', () => {
  it('is added, changed and removed', async () => {
    const client = start();
    const id = '000000000006';
    const { value: added } = await client.accounts.add({
      mpaId: MPA,
      id,
      name: '  New \u00a0 one ',
      email: ' n@msp.example ',
      subsetId: 2,
    });
    expect(added).toMatchObject({
      name: 'New one',
      email: 'n@msp.example',
      status: null,
      subset: { name: 'Fabrikam' },
    });
    expect((await client.accounts.set({ id, status: 'SUSPENDED', note: 'asked' })).value).toMatchObject({
      name: 'New one',
      status: 'SUSPENDED',
      note: 'asked',
    });
    expect((await client.accounts.set({ id, status: null, email: '' })).value).toMatchObject({
      status: null,
      email: '',
    });
    expect((await client.accounts.remove({ id })).value).toMatchObject({ id });
    await expect(client.accounts.remove({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await client.history.list({ limit: 4 })).map(({ label, mpaId }) => [label, mpaId])).toEqual([
      ['Removed the account New one (000000000006)', MPA],
      ['Changed the account New one (000000000006)', MPA],
      ['Changed the account New one (000000000006)', MPA],
      ['Added the account New one (000000000006) to Example', MPA],
    ]);
  });

  it('is in one payer account, once, with a mail address that can be one, in a subset of its own payer account', async () => {
    const { accounts } = start();
    await expect(accounts.add({ mpaId: OTHER, id: '000000000001' })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { id: '000000000001', mpaId: MPA },
    });
    await expect(accounts.add({ mpaId: MPA, id: '000000000001' })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    await expect(accounts.add({ mpaId: MPA, id: '000000000006', email: 'x' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await expect(accounts.add({ mpaId: MPA, id: '000000000006', subsetId: 3 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(accounts.add({ mpaId: MPA, id: '12345' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('assigning accounts', () => {
  const list = ['000000000001', '000000000002', '000000000003', '000000000004'];

  it('to a new subset is one operation: it makes the subset, and its undo leaves none', async () => {
    const client = start();
    const input = { mpaId: MPA, accounts: { ids: list }, to: { name: '  Shops  north' } };
    const before = await client.subsets.list({ mpaId: MPA });
    const preview = await client.accounts.previewAssign(input);
    expect(preview).toMatchObject({ subset: { id: null, name: 'Shops north' }, found: 4, moves: 4, stays: 0 });
    expect(await client.accounts.assign({ ...input, revision: preview.revision })).toMatchObject({
      value: { moved: 4, stayed: 0 },
      operation: { label: 'Put 4 accounts into Shops north', touched: ['subset', 'account'] },
    });
    expect(await client.subsets.list({ mpaId: MPA })).toHaveLength(before.length + 1);
    await client.history.undo();
    expect(await client.subsets.list({ mpaId: MPA })).toEqual(before);
  });

  it('to a new subset whose name is taken moves nothing and makes nothing', async () => {
    const client = start();
    const before = await client.subsets.list({ mpaId: MPA });
    for (const name of ['FABRIKAM', ' ']) {
      const input = { mpaId: MPA, accounts: { ids: list }, to: { name } };
      const code = name === ' ' ? 'INVALID_INPUT' : 'ALREADY_EXISTS';
      await expect(client.accounts.previewAssign(input)).rejects.toMatchObject({ code });
      await expect(client.accounts.assign(input)).rejects.toMatchObject({ code });
    }
    const unknown = { mpaId: MPA, accounts: { ids: ['555555555555'] }, to: { name: 'Shops' } };
    await expect(client.accounts.assign(unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await client.subsets.list({ mpaId: MPA })).toEqual(before);
    expect(await client.history.list({ limit: 5 })).toHaveLength(1);
  });

  it('by list: the preview says what it does, and the assignment is one operation', async () => {
    const client = start();
    const input = { mpaId: MPA, accounts: { ids: list }, to: { id: 2 } };
    const preview = await client.accounts.previewAssign(input);
    expect(preview).toEqual({
      revision: 1,
      subset: { id: 2, name: 'Fabrikam' },
      found: 4,
      moves: 3,
      stays: 1,
      leaves: [{ id: 1, name: 'Contoso', accounts: 2 }],
      unknown: [],
    });
    expect((await client.accounts.assign({ ...input, revision: preview.revision })).value).toEqual({
      moved: 3,
      stayed: 1,
    });
    expect(await client.accounts.count({ mpaId: MPA, filter: { subsetId: 2 } })).toEqual({ count: 4 });
    expect(await client.history.list({ limit: 1 })).toMatchObject([
      { command: 'accounts.assign', label: 'Put 3 accounts into Fabrikam', changes: 3 },
    ]);
    await expect(client.accounts.assign({ ...input, revision: preview.revision })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await client.history.undo();
    expect(await client.accounts.count({ mpaId: MPA, filter: { subsetId: 1 } })).toEqual({ count: 2 });
  });

  it('by filter over the whole set, into a subset or out of any', async () => {
    const client = start();
    const accounts = { filter: { text: 'MSP.example', status: 'ACTIVE' as const } };
    expect(await client.accounts.previewAssign({ mpaId: MPA, accounts, to: null })).toMatchObject({
      found: 3,
      moves: 2,
      stays: 1,
      leaves: [
        { id: 1, accounts: 1 },
        { id: 2, accounts: 1 },
      ],
    });
    expect((await client.accounts.assign({ mpaId: MPA, accounts, to: null })).value).toEqual({ moved: 2, stayed: 1 });
    const unassigned = { filter: { subsetId: 'none' as const } };
    expect((await client.accounts.assign({ mpaId: MPA, accounts: unassigned, to: { id: 1 } })).value).toEqual({
      moved: 4,
      stayed: 0,
    });
    expect((await client.accounts.assign({ mpaId: MPA, accounts: unassigned, to: { id: 1 } })).value).toEqual({
      moved: 0,
      stayed: 0,
    });
    expect(await client.accounts.count({ mpaId: OTHER })).toEqual({ count: 1 });
  });

  it('names unknown IDs in the preview and refuses them', async () => {
    const client = start();
    const input = { mpaId: MPA, accounts: { ids: ['000000000001', '555555555555', '555555555555'] }, to: { id: 2 } };
    expect(await client.accounts.previewAssign(input)).toMatchObject({ found: 1, moves: 1, unknown: ['555555555555'] });
    await expect(client.accounts.assign(input)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      data: { unknown: ['555555555555'] },
    });
    expect(await client.accounts.get({ id: '000000000001' })).toMatchObject({ subset: { id: 1 } });
  });

  it('refuses accounts and subsets of another payer account', async () => {
    const { accounts } = start();
    const foreign = { mpaId: MPA, accounts: { ids: ['000000000001', '777777777777'] }, to: { id: 2 } };
    const refusal = {
      code: 'CONFLICT',
      message:
        'The account 777777777777 belongs to another payer account (088888888888). Nothing was changed. Take it off the list.',
      data: { foreign: [{ id: '777777777777', mpaId: OTHER }] },
    };
    await expect(accounts.previewAssign(foreign)).rejects.toMatchObject(refusal);
    await expect(accounts.assign(foreign)).rejects.toMatchObject(refusal);
    const toForeign = { mpaId: MPA, accounts: { ids: ['000000000001'] }, to: { id: 3 } };
    await expect(accounts.assign(toForeign)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
