import { expect, test } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { readSubsets, shownSubsets } from './store.ts';

const MPA = accountId('099999999999');

test('subsets are found by what they have, and sorted by it', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const customer = await client.endCustomers.add({ mpaId: MPA, name: 'Zürich AG', consoleEmail: 'a@b.example' });
  await client.subsets.add({ mpaId: MPA, name: 'Retail', endCustomerId: customer.id });
  const bank = await client.subsets.add({ mpaId: MPA, name: 'Bank' });
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
