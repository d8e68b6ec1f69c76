import { expect, test } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { readMerge, readSplit, readSubsets, shownSubsets, splitSelection, subsetAccounts } from './store.ts';

const MPA = accountId('099999999999');

test('subsets are found by what they have, and sorted by it', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const { value: customer } = await client.endCustomers.add({
    mpaId: MPA,
    name: 'Zürich AG',
    consoleEmail: 'a@b.example',
  });
  await client.subsets.add({ mpaId: MPA, name: 'Retail', endCustomerId: customer.id });
  const { value: bank } = await client.subsets.add({ mpaId: MPA, name: 'Bank' });
  await client.accounts.add({ mpaId: MPA, id: accountId('111111111111'), subsetId: bank.id });
  const { subsets, endCustomers } = await readSubsets(client, { mpaId: MPA });
  expect(endCustomers.map(({ name }) => name)).toEqual(['Zürich AG']);
  const names = (text: string, column: 'name' | 'accounts' | 'endCustomer', descending = false): string[] =>
    shownSubsets(subsets, text, { column, descending }).map(({ name }) => name);
  expect(names('', 'name')).toEqual(['Bank', 'Retail']);
  expect(names('', 'accounts', true)).toEqual(['Bank', 'Retail']);
  expect(names('', 'endCustomer')).toEqual(['Retail', 'Bank']);
  expect(names('zürich', 'name')).toEqual(['Retail']);
});

test('a split takes those that are selected, else all of the subset that the filter fits', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const { value: retail } = await client.subsets.add({ mpaId: MPA, name: 'Retail' });
  const { value: bank } = await client.subsets.add({ mpaId: MPA, name: 'Bank' });
  const add = (id: string, name: string, subsetId: number): Promise<unknown> =>
    client.accounts.add({ mpaId: MPA, id: accountId(id), name, subsetId });
  await add('111111111111', 'shop labs', retail.id);
  await add('222222222222', 'shop', retail.id);
  await add('333333333333', 'bank labs', bank.id);
  const labs = { operation: 'and', tokens: [{ field: 'name', operator: ':', value: 'labs' }] } as const;
  const asked = { mpaId: MPA, subsetId: retail.id, where: { ...labs, tokens: [...labs.tokens] } };
  const { signal } = new AbortController();
  const page = await subsetAccounts.page(client, asked, null, signal);
  expect([page.rows.map(({ name }) => name), await subsetAccounts.count?.(client, asked, signal)]).toEqual([
    ['shop labs'],
    1,
  ]);
  const byFilter = splitSelection([], asked);
  expect(await readSplit(client, { id: retail.id, accounts: byFilter })).toMatchObject({ moves: 1, stays: 1 });
  const byHand = splitSelection([accountId('222222222222')], asked);
  expect(byHand).toEqual({ ids: ['222222222222'] });
  expect(splitSelection([], { ...asked, where: { operation: 'and', tokens: [] } })).toBeNull();
  expect(await readSplit(client, { id: retail.id, accounts: null })).toBeNull();
  expect(await readMerge(client, { into: retail.id, from: [bank.id] })).toMatchObject({ moves: 1, accounts: 3 });
});
