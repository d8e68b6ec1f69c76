import { MessageChannel } from 'node:worker_threads';
import { QueryObserver } from '@tanstack/react-query';
import type { QueryClient, QueryObserverResult } from '@tanstack/react-query';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Core } from '../../main/core/core.ts';
import { silentLog } from '../../main/core/log/log.ts';
import { servePort } from '../../main/rpc/transport/message-port.ts';
import type { LedgerChange } from '../../shared/contract/ledger.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { tempCore } from '../../test/support/temp-core.ts';
import { connectPort } from '../api.ts';
import type { Api } from '../api.ts';
import { createLedgerStore, followLedger } from './ledger.ts';
import type { LedgerStore } from './ledger.ts';
import { createCache, createQueries, readAgain } from './queries.ts';
import type { Queries } from './queries.ts';
import type { Question } from './use-read.ts';

/** A page over a core: what it knows of the ledger, a door, and a way to cut the line and lay a new one. */
function pageOver(core: Core): {
  ledger: LedgerStore;
  queries: Queries;
  cache: QueryClient;
  cut: () => void;
  connect: () => void;
} {
  const ledger = createLedgerStore();
  const cache = createCache();
  const end = new AbortController();
  onTestFinished(() => end.abort());
  let line = lay(core);
  let current: ReturnType<Api['connected']> = Promise.resolve(line.connection);
  let arrive: (connection: typeof line.connection) => void = () => undefined;
  const api: Api = { connected: () => current, reconnect: () => undefined };
  const onChange = (change: LedgerChange): void => void readAgain(cache, change);
  void followLedger(ledger, api, { signal: end.signal, onChange, pauseMs: 20 });
  return {
    ledger,
    queries: createQueries(api, ledger),
    cache,
    cut: () => {
      current = new Promise((resolve) => (arrive = resolve));
      line.close();
    },
    connect: () => {
      line = lay(core);
      arrive(line.connection);
      current = Promise.resolve(line.connection);
    },
  };
}

function lay(core: Core) {
  const { port1, port2 } = new MessageChannel();
  servePort(port2, { core, log: silentLog(), localFiles: false });
  onTestFinished(() => port2.close());
  return { connection: connectPort(port1 as unknown as MessagePort), close: () => port2.close() };
}

/** Waits until an expectation holds; other tests may keep the machine busy. */
const soon = (expectation: () => void): Promise<void> => vi.waitFor(expectation, { timeout: 10_000 });

/** What a part of the page shows of a question. */
function shown<Answer, T = Answer>(cache: QueryClient, question: Question<Answer, T>): () => QueryObserverResult<T> {
  const observer = new QueryObserver(cache, cache.defaultQueryOptions(question));
  onTestFinished(observer.subscribe(() => undefined));
  return () => observer.getCurrentResult();
}

test('what is read follows every change', async () => {
  const { core, client } = tempCore();
  await core.openForWriting();
  const { queries, cache } = pageOver(core);
  const mpas = shown(cache, queries.mpas.list.queryOptions());
  await soon(() => expect(mpas().data).toEqual([]));
  await client.mpas.add({ id: accountId('099999999999'), name: 'Northwind', scenario: 'msp' });
  await soon(() => expect(mpas().data?.map(({ name }) => name)).toEqual(['Northwind']));
  await client.mpas.set({ id: accountId('099999999999'), name: 'Northwind Traders' });
  await soon(() => expect(mpas().data?.map(({ name }) => name)).toEqual(['Northwind Traders']));
});

test('what a change can not have made another is not read again', async () => {
  const { core, client } = tempCore();
  await core.openForWriting();
  const { queries, cache } = pageOver(core);
  const mpas = shown(cache, queries.mpas.list.queryOptions());
  const settings = shown(cache, queries.settings.list.queryOptions());
  const pending = shown(cache, queries.history.pending.queryOptions());
  const company = (): string | null | undefined => settings().data?.find(({ key }) => key === 'company')?.value;
  await soon(() => expect([mpas, settings, pending].map((of) => of().isSuccess)).toEqual([true, true, true]));
  const before = mpas().dataUpdatedAt;
  await client.settings.set({ values: { company: 'MSP Ltd' } });
  await soon(() => expect(company()).toBe('MSP Ltd'));
  await soon(() => expect(pending().data?.undo?.label).toContain('settings'));
  expect(mpas().dataUpdatedAt).toBe(before);
});

test('a core that is gone is told; what was read stays; the new one is followed', async () => {
  const { core, client } = tempCore();
  await core.openForWriting();
  await client.mpas.add({ id: accountId('099999999999'), name: 'Northwind', scenario: 'msp' });
  const { ledger, queries, cache, cut, connect } = pageOver(core);
  const mpas = shown(cache, queries.mpas.list.queryOptions());
  await soon(() => expect(mpas().data).toHaveLength(1));
  cut();
  await soon(() => expect(ledger.getState().lost?.code).toBe('CORE_STOPPED'));
  expect(mpas()).toMatchObject({ isSuccess: true, error: null });
  await client.mpas.add({ id: accountId('012345678901'), name: 'Contoso', scenario: 'msp' });
  connect();
  await soon(() => expect(ledger.getState().lost).toBeNull());
  await soon(() => expect(mpas().data).toHaveLength(2));
});

test('a refusal of the core is the read’s failure', async () => {
  const { core } = tempCore();
  await core.openForWriting();
  const { queries, cache } = pageOver(core);
  const mpa = shown(cache, queries.mpas.get.queryOptions({ input: { id: accountId('099999999999') } }));
  await soon(() => expect(mpa().error).toMatchObject({ code: 'NOT_FOUND' }));
});
