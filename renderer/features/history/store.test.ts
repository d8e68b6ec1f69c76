import { expect, test } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { changedValues, operationReader, readChanges, readPending } from './store.ts';

const MPA = accountId('099999999999');
const { signal } = new AbortController();

test('what was done by pages, the latest first; what changed, value by value', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  await client.mpas.set({ id: MPA, name: 'Northwind Traders' });
  for (let number = 0; number < 60; number += 1) await client.subsets.add({ mpaId: MPA, name: `Subset ${number}` });
  const first = await operationReader.page(client, { mpaId: MPA }, null, signal);
  expect(first.rows).toHaveLength(50);
  expect(first.rows[0]?.label).toContain('Subset 59');
  const second = await operationReader.page(client, { mpaId: MPA }, first.next, signal);
  expect(second.rows).toHaveLength(12);
  expect(second.next).toBeNull();
  const renamed = second.rows.find(({ command }) => command === 'mpas.set');
  const { changes } = await readChanges(client, { id: renamed?.id ?? 0 });
  expect(changes.flatMap(changedValues)).toEqual([{ name: 'name', before: 'Northwind', after: 'Northwind Traders' }]);
  expect((await readPending(client)).undo?.label).toContain('Subset 59');
});
