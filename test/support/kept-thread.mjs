/**
 * A thread of kept-threads.ts. Each message is a start: of which module, with what data and environment, and the port by which the code
 * in it talks to who started it. It runs one at a time; when that one has closed its port, the thread is free for the next.
 */
import { parentPort } from 'node:worker_threads';

async function run({ module, data, environment, port, free }) {
  for (const name of Object.keys(process.env)) if (environment[name] === undefined) delete process.env[name];
  Object.assign(process.env, environment);
  port.once('close', () => {
    free.postMessage('free');
    free.close();
  });
  const { serve } = await import(module);
  await serve(port, data);
}

parentPort.on('message', (start) => void run(start));
