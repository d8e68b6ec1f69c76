import { expect, test } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { changedRows, differencesOf, readTicket, readTickets } from './store.ts';

const MPA = accountId('099999999999');
const signal = new AbortController().signal;

test('what blocks a ticket, what can be sent, what waits, and what has changed since', async () => {
  const { client } = tempCore({ now: '2026-11-20T09:00:00Z' });
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const { value: subset } = await client.subsets.add({ mpaId: MPA, name: 'Retail' });
  await client.accounts.add({ mpaId: MPA, id: accountId('111111111111'), name: 'Prod', subsetId: subset.id });
  const states = async () =>
    (await readTickets(client, { mpaId: MPA }, signal)).map(({ plan, state }) => [plan.kind, state]);
  // Without a Spot Org ID nothing can be asked for.
  expect((await states())[0]).toEqual(['enable-subsets', 'blocked']);
  await client.mpas.set({ id: MPA, spotOrgId: '606000000001' });
  expect((await states()).slice(0, 2)).toEqual([
    ['enable-subsets', 'needs-you'],
    ['subsets', 'needs-you'],
  ]);

  const preview = await readTicket(client, { mpaId: MPA, kind: 'subsets', latestId: null }, signal);
  expect(preview.ticket).toBeNull();
  expect(preview.preview?.body).toContain('606000000001');

  const {
    value: { id },
  } = await client.tickets.draft({ mpaId: MPA, kind: 'subsets' });
  await client.tickets.markSent({ id, ticketNumber: '00012345' });
  expect((await states())[1]).toEqual(['subsets', 'waiting']);
  const same = await readTicket(client, { mpaId: MPA, kind: 'subsets', latestId: id }, signal);
  expect(changedRows(same.changes)).toBe(0);
  await client.accounts.add({ mpaId: MPA, id: accountId('111111111112'), name: 'Test', subsetId: subset.id });
  const after = await readTicket(client, { mpaId: MPA, kind: 'subsets', latestId: id }, signal);
  expect(changedRows(after.changes)).toBe(1);
  await client.subsets.rename({ id: subset.id, name: 'Shops' });
  const { changes } = await readTicket(client, { mpaId: MPA, kind: 'subsets', latestId: id }, signal);
  expect(changes === null ? null : differencesOf(changes)).toEqual([
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
