import { expect, test, vi } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { act } from '../../../shared/domain/action.ts';
import { ask, queriesOver } from '../../../test/support/ask.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { changedValues, operationPages, toQuery } from './store.ts';

const MPA = accountId('099999999999');

test('what was done by pages, the latest first; what changed, value by value', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  await client.mpas.set({ id: MPA, name: 'Northwind Traders' });
  for (let number = 0; number < 60; number += 1) await client.subsets.add({ mpaId: MPA, name: `Subset ${number}` });
  const { page, count } = operationPages(queriesOver(client), { mpaId: MPA });
  const first = await ask(page(null));
  expect(first.rows).toHaveLength(50);
  expect(first.rows[0]?.label).toContain('Subset 59');
  const second = await ask(page(first.next));
  expect(second.rows).toHaveLength(12);
  expect(second.next).toBeNull();
  const renamed = second.rows.find(({ command }) => command === 'mpas.set');
  const { changes } = await client.history.get({ id: renamed?.id ?? 0 });
  expect(changes.flatMap(changedValues)).toEqual([{ name: 'name', before: 'Northwind', after: 'Northwind Traders' }]);
  expect(count === null ? null : await ask(count)).toBe(62);
});

test('what was kept of an AWS set-up says what to do in the words of the screen', () => {
  const failure = JSON.stringify({ remedy: `Sign in with: ${act('aws.login', { profile: 'payer' })}` });
  expect(changedValues({ before: null, after: { sentence: `See: ${act('subsets.list')}`, failure } })).toEqual([
    { name: 'sentence', before: '', after: 'See: Subsets' },
    { name: 'failure', before: '', after: '{"remedy":"Sign in with: AWS set-up › Sign in"}' },
  ]);
});

test('the filter as it stands in the address; what is not understood does not matter', () => {
  expect(toQuery(MPA, { text: 'retail', who: 'kim', area: 'subsets', standing: 'in-force' })).toEqual({
    mpaId: MPA,
    who: 'kim',
    text: 'retail',
    area: 'subsets',
    standing: 'in-force',
    from: null,
    to: null,
  });
  expect(toQuery(null, { area: 'pets', standing: 'sleeping', from: 'soon' })).toEqual({
    mpaId: null,
    who: null,
    text: null,
    area: null,
    standing: null,
    from: null,
    to: null,
  });
});

test.each([
  ['UTC', '2026-11-21', '2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z'],
  ['Pacific/Kiritimati', '2026-12-01', '2026-11-30T10:00:00.000Z', '2026-12-01T10:00:00.000Z'],
  ['America/New_York', '2026-12-31', '2026-12-31T05:00:00.000Z', '2027-01-01T05:00:00.000Z'],
  // Clocks are put forward, and back.
  ['Europe/Berlin', '2027-03-28', '2027-03-27T23:00:00.000Z', '2027-03-28T22:00:00.000Z'],
  ['Europe/Berlin', '2027-10-31', '2027-10-30T22:00:00.000Z', '2027-10-31T23:00:00.000Z'],
])('a whole day in %s, %s, is one by the clocks there', (zone, day, from, to) => {
  vi.stubEnv('TZ', zone);
  expect(toQuery(null, { from: day, to: day })).toMatchObject({ from, to });
});
