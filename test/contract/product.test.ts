import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../main/core/log/log.ts';
import { answerHttp, RPC_PREFIX } from '../../main/rpc/transport/http.ts';
import { servePort } from '../../main/rpc/transport/message-port.ts';
import { connectHttp, connectPort } from '../../renderer/api.ts';
import type { Client } from '../../shared/contract/client.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { tempCore } from '../support/temp-core.ts';

/** The product's own router over the real core, reached in three ways. */
const WAYS: readonly { name: string; open: () => Promise<Client> }[] = [
  { name: 'in process', open: () => Promise.resolve(tempCore().client) },
  {
    name: 'a MessagePort',
    open: () => {
      const { port1, port2 } = new MessageChannel();
      servePort(port2, { core: tempCore().core, log: silentLog(), localFiles: false });
      onTestFinished(() => port2.close());
      return Promise.resolve(connectPort(port1 as unknown as MessagePort).client);
    },
  },
  {
    name: 'HTTP',
    open: async () => {
      const answer = answerHttp({ core: tempCore().core, log: silentLog(), localFiles: false });
      const server = createServer((request, response) => void answer(request, response));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => {
        server.close();
        server.closeAllConnections();
      });
      return connectHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}${RPC_PREFIX}`).client;
    },
  },
];

describe.each(WAYS)('the product over $name', ({ open }) => {
  test('a payer account is added, listed, told of to who watches, and refused the second time', async () => {
    const client = await open();
    const id = accountId('099999999999');
    await client.mpas.add({ id, name: 'Example MSP', scenario: 'enterprise' });

    const changes = (await client.ledger.watch())[Symbol.asyncIterator]();
    expect(await changes.next()).toEqual({ done: false, value: { operationId: null, touched: [] } });
    await client.mpas.set({ id, name: 'Example MSP 2' });
    expect(await changes.next()).toEqual({ done: false, value: { operationId: 2, touched: ['mpa'] } });
    await changes.return?.();

    const list = await client.mpas.list();
    expect(list.map(({ id: listed, name, accounts }) => ({ id: listed, name, accounts }))).toEqual([
      { id: '099999999999', name: 'Example MSP 2', accounts: 0 },
    ]);
    await expect(client.mpas.add({ id, name: 'Again', scenario: 'msp' })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      message: 'The payer account 099999999999 is in the ledger already.',
      data: { id: '099999999999' },
    });
  });
});

test('a port over which something comes that no page of ours sends is closed, and nothing of it is parsed', async () => {
  for (const message of [`{"i":1,"p":${'['.repeat(40_000_000)}`, { i: 1 }, new Uint8Array(3), 7]) {
    const { port1, port2 } = new MessageChannel();
    servePort(port2, { core: tempCore().core, log: silentLog(), localFiles: false });
    const closed = once(port1, 'close');
    port1.postMessage(message);
    expect(await closed).toHaveLength(1);
  }
});
