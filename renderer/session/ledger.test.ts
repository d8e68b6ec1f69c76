import { MessageChannel } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Core } from '../../main/core/core.ts';
import { silentLog } from '../../main/core/log/log.ts';
import { servePort } from '../../main/rpc/transport/message-port.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { tempCore } from '../../test/support/temp-core.ts';
import { connectPort } from '../api.ts';
import type { Api } from '../api.ts';
import { readOverview } from '../features/overview/store.ts';
import { createLedgerStore, followLedger } from './ledger.ts';
import type { LedgerStore } from './ledger.ts';
import { liveRead } from './live.ts';

/** A page over a core: what it knows of the ledger, a door, and a way to cut the line and lay a new one. */
function pageOver(core: Core): { ledger: LedgerStore; api: Api; cut: () => void; connect: () => void } {
  const ledger = createLedgerStore();
  const end = new AbortController();
  onTestFinished(() => end.abort());
  let line = lay(core);
  let current: ReturnType<Api['connected']> = Promise.resolve(line.connection);
  let arrive: (connection: typeof line.connection) => void = () => undefined;
  const api: Api = { connected: () => current, reconnect: () => undefined };
  void followLedger(ledger, api, { signal: end.signal, pauseMs: 20 });
  return {
    ledger,
    api,
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

test('the version goes up with every change, and what is read live follows', async () => {
  const { core, client } = tempCore();
  await core.openForWriting();
  const { ledger, api } = pageOver(core);
  const read = liveRead({ api, ledger }, readOverview);
  onTestFinished(() => read.end());
  expect(read.store.getState()).toEqual({ phase: 'loading', data: null, reading: true, failure: null });
  await soon(() => expect(read.store.getState()).toMatchObject({ phase: 'ready', data: [] }));

  await client.mpas.add({ id: accountId('099999999999'), name: 'Northwind', scenario: 'msp' });
  await soon(() => expect(read.store.getState().data?.map(({ mpa }) => mpa.name)).toEqual(['Northwind']));
  const { version } = ledger.getState();
  await client.mpas.set({ id: accountId('099999999999'), name: 'Northwind Traders' });
  await soon(() => expect(read.store.getState().data?.map(({ mpa }) => mpa.name)).toEqual(['Northwind Traders']));
  expect(ledger.getState().version).toBeGreaterThan(version);
});

test('a core that is gone is told; what was read stays; the new one is followed', async () => {
  const { core, client } = tempCore();
  await core.openForWriting();
  await client.mpas.add({ id: accountId('099999999999'), name: 'Northwind', scenario: 'msp' });
  const { ledger, api, cut, connect } = pageOver(core);
  const read = liveRead({ api, ledger }, readOverview);
  onTestFinished(() => read.end());
  await soon(() => expect(read.store.getState().data).toHaveLength(1));
  cut();
  await soon(() => expect(ledger.getState().lost?.code).toBe('CORE_STOPPED'));
  expect(read.store.getState()).toMatchObject({ phase: 'ready', failure: null });
  await client.mpas.add({ id: accountId('012345678901'), name: 'Contoso', scenario: 'msp' });
  connect();
  await soon(() => expect(ledger.getState().lost).toBeNull());
  await soon(() => expect(read.store.getState().data).toHaveLength(2));
});

test('a refusal of the core is the read’s failure', async () => {
  const { core } = tempCore();
  await core.openForWriting();
  const { ledger, api } = pageOver(core);
  const read = liveRead({ api, ledger }, (client) => client.mpas.get({ id: accountId('099999999999') }));
  onTestFinished(() => read.end());
  await soon(() => expect(read.store.getState()).toMatchObject({ phase: 'failed', failure: { code: 'NOT_FOUND' } }));
});
