import { expect, test } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { ask, queriesOver } from '../../../test/support/ask.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { EVERYTHING } from './filter.ts';
import { accountCount, accountPages, spreadOf, toSelection } from './store.ts';

const MPA = accountId('099999999999');

test('accounts by pages, filtered; all that match can be put in a subset, not only those of the page', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  for (let number = 0; number < 121; number += 1) {
    const id = accountId(String(111111111000 + number));
    await client.accounts.add({ mpaId: MPA, id, name: number % 2 === 0 ? `prod ${number}` : `test ${number}` });
  }
  const where = {
    operation: 'and' as const,
    tokens: [{ field: 'name' as const, operator: '^' as const, value: 'prod' }],
  };
  const sort = { column: 'id' as const, descending: false };
  const queries = queriesOver(client);
  const all = await ask(accountPages(queries, { mpaId: MPA, where: EVERYTHING, sort }).page(null));
  expect(all.rows).toHaveLength(50);
  expect(await ask(accountCount(queries.accounts, { mpaId: MPA, where, sort }))).toBe(61);
  const { value: subset } = await client.subsets.add({ mpaId: MPA, name: 'Production' });
  const accounts = toSelection({ kind: 'all', count: 61 }, where);
  const preview = await client.accounts.previewAssign({ mpaId: MPA, accounts, to: { id: subset.id } });
  expect(preview).toMatchObject({ found: 61, moves: 61 });
  await client.accounts.assign({ mpaId: MPA, accounts, to: { id: subset.id } });
  expect(spreadOf(await client.accounts.spread({ mpaId: MPA }))).toEqual({
    bars: [
      { name: 'Production', accounts: 61, inNone: false },
      { name: 'Not in a subset', accounts: 60, inNone: true },
    ],
    rest: null,
    most: 61,
  });
});
