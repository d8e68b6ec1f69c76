import { fork } from 'node:child_process';
import { engineEnvironment } from './environment.ts';
import type { EngineLink, FromEngine } from './protocol.ts';

/** Starts the engine as a child process of Node's, from its source where sources run, else from the module beside all else that was built (ADR 15). */
export function startEngine(): EngineLink {
  const beside = import.meta.url;
  const child = fork(new URL(`./duckdb-process${beside.endsWith('.ts') ? '.ts' : '.js'}`, beside), {
    execArgv: [],
    env: engineEnvironment(process.env),
    // What it says belongs to nobody's output.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'json',
  });
  const ended = new Promise<string>((resolve) => {
    child.on('error', ({ message }) => resolve(message));
    child.on('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  return {
    post: (message) => {
      // One that has ended says so by its end.
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => child.on('message', (message) => listener(message as FromEngine)),
    onEnd: (listener) => void ended.then(listener),
    end: () => void child.kill('SIGKILL'),
    hold: (held) => {
      if (held) child.ref();
      else child.unref();
      if (held) child.channel?.ref();
      else child.channel?.unref();
    },
  };
}
