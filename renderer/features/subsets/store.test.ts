import { expect, test } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { ask, queriesOver } from '../../../test/support/ask.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { shownSubsets, splitSelection, subsetAccounts, toChoices } from './store.ts';

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
  const subsets = await client.subsets.list({ mpaId: MPA });
  expect(toChoices(await client.endCustomers.list({ mpaId: MPA })).map(({ name }) => name)).toEqual(['Zürich AG']);
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
  const { page, count } = subsetAccounts(queriesOver(client), asked);
  const { rows } = await ask(page(null));
  expect([rows.map(({ name }) => name), count && (await ask(count))]).toEqual([['shop labs'], 1]);
  const byFilter = splitSelection([], asked);
  if (byFilter === null) throw new Error('the filter fits one');
  expect(await client.subsets.previewSplit({ id: retail.id, accounts: byFilter })).toMatchObject({
    moves: 1,
    stays: 1,
  });
  const byHand = splitSelection([accountId('222222222222')], asked);
  expect(byHand).toEqual({ ids: ['222222222222'] });
  expect(splitSelection([], { ...asked, where: { operation: 'and', tokens: [] } })).toBeNull();
});
