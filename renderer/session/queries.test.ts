import { QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import type { Api } from '../api.ts';
import { failure } from './failure.ts';
import { createLedgerStore } from './ledger.ts';
import { createCache, createQueries, readAgain } from './queries.ts';

/** A page over a core that answers with what it was asked and how often it was asked by then; some answers are let go by `late`. */
function page() {
  const asked: string[] = [];
  const late: (() => void)[] = [];
  const get = async ({ id }: { id: string }): Promise<string> => {
    asked.push(id);
    const answer = `${id} ${asked.length}`;
    if (id === 'late') await new Promise<void>((resolve) => late.push(resolve));
    return answer;
  };
  const client = { mpas: { get } } as unknown as Client;
  const api: Api = {
    connected: () => Promise.resolve({ client, broken: new AbortController().signal }),
    reconnect: () => undefined,
  };
  const ledger = createLedgerStore();
  const cache = createCache();
  const { mpas } = createQueries(api, ledger);
  /** A part of the page that shows the answer until it ends. */
  const show = (id: string) => {
    const observer = new QueryObserver(cache, cache.defaultQueryOptions(mpas.get.queryOptions({ input: { id } })));
    const end = observer.subscribe(() => undefined);
    return { data: () => observer.getCurrentResult().data as unknown, end };
  };
  const change = (...touched: string[]): void => void readAgain(cache, { operationId: null, touched });
  return { cache, ledger, asked, late, show, change };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

test('nothing is read before the ledger is followed; then once for all that ask the same, and again at each change', async () => {
  const { ledger, asked, show, change } = page();
  const all = [show('a'), show('a'), show('b')];
  await settled();
  expect(asked).toEqual([]);
  ledger.setState({ heard: true });
  await settled();
  expect(asked).toEqual(['a', 'b']);
  expect(all.map(({ data }) => data())).toEqual(['a 1', 'a 1', 'b 2']);
  change('subset');
  await settled();
  expect(asked).toEqual(['a', 'b', 'a', 'b']);
});

test('a change of other tables is none to it; one of which nothing is known may be one', async () => {
  const { ledger, asked, show, change } = page();
  ledger.setState({ heard: true });
  show('a');
  await settled();
  change('setting', 'ticket');
  await settled();
  expect(asked).toEqual(['a']);
  change();
  await settled();
  expect(asked).toEqual(['a', 'a']);
});

test('a change that is heard of twice is read again once', async () => {
  const { cache, ledger, asked, show } = page();
  ledger.setState({ heard: true });
  const { data } = show('a');
  await settled();
  expect(data()).toBe('a 1');
  await Promise.all([
    readAgain(cache, { operationId: 7, touched: ['mpa'] }),
    readAgain(cache, { operationId: 7, touched: ['mpa'] }),
  ]);
  expect(asked).toEqual(['a', 'a']);
  await readAgain(cache, { operationId: 8, touched: ['mpa'] });
  expect(asked).toEqual(['a', 'a', 'a']);
});

test('an answer of before a change is not taken, also where it is the first', async () => {
  const { ledger, late, show, change } = page();
  ledger.setState({ heard: true });
  const { data } = show('late');
  await settled();
  change();
  await settled();
  late[0]?.();
  await settled();
  expect(data()).toBe(undefined);
  late[1]?.();
  await settled();
  expect(data()).toBe('late 2');
});

test('it goes on until the last one ends it; who asks later reads anew', async () => {
  const { ledger, asked, show, change } = page();
  ledger.setState({ heard: true });
  const [one, same] = [show('a'), show('a')];
  await settled();
  one.end();
  change();
  await settled();
  expect(asked).toEqual(['a', 'a']);
  same.end();
  change();
  await settled();
  expect(asked).toEqual(['a', 'a']);
  show('a');
  await settled();
  expect(asked).toEqual(['a', 'a', 'a']);
});

test('where the ledger can not be followed it is read, so that the failure is told', async () => {
  const { ledger, asked, show } = page();
  show('a');
  await settled();
  ledger.setState({ lost: failure('LEDGER_DAMAGED', 'The ledger is damaged.') });
  await settled();
  expect(asked).toEqual(['a']);
});
