import { expect, test } from 'vitest';
import type { Client } from '../../../shared/contract/client.ts';
import { tempCore } from '../../../test/support/temp-core.ts';

type Asked = Parameters<Client['history']['list']>[0];

/** Northwind on the 1st, its account on the 2nd, Contoso on the 3rd; then Contoso is taken back. */
async function desk(): Promise<(asked: Asked) => Promise<string[]>> {
  const { client, ledgerPath, core } = tempCore({ now: '2026-11-01T08:00:00.000Z' });
  await client.mpas.add({ id: '099999999999', name: 'Northwind', scenario: 'enterprise' });
  await core.close();
  const second = tempCore({ ledgerPath, now: '2026-11-02T08:00:00.000Z' });
  await second.client.accounts.add({ mpaId: '099999999999', id: '000000000013', name: '100% prod_uction' });
  await second.core.close();
  const { client: third } = tempCore({ ledgerPath, now: '2026-11-03T08:00:00.000Z' });
  await third.mpas.add({ id: '012345678901', name: 'Contoso', scenario: 'msp' });
  await third.history.undo();
  return async (asked) => {
    const rows = await third.history.list(asked);
    const { before: _before, limit: _limit, ...filter } = { before: null, limit: null, ...asked };
    expect((await third.history.count(filter)).operations).toBe(rows.length);
    return rows.map(({ kind, command, at }) => `${kind} ${command} ${at.slice(8, 10)}`);
  };
}

test('operations by what, when, who, how they stand and a text', async () => {
  const list = await desk();
  const [added, account, taken, undo] = [
    'do mpas.add 01',
    'do accounts.add 02',
    'do mpas.add 03',
    'undo history.undo 03',
  ];
  expect(await list({})).toEqual([undo, taken, account, added]);
  expect(await list({ area: 'accounts' })).toEqual([account]);
  expect(await list({ standing: 'in-force' })).toEqual([account, added]);
  expect(await list({ standing: 'taken-back' })).toEqual([taken]);
  expect(await list({ standing: 'reversal' })).toEqual([undo]);
  expect(await list({ from: '2026-11-02T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z' })).toEqual([account]);
  expect(await list({ who: 'tester' })).toHaveLength(4);
  expect(await list({ who: 'test' })).toEqual([]);
  expect(await list({ text: ' northWIND ' })).toContain(added);
  expect(await list({ text: '000000000013' })).toEqual([account]);
  expect(await list({ text: 'nobody' })).toEqual([]);
  expect(await list({ since: 2 })).toEqual([undo, taken]);
  expect(await list({ mpaId: '099999999999', area: 'mpas' })).toEqual([added]);
});

test('who has changed something', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: '099999999999', name: 'Northwind', scenario: 'enterprise' });
  expect(await client.history.people()).toEqual(['tester']);
});
