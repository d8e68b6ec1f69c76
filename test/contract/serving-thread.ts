import { parentPort } from 'node:worker_threads';
import type { MessagePort as NodePort } from 'node:worker_threads';
import { servePort } from '../../main/rpc/transport/message-port.ts';
import { makeTestRouter } from './test-contract.ts';
import { coreless } from './transports.ts';

const testRouter = makeTestRouter();
parentPort?.on('message', (port: NodePort) => servePort(port, coreless(), testRouter));
parentPort?.postMessage('ready');
