import { expect, test } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { resultOf } from '../../../test/support/result-of.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { byTarget, listedRules, movedOrder } from './store.ts';
import { countWords } from './words.ts';

const MPA = accountId('099999999999');

test('what the rules would do, alone and with one that is being written', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const { value: retail } = await client.subsets.add({ mpaId: MPA, name: 'Retail' });
  const { value: other } = await client.subsets.add({ mpaId: MPA, name: 'Other' });
  for (const [id, name, subsetId] of [
    ['000000000011', 'shop a', null],
    ['000000000012', 'shop b', retail.id],
    ['000000000013', 'shop c', other.id],
    ['000000000014', 'lab', null],
  ] as const) {
    await client.accounts.add({ mpaId: MPA, id: accountId(id), name, subsetId });
  }
  const shop = { field: 'name' as const, operator: 'starts-with' as const, value: 'shop' };
  await client.assignmentRules.add({ mpaId: MPA, ...shop, to: { id: retail.id } });
  const asked = { mpaId: MPA, includeAssigned: false };
  const { rules, takes, unmatched } = await resultOf(await client.assignmentRules.preview(asked));
  expect({ takes, unmatched }).toEqual({ takes: 1, unmatched: 1 });
  expect(rules.map(countWords)).toEqual([
    'Fits 3 accounts: 1 would be assigned, 1 is there already, 1 stays in another subset.',
  ]);
  const all = await resultOf(await client.assignmentRules.preview({ ...asked, includeAssigned: true }));
  expect(all.rules.map(countWords)).toEqual([
    'Fits 3 accounts: 1 would be assigned, 1 would leave another subset, 1 is there already.',
  ]);
  expect(byTarget(all.rules)).toEqual([{ name: 'Retail', accounts: 2 }]);

  const draft = { id: null, field: 'name' as const, operator: 'contains' as const, value: 'a', subsetId: null };
  const written = await resultOf(await client.assignmentRules.preview({ ...asked, draft }));
  expect(written.rules.at(-1)?.sample).toEqual([{ id: '000000000014', name: 'lab', email: '' }]);
});

test('a rule stands at its new place before the ledger says so', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const {
    value: { id: subsetId },
  } = await client.subsets.add({ mpaId: MPA, name: 'Retail' });
  for (const value of ['a', 'b', 'c']) {
    await client.assignmentRules.add({ mpaId: MPA, field: 'name', operator: 'is', value, to: { id: subsetId } });
  }
  const { rules } = await resultOf(await client.assignmentRules.preview({ mpaId: MPA, includeAssigned: false }));
  const values = (order: readonly number[] | null): string[] => listedRules(rules, order).map(({ rule }) => rule.value);
  expect(values(null)).toEqual(['a', 'b', 'c']);
  const listed = listedRules(rules, null);
  expect(values(movedOrder(listed, listed[2]?.key ?? 0, 0))).toEqual(['c', 'a', 'b']);
});
