import { expect, test } from 'vitest';
import { accountId } from '../../shared/domain/account-id.ts';
import { tempCore } from '../../test/support/temp-core.ts';
import { formatRoute } from '../session/route.ts';
import { searchItems } from './palette-items.ts';

const MPA = accountId('099999999999');

test('what is found leads to its place', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const subset = await client.subsets.add({ mpaId: MPA, name: 'Retail north' });
  await client.accounts.add({ mpaId: MPA, id: accountId('111111111111'), name: 'North prod' });
  const found = await searchItems(client, { text: 'north' });
  expect(found.map(({ title, route }) => [title, formatRoute(route)])).toEqual([
    ['Northwind', '#/099999999999/procedure'],
    ['North prod', '#/099999999999/accounts?id=111111111111'],
    ['Retail north', `#/099999999999/subsets?id=${subset.id}`],
  ]);
  expect(await searchItems(client, { text: '  ' })).toEqual([]);
});
