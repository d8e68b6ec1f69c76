import { expect, test, vi } from 'vitest';
import { accountId } from '../../shared/domain/account-id.ts';
import { tempCore } from '../../test/support/temp-core.ts';
import type { Client } from '../../shared/contract/client.ts';
import { createMeanwhile } from './meanwhile.ts';
import { createNotices } from './notices.ts';
import { createCache } from './queries.ts';
import { makeAct } from './session.ts';

const MPA = accountId('099999999999');

/** A page over a ledger of one payer account, and what its notices say, the latest first. */
async function page() {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const notices = createNotices();
  const connected = () => Promise.resolve({ client, broken: new AbortController().signal });
  const { change } = makeAct({
    api: { connected, reconnect: () => undefined },
    notices,
    cache: createCache(),
    meanwhile: createMeanwhile(),
  });
  const shown = () => notices.store.getState().notices;
  const subsets = async (): Promise<string[]> => (await client.subsets.list({ mpaId: MPA })).map(({ name }) => name);
  return { client, change, shown, subsets };
}

const addSubset = (name: string) => (client: Client) => client.subsets.add({ mpaId: MPA, name });

test('Undo takes back the change that its notice tells of', async () => {
  const { change, shown, subsets } = await page();
  const added = await change('Added Retail.', addSubset('Retail'));
  expect(added?.name).toBe('Retail');
  expect(shown().map(({ text, action }) => [text, action?.text])).toEqual([['Added Retail.', 'Undo']]);
  shown()[0]?.action?.run();
  await vi.waitFor(async () => expect(await subsets()).toEqual([]));
  expect(shown()).toEqual([]);
});

test('a change by another program in between is never taken back by it', async () => {
  const { client, change, shown, subsets } = await page();
  // It writes while the page's own change is under way, and again before the person clicks.
  await change('Added Retail.', async (own) => {
    const added = await addSubset('Retail')(own);
    await client.subsets.add({ mpaId: MPA, name: 'By the command line' });
    return added;
  });
  expect(shown()[0]?.action?.text).toBe('Undo');
  shown()[0]?.action?.run();
  await vi.waitFor(() => expect(shown()).toHaveLength(1));
  expect(shown()[0]).toMatchObject({
    kind: 'error',
    text: 'Something else was changed since: Added the subset By the command line. Nothing was taken back. See the history.',
  });
  expect(await subsets()).toEqual(['By the command line', 'Retail']);
});

test('what changed nothing offers no Undo, also where another program has changed something meanwhile', async () => {
  const { client, change, shown } = await page();
  await client.subsets.add({ mpaId: MPA, name: 'Retail' });
  await change('Renamed the subset.', async (own) => {
    const renamed = await own.subsets.rename({ id: 1, name: 'Retail' });
    await client.subsets.add({ mpaId: MPA, name: 'By the command line' });
    return renamed;
  });
  expect(shown()).toMatchObject([{ kind: 'info', text: 'Renamed the subset. Nothing had to be changed.' }]);
  expect(shown()[0]?.action).toBeNull();
});
