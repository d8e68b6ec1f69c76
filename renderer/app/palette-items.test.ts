import { expect, test } from 'vitest';
import { accountId } from '../../shared/domain/account-id.ts';
import { tempCore } from '../../test/support/temp-core.ts';
import { formatRoute } from '../session/route.ts';
import { actionItems, hitItem } from './palette-items.ts';

const MPA = accountId('099999999999');

test('what is found leads to its place', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const { value: subset } = await client.subsets.add({ mpaId: MPA, name: 'Retail north' });
  await client.accounts.add({ mpaId: MPA, id: accountId('111111111111'), name: 'North prod' });
  const { hits } = await client.search.all({ text: 'north', limit: 20 });
  expect(hits.map(hitItem).map(({ title, route }) => [title, formatRoute(route)])).toEqual([
    ['Northwind', '#/099999999999/procedure'],
    ['North prod', '#/099999999999/accounts?id=111111111111'],
    ['Retail north', `#/099999999999/subsets?id=${subset.id}`],
  ]);
});

test('what can be done: the demo is offered while it is not open, and the way back while it is', async () => {
  const done: string[] = [];
  const demo = (open: boolean, offered = true): Parameters<typeof actionItems>[1] => ({
    demo: {
      status: { offered, open, folder: '' },
      open: () => {
        done.push('open');
        return Promise.resolve();
      },
      leave: () => {
        done.push('leave');
        return Promise.resolve();
      },
    },
    go: (route) => done.push(formatRoute(route)),
    ledger: {
      undo: () => Promise.resolve(void done.push('undo')),
      redo: () => Promise.resolve(void done.push('redo')),
      backUp: () => {
        done.push('back up');
        return Promise.resolve(null);
      },
    },
  });
  const ALWAYS = ['Undo the last change', 'Redo what was undone', 'Back up the ledger'];
  const titles = (of: Parameters<typeof actionItems>[1], text = ''): string[] =>
    actionItems(text, of).map(({ title }) => title);
  expect(titles(demo(false))).toEqual(['Add payer account', ...ALWAYS, 'Look around in a demo']);
  expect(titles(demo(true))).toEqual(['Add payer account', ...ALWAYS, 'Go back to your ledger']);
  expect(titles(demo(false, false))).toEqual(['Add payer account', ...ALWAYS]);
  expect(titles(demo(false), ' DEMO')).toEqual(['Look around in a demo']);
  for (const each of [...actionItems('', demo(false)), ...actionItems('go back', demo(true))]) each.run();
  expect(done).toEqual(['#/overview?add=yes', 'undo', 'redo', 'back up', 'open', 'leave']);
});
