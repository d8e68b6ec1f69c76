import { expect, test } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { changedRows, readTicket, readTickets } from './store.ts';

const MPA = accountId('099999999999');
const signal = new AbortController().signal;

test('what blocks a ticket, what can be sent, what waits, and what has changed since', async () => {
  const { client } = tempCore({ now: '2026-11-20T09:00:00Z' });
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const subset = await client.subsets.add({ mpaId: MPA, name: 'Retail' });
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

  const { id } = await client.tickets.draft({ mpaId: MPA, kind: 'subsets' });
  await client.tickets.markSent({ id, ticketNumber: '00012345' });
  expect((await states())[1]).toEqual(['subsets', 'waiting']);
  const same = await readTicket(client, { mpaId: MPA, kind: 'subsets', latestId: id }, signal);
  expect(changedRows(same.changes)).toBe(0);
  await client.accounts.add({ mpaId: MPA, id: accountId('111111111112'), name: 'Test', subsetId: subset.id });
  const after = await readTicket(client, { mpaId: MPA, kind: 'subsets', latestId: id }, signal);
  expect(changedRows(after.changes)).toBe(1);
});
