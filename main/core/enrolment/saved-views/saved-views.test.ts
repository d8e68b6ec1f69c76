import { expect, it } from 'vitest';
import { tempCore } from '../../../../test/support/temp-core.ts';

const MPA = '099999999999';

it('keeps views by page and payer account, replaces by name, and is undone', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Example', scenario: 'msp' });
  const filter = { where: { operation: 'and', tokens: [{ field: 'status', operator: '=', value: null }] } };
  const { value: saved } = await client.savedViews.save({
    mpaId: MPA,
    page: 'accounts',
    name: ' No  status ',
    view: { filter, sort: { by: 'email', descending: true }, columns: ['id', 'name'] },
  });
  expect(saved).toEqual({
    id: 1,
    mpaId: MPA,
    page: 'accounts',
    name: 'No status',
    view: { filter, sort: { by: 'email', descending: true }, columns: ['id', 'name'] },
  });
  await client.savedViews.save({ page: 'accounts', name: 'No status', view: {} });
  await client.savedViews.save({ mpaId: MPA, page: 'accounts', name: 'All', view: {} });
  const { value: replaced } = await client.savedViews.save({
    mpaId: MPA,
    page: 'accounts',
    name: 'NO STATUS',
    view: {},
  });
  expect(replaced).toMatchObject({ id: 1, name: 'NO STATUS', view: { filter: null, sort: null, columns: null } });
  const names = async () => (await client.savedViews.list({ mpaId: MPA, page: 'accounts' })).map(({ name }) => name);
  expect(await names()).toEqual(['All', 'NO STATUS']);
  expect(await client.savedViews.list({ page: 'accounts' })).toHaveLength(1);
  expect(await client.savedViews.list({ mpaId: MPA, page: 'subsets' })).toEqual([]);
  expect((await client.history.undo()).value).toMatchObject({ label: 'Saved the view NO STATUS' });
  expect(await names()).toEqual(['All', 'No status']);
  await client.savedViews.remove({ id: 1 });
  expect(await names()).toEqual(['All']);
  await client.history.undo();
  expect(await names()).toEqual(['All', 'No status']);
});

it('refuses a view without a name, of nowhere, or that is gone; goes with its payer account', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Example', scenario: 'msp' });
  const view = { mpaId: MPA, page: 'accounts', name: '  ', view: {} };
  await expect(client.savedViews.save(view)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  const long = { ...view, name: 'x', view: { filter: 'x'.repeat(50_000) } };
  await expect(client.savedViews.save(long)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(client.savedViews.save({ ...view, mpaId: '088888888888' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(client.savedViews.remove({ id: 7 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await client.savedViews.save({ ...view, name: 'Mine' });
  await client.mpas.remove({ id: MPA });
  await client.history.undo();
  expect(await client.savedViews.list({ mpaId: MPA, page: 'accounts' })).toHaveLength(1);
});

it('renames a view, but not to the name of another', async () => {
  const { client } = tempCore();
  const place = { page: 'accounts', view: {} };
  const { value: one } = await client.savedViews.save({ ...place, name: 'One' });
  const { value: two } = await client.savedViews.save({ ...place, name: 'Two' });
  await client.savedViews.save({ ...place, id: one.id, name: 'First' });
  const names = async () => (await client.savedViews.list({ page: 'accounts' })).map(({ name }) => name);
  expect(await names()).toEqual(['First', 'Two']);
  await expect(client.savedViews.save({ ...place, id: two.id, name: 'FIRST' })).rejects.toMatchObject({
    code: 'ALREADY_EXISTS',
    message: 'There is a view First already. Choose another name.',
  });
  await expect(client.savedViews.save({ ...place, id: 77, name: 'Third' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await client.history.undo();
  expect(await names()).toEqual(['One', 'Two']);
});
