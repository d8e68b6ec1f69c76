import { expect, test } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { EVERYTHING } from './filter.ts';
import { fromSaved, PAGE, shownView, toSaved } from './views.ts';
import type { Shown } from './views.ts';

const MPA = accountId('099999999999');
const PLAIN: Shown = { where: EVERYTHING, sort: { column: 'id', descending: false }, columns: ['id', 'name'] };
const UNASSIGNED: Shown = {
  where: { operation: 'and', tokens: [{ field: 'subset', operator: '=', value: null }] },
  sort: { column: 'email', descending: true },
  columns: ['id', 'email', 'subset'],
};

test('what is shown comes back out of a view as it was, and is known again', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  await client.savedViews.save(toSaved(MPA, { id: null, name: 'Not in a subset' }, UNASSIGNED));
  const views = await client.savedViews.list({ mpaId: MPA, page: PAGE });
  expect(views.map((view) => fromSaved(view, PLAIN))).toEqual([UNASSIGNED]);
  expect(shownView(views, PLAIN)).toBe(undefined);
  expect(shownView(views, { ...UNASSIGNED, columns: ['subset', 'id', 'email'] })?.name).toBe('Not in a subset');
});

test('what a view says that this version does not know is left as it is shown', () => {
  const view = { filter: { tokens: 'x' }, sort: { by: 'colour', descending: true }, columns: ['id', 'colour'] };
  expect(fromSaved({ id: 1, mpaId: MPA, page: 'accounts', name: 'Odd', view }, PLAIN)).toEqual(PLAIN);
});
