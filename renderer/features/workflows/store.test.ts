import { expect, test } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { reachOf, shownWorkflows, versionsOf } from './store.ts';

const MPA = accountId('099999999999');

test('workflows are found by name and note, with where they are used', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const { value: retail } = await client.workflows.add({ mpaId: MPA, name: 'Retail', note: 'asked for by Kim' });
  await client.workflows.add({ mpaId: MPA, name: 'Bank' });
  const { value: subset } = await client.subsets.add({ mpaId: MPA, name: 'Shops', workflowId: retail.id });
  await client.accounts.add({ mpaId: MPA, id: accountId('111111111111'), subsetId: subset.id });
  const all = await client.workflows.list({ mpaId: MPA });
  expect(all.map(({ name, subsets, accounts }) => [name, subsets, accounts])).toEqual([
    ['Bank', 0, 0],
    ['Retail', 1, 1],
  ]);
  expect(shownWorkflows(all, ' KIM ').map(({ name }) => name)).toEqual(['Retail']);
  const { usedBy } = await client.workflows.get({ id: retail.id });
  expect(reachOf(usedBy)).toEqual({ subsets: 1, accounts: 1 });
});

test('versions are the changes of name and rules, the latest first, with what was undone', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const {
    value: { id },
  } = await client.workflows.add({ mpaId: MPA, name: 'Retail' });
  await client.workflows.setRules({ id, rules: [{ kind: 'remove-taxes' }] });
  await client.workflows.setNote({ id, note: 'asked for by Kim' });
  await client.workflows.rename({ id, name: 'Shops' });
  await client.history.undo();
  const versions = versionsOf(await client.history.of({ entity: 'workflow', key: String(id) }));
  expect(versions.map(({ label, name, rules }) => [label, name, rules.length])).toEqual([
    ['Undid: Renamed the billing workflow Retail to Shops', 'Retail', 1],
    ['Renamed the billing workflow Retail to Shops', 'Shops', 1],
    ['Set the rules of the billing workflow Retail (1)', 'Retail', 1],
    ['Added the billing workflow Retail', 'Retail', 0],
  ]);
});
