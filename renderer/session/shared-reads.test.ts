import { expect, test } from 'vitest';
import type { Api, Client } from '../api.ts';
import { createLedgerStore } from './ledger.ts';
import { liveRead } from './live.ts';
import { shareRead } from './shared-reads.ts';

/** A page whose ledger is followed, over a core that never answers; what is asked of it is counted. */
function page() {
  const api: Api = {
    connected: () => Promise.resolve({ client: {} as Client, broken: new AbortController().signal }),
    reconnect: () => undefined,
  };
  const source = { api, ledger: createLedgerStore() };
  const asked: string[] = [];
  const load = (_client: Client, input: string): Promise<string> => {
    asked.push(input);
    return Promise.resolve(input.toUpperCase());
  };
  const take = (input: string) =>
    shareRead(source, load, input, () => liveRead(source, (client) => load(client, input)));
  return { source, asked, take };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

test('nothing is read before the ledger is followed; then once for all that ask the same, and again at each change', async () => {
  const { source, asked, take } = page();
  const [one, same, other] = [take('a'), take('a'), take('b')];
  await settled();
  expect(asked).toEqual([]);
  source.ledger.setState({ version: 1 });
  await settled();
  expect(asked).toEqual(['a', 'b']);
  expect([one, same, other].map(({ store }) => store.getState().data)).toEqual(['A', 'A', 'B']);
  source.ledger.setState({ version: 2 });
  await settled();
  expect(asked).toEqual(['a', 'b', 'a', 'b']);
});

test('it goes on until the last one ends it; who asks later reads anew', async () => {
  const { source, asked, take } = page();
  source.ledger.setState({ version: 1 });
  const [one, same] = [take('a'), take('a')];
  await settled();
  one.end();
  one.end();
  source.ledger.setState({ version: 2 });
  await settled();
  expect(asked).toEqual(['a', 'a']);
  same.end();
  source.ledger.setState({ version: 3 });
  await settled();
  expect(asked).toEqual(['a', 'a']);
  take('a');
  await settled();
  expect(asked).toEqual(['a', 'a', 'a']);
});

test('where the ledger can not be followed it is read, so that the failure is told', async () => {
  const { source, asked, take } = page();
  take('a');
  source.ledger.setState({ lost: { code: 'LEDGER_DAMAGED', message: 'The ledger is damaged.', data: {} } });
  await settled();
  expect(asked).toEqual(['a']);
});
