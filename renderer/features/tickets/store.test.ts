import { expect, test } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { resultOf } from '../../../test/support/result-of.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { changedRows, differencesOf, ticketItems } from './store.ts';

const MPA = accountId('099999999999');

test('what blocks a ticket, what can be sent, what waits, and what has changed since', async () => {
  const { client } = tempCore({ now: '2026-11-20T09:00:00Z' });
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const { value: subset } = await client.subsets.add({ mpaId: MPA, name: 'Retail' });
  await client.accounts.add({ mpaId: MPA, id: accountId('111111111111'), name: 'Prod', subsetId: subset.id });
  const states = async () => {
    const plans = await client.tickets.plans({ mpaId: MPA });
    const checks = await Promise.all(
      plans.map(async ({ kind }) => resultOf(await client.checks.run({ mpaId: MPA, deliverable: kind }))),
    );
    expect(ticketItems(plans, checks.with(0, null as never))).toBeNull();
    return (ticketItems(plans, checks) ?? []).map(({ plan, state }) => [plan.kind, state]);
  };
  const changesOf = async (id: number) => resultOf(await client.tickets.changes({ id, limit: 50 }));
  // Without a Spot Org ID nothing can be asked for.
  expect((await states())[0]).toEqual(['enable-subsets', 'blocked']);
  await client.mpas.set({ id: MPA, spotOrgId: '606000000001' });
  expect((await states()).slice(0, 2)).toEqual([
    ['enable-subsets', 'needs-you'],
    ['subsets', 'needs-you'],
  ]);

  const {
    value: { id },
  } = await client.tickets.draft({ mpaId: MPA, kind: 'subsets' });
  await client.tickets.markSent({ id, ticketNumber: '00012345' });
  expect((await states())[1]).toEqual(['subsets', 'waiting']);
  expect(changedRows(await changesOf(id))).toBe(0);
  await client.accounts.add({ mpaId: MPA, id: accountId('111111111112'), name: 'Test', subsetId: subset.id });
  expect(changedRows(await changesOf(id))).toBe(1);
  await client.subsets.rename({ id: subset.id, name: 'Shops' });
  expect(differencesOf(await changesOf(id))).toEqual([
    {
      key: '111111111111',
      what: 'changed',
      title: '111111111111',
      cells: [{ header: 'Subset Name', before: 'Retail', after: 'Shops' }],
    },
    { key: '111111111112', what: 'added', title: '111111111112', cells: [] },
  ]);
  // Where rows are subsets, a renamed one is one that went and one that came, in the spelling of its name.
  const rows = (name: string) => [{ key: name.toLowerCase(), cells: [name, 'Standard resale'] }];
  const counts = { added: 1, removed: 1, changed: 0, unchanged: 0 };
  const headers = ['Subset Name', 'Billing Workflow Name'];
  expect(differencesOf({ headers, counts, changed: [], added: rows('Shops'), removed: rows('Retail') })).toEqual([
    { key: 'shops', what: 'added', title: 'Shops', cells: [] },
    { key: 'retail', what: 'removed', title: 'Retail', cells: [] },
  ]);
});
