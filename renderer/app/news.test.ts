import { expect, test } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { tempCore } from '../../test/support/temp-core.ts';
import { overviewOf } from '../features/overview/store.ts';
import type { OverviewItem } from '../features/overview/store.ts';
import { badgeOf, newsBetween, nextDue } from './news.ts';

const NORTHWIND = accountId('099999999999');
const PLACE = '#/099999999999/procedure';

async function readOverview(client: Client): Promise<OverviewItem[]> {
  return overviewOf(await client.mpas.list(), await client.steps.overview());
}

/** A ledger on Monday with one payer account whose second step waits until Tuesday 09:00. */
async function waiting() {
  const { core, client, ledgerPath } = tempCore({ now: '2026-11-23T09:00:00.000Z' });
  await client.mpas.add({ id: NORTHWIND, name: 'Northwind', scenario: 'enterprise' });
  const [, step] = (await client.steps.list({ mpaId: NORTHWIND })).steps;
  if (!step) throw new Error('there is no second step');
  const what = 'the report';
  await client.steps.wait({ mpaId: NORTHWIND, step: step.key, what, due: '2026-11-24T09:00:00.000Z' });
  return { core, client, ledgerPath, step: step.key, before: await readOverview(client) };
}

test('a date that passes is told, counted and no longer waited for', async () => {
  const { core, before, ledgerPath } = await waiting();
  expect(nextDue(before)).toBe(Date.parse('2026-11-24T09:00:00.000Z'));
  await core.close();
  const { client } = tempCore({ ledgerPath, now: '2026-11-24T09:00:01.000Z' });
  const after = await readOverview(client);
  expect(newsBetween(before, after)).toEqual([
    { title: 'Northwind: a date has passed', body: before[0]?.progress.waits[0]?.what, place: PLACE },
  ]);
  expect([badgeOf(after), nextDue(after)]).toEqual([1, null]);
  expect(newsBetween(after, after)).toEqual([]);
});

test('a wait that is over is told with what comes next; a step that is blocked as well', async () => {
  const { client, before, step } = await waiting();
  await client.steps.reopen({ mpaId: NORTHWIND, step });
  const after = await readOverview(client);
  expect(newsBetween(before, after)).toEqual([
    {
      title: 'Northwind: a wait is over',
      body: `${before[0]?.progress.waits[0]?.what} · ${after[0]?.progress.next?.text}`,
      place: PLACE,
    },
  ]);
  const [first] = (await client.steps.list({ mpaId: NORTHWIND })).steps;
  if (!first) throw new Error('there is no first step');
  await client.steps.block({ mpaId: NORTHWIND, step: first.key, reason: 'The bucket is not ours.' });
  const blocked = await readOverview(client);
  expect(newsBetween(after, blocked).map(({ title }) => title)).toEqual(['Northwind: blocked']);
});

test('a payer account that is new is no news, and each that needs its person counts', async () => {
  const { client, before } = await waiting();
  await client.mpas.add({ id: accountId('088888888888'), name: 'Contoso', scenario: 'enterprise' });
  const after = await readOverview(client);
  expect(newsBetween(before, after)).toEqual([]);
  expect(badgeOf(after) - badgeOf(before)).toBe(1);
});
