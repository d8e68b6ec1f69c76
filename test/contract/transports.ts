import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { MessagePort as NodePort } from 'node:worker_threads';
import { createRouterClient } from '@orpc/server';
import { silentLog } from '../../main/core/log/log.ts';
import type { Core } from '../../main/core/core.ts';
import type { RpcContext } from '../../main/rpc/context.ts';
import { answerHttp, RPC_PREFIX } from '../../main/rpc/transport/http.ts';
import { servePort } from '../../main/rpc/transport/message-port.ts';
import { connectHttp, connectPort } from '../../renderer/api.ts';
import { makeTestRouter } from './test-contract.ts';
import type { TestClient } from './test-contract.ts';

/** One other side: clients of it, and its end. */
export interface Side {
  connect(): TestClient;
  /** Ends it as a crash would: no goodbye. */
  kill(): Promise<void>;
}

/** A way to start the other side behind one kind of transport. */
export interface Transport {
  readonly name: string;
  /** Whether the other side can die while this one lives. */
  readonly mortal: boolean;
  readonly start: () => Promise<Side>;
}

/** A context for procedures that use no core. */
export function coreless(log = silentLog()): RpcContext {
  return { core: undefined as unknown as Core, log, localFiles: false };
}

const inProcess: Transport = {
  name: 'in process',
  mortal: false,
  start: () => {
    const client = createRouterClient(makeTestRouter(), { context: coreless() });
    return Promise.resolve({ connect: () => client, kill: () => Promise.resolve() });
  },
};

/** The other side in a thread of its own, as the utility process is a process of its own. */
const workerPort: Transport = {
  name: 'MessagePort to a thread',
  mortal: true,
  start: async () => {
    const worker = new Worker(new URL('./serving-thread.ts', import.meta.url));
    // Loaded first: what is ended later is a side that serves, not one that still loads its modules.
    await once(worker, 'message');
    return {
      connect: () => {
        const { port1, port2 } = new MessageChannel();
        worker.postMessage(port2, [port2]);
        return connectPort<TestClient>(asPagePort(port1)).client;
      },
      kill: async () => {
        await worker.terminate();
      },
    };
  },
};

/** Electron's MessagePortMain: an emitter whose messages come wrapped in an event, and that knows no addEventListener. */
const electronPort: Transport = {
  name: 'MessagePort as Electron hands it to a process',
  mortal: true,
  start: () => {
    const served: NodePort[] = [];
    const testRouter = makeTestRouter();
    return Promise.resolve({
      connect: () => {
        const { port1, port2 } = new MessageChannel();
        served.push(port2);
        servePort(
          {
            on: (event, callback) => void port2.on(event, (data: unknown) => callback({ data })),
            postMessage: (data: unknown) => port2.postMessage(data),
            start: () => port2.start(),
          },
          coreless(),
          testRouter,
        );
        return connectPort<TestClient>(asPagePort(port1)).client;
      },
      kill: () => {
        for (const port of served) port.close();
        return Promise.resolve();
      },
    });
  },
};

const http: Transport = {
  name: 'HTTP',
  mortal: true,
  start: async () => {
    const answer = answerHttp(coreless(), makeTestRouter());
    const server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return {
      connect: () => connectHttp<TestClient>(`http://127.0.0.1:${port}${RPC_PREFIX}`).client,
      kill: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    };
  },
};

/** Every transport of the product. */
export const TRANSPORTS: readonly Transport[] = [inProcess, workerPort, electronPort, http];

/** Node's port has all of a page's port that the client uses; only the declarations differ. */
function asPagePort(port: NodePort): MessagePort {
  return port as unknown as MessagePort;
}
