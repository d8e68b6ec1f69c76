import { expect, test } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { resultOf } from '../../../test/support/result-of.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { changesSince, differencesOf, itemName, listedTickets, shownItem, ticketItems, ticketOrKind } from './store.ts';

const MPA = accountId('099999999999');

test('what blocks a ticket, what can be sent, what waits, and what has changed since', async () => {
  const { client } = tempCore({ now: '2026-11-20T09:00:00Z' });
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const { value: subset } = await client.subsets.add({ mpaId: MPA, name: 'Retail' });
  await client.accounts.add({ mpaId: MPA, id: accountId('111111111111'), name: 'Prod', subsetId: subset.id });
  const all = async () => {
    const listed = listedTickets(await client.tickets.plans({ mpaId: MPA }));
    const checks = await Promise.all(
      listed.map(async (item) => resultOf(await client.tickets.check(ticketOrKind(MPA, item)))),
    );
    expect(ticketItems(listed, checks.with(0, null as never))).toBeNull();
    return ticketItems(listed, checks) ?? [];
  };
  const states = async () => (await all()).map(({ plan, state }) => [plan.kind, state]);
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
  expect(changesSince(await changesOf(id))).toBe(0);
  await client.accounts.add({ mpaId: MPA, id: accountId('111111111112'), name: 'Test', subsetId: subset.id });
  expect(changesSince(await changesOf(id))).toBe(1);
  await client.subsets.rename({ id: subset.id, name: 'Shops' });
  const { value: other } = await client.subsets.add({ mpaId: MPA, name: 'Banks' });
  const to = { id: other.id };
  await client.accounts.assign({ mpaId: MPA, accounts: { ids: [accountId('111111111111')] }, to, revision: null });
  expect(differencesOf(await changesOf(id))).toEqual([
    {
      key: '111111111111',
      what: 'moved',
      title: '111111111111',
      values: [{ name: 'Subset Name', before: 'Retail', after: 'Banks' }],
    },
    {
      key: 'subset Retail',
      what: 'renamed',
      title: 'Subset',
      values: [{ name: '', before: 'Retail', after: 'Shops' }],
    },
    { key: '111111111112', what: 'new', title: '111111111112', values: [] },
  ]);

  // The follow-up comes first, and what it follows stays.
  await client.tickets.followUp({ id });
  expect((await states()).slice(1, 3)).toEqual([
    ['subsets', 'needs-you'],
    ['subsets', 'waiting'],
  ]);
  const items = await all();
  expect(items.slice(1, 3).map((item) => [itemName(item), item.ticket?.ticketNumber])).toEqual([
    ['Subsets request: follow-up', null],
    ['Subsets request', '00012345'],
  ]);
  expect(shownItem(items, { kind: 'subsets' })?.ticket?.id).toBe(2);
  expect(shownItem(items, { kind: 'subsets', id: '1' })?.ticket?.id).toBe(1);
  expect(shownItem(items, { kind: 'subsets', id: '99' })?.ticket?.id).toBe(2);
});
