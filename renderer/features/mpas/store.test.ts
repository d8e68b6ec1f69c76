import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Core } from '../../../main/core/core.ts';
import { silentLog } from '../../../main/core/log/log.ts';
import { servePort } from '../../../main/rpc/transport/message-port.ts';
import { accountId } from '../../../shared/domain/account-id.ts';
import { tempCore, tempFolder } from '../../../test/support/temp-core.ts';
import type { Api } from '../../api.ts';
import { connectPort } from '../../api.ts';
import { createMpaListStore, followMpas } from './store.ts';
import type { MpaListStore } from './store.ts';

/** A page over a core: its store, followed until the test ends, and a way to cut the line and lay a new one. */
function pageOver(core: Core): { store: MpaListStore; cut: () => void; connect: () => void } {
  const store = createMpaListStore();
  const end = new AbortController();
  onTestFinished(() => end.abort());
  let line = lay(core);
  let current: ReturnType<Api['connected']> = Promise.resolve(line.connection);
  let arrive: (connection: typeof line.connection) => void = () => undefined;
  void followMpas(store, { connected: () => current, reconnect: () => undefined }, { signal: end.signal, pauseMs: 20 });
  return {
    store,
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

const names = (store: MpaListStore) => store.getState().mpas.map(({ name }) => name);

test('it starts loading, then has what the ledger has, and follows each change', async () => {
  const { core, client } = tempCore();
  await core.openForWriting();
  const { store } = pageOver(core);
  expect(store.getState()).toMatchObject({ phase: 'loading', mpas: [], ledger: null, failure: null, lost: null });
  await soon(() => expect(store.getState().phase).toBe('ready'));
  expect(names(store)).toEqual([]);

  await client.mpas.add({ id: accountId('099999999999'), name: 'Northwind', scenario: 'msp' });
  await soon(() => expect(names(store)).toEqual(['Northwind']));
  await client.mpas.set({ id: accountId('099999999999'), name: 'Northwind Traders' });
  await soon(() => expect(names(store)).toEqual(['Northwind Traders']));
  await client.history.undo();
  await soon(() => expect(names(store)).toEqual(['Northwind']));
});

test('what the checks find comes after the list, and anew after each change', async () => {
  const { core, client } = tempCore();
  const id = accountId('099999999999');
  await client.mpas.add({ id, name: 'Northwind', scenario: 'msp' });
  const { store } = pageOver(core);
  // No Spot Org ID is an error, no accounts yet a hint.
  await soon(() => expect(store.getState().checks.get(id)).toEqual({ error: 1, warning: 0, hint: 1 }));
  await client.mpas.set({ id, spotOrgId: '606000000001' });
  await soon(() => expect(store.getState().checks.get(id)).toEqual({ error: 0, warning: 0, hint: 1 }));
});

test('many changes at once end in the last one', async () => {
  const { core, client } = tempCore();
  await core.openForWriting();
  const { store } = pageOver(core);
  const ids = Array.from({ length: 30 }, (_, n) => String(100_000_000_000 + n));
  await Promise.all(ids.map((id) => client.mpas.add({ id: accountId(id), name: `MPA ${id}`, scenario: 'msp' })));
  await soon(() => expect(store.getState().mpas.length).toBe(30));
});

test('a line that breaks is told of, what was shown stays, and a new line goes on', async () => {
  const { core, client } = tempCore();
  await client.mpas.add({ id: accountId('099999999999'), name: 'Northwind', scenario: 'msp' });
  const { store, cut, connect } = pageOver(core);
  await soon(() => expect(names(store)).toEqual(['Northwind']));

  cut();
  await soon(() => expect(store.getState().lost?.code).toBe('CORE_STOPPED'));
  expect(names(store)).toEqual(['Northwind']);

  await client.mpas.add({ id: accountId('012345678901'), name: 'Contoso', scenario: 'msp' });
  connect();
  await soon(() => expect(names(store)).toEqual(['Contoso', 'Northwind']));
  expect(store.getState().lost).toBeNull();
});

test('a core that never starts is told of', async () => {
  const store = createMpaListStore();
  const end = new AbortController();
  onTestFinished(() => end.abort());
  const never: Api = { connected: () => new Promise(() => undefined), reconnect: () => undefined };
  void followMpas(store, never, { signal: end.signal, pauseMs: 20 });
  await soon(() => expect(store.getState().lost?.code).toBe('CORE_STOPPED'));
  expect(store.getState().phase).toBe('loading');
});

test('a ledger that is none is a failure with its code, and is read again when it is mended', async () => {
  const ledgerPath = join(tempFolder(), 'ledger.db');
  writeFileSync(ledgerPath, 'this is no database, whatever its name says '.repeat(200));
  const { core } = tempCore({ ledgerPath });
  const { store } = pageOver(core);
  await soon(() => expect(store.getState().phase).toBe('failed'));
  expect(store.getState().failure?.code).toBe('LEDGER_DAMAGED');
  expect(store.getState().lost).toBeNull();
});

test('who else holds the ledger is told, and that nobody does any more', async () => {
  const { core, client, ledgerPath } = tempCore();
  await client.mpas.add({ id: accountId('099999999999'), name: 'Northwind', scenario: 'msp' });
  await core.close();
  const reader = new Core({ ledgerPath, host: 'web', who: 'reader', appVersion: '0', log: silentLog() });
  onTestFinished(() => reader.close());
  const { store } = pageOver(reader);
  await soon(() => expect(store.getState().phase).toBe('ready'));
  expect(store.getState().ledger?.holder).toBeNull();

  const writer = new Core({ ledgerPath, host: 'cli', who: 'Kim', appVersion: '0', log: silentLog() });
  await writer.write('mpas.set', { id: accountId('099999999999'), name: 'Contoso' });
  await soon(() => expect(store.getState().ledger?.holder).toMatchObject({ who: 'Kim', host: 'cli' }));
  await writer.close();
  await soon(() => expect(store.getState().ledger?.holder).toBeNull());
  await soon(() => expect(names(store)).toEqual(['Contoso']));
});
