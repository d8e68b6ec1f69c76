/** The engine's process: one instance of DuckDB at a time, locked to the files it is opened for. */
import { Instance } from './instance.ts';
import type { EngineRows, FromEngine, ToEngine } from './protocol.ts';

type Run = Extract<ToEngine, { type: 'run' }>;

/** How often a query is asked how far it is. */
const TELL_MS = 200;

// What it makes is for this user alone.
process.umask(0o077);

const { parentPort } = process as NodeJS.Process & { parentPort?: Electron };

/** Of Electron's utility process as far as it is used here: the port to the core comes with the first message. */
interface Electron {
  on(event: 'message', listener: (event: { ports: readonly Port[] }) => void): void;
}

interface Port {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start(): void;
}

let instance: Instance | null = null;

async function answer(message: ToEngine, tell: (message: FromEngine) => void): Promise<void> {
  if (message.type === 'interrupt') return instance?.interrupt();
  const { id } = message;
  try {
    switch (message.type) {
      case 'open':
        instance?.close();
        instance = null;
        instance = await Instance.open(message.files, message.limits);
        return tell({ type: 'done', id, answer: { columns: [], rows: [] } });
      case 'close':
        instance?.close();
        instance = null;
        return tell({ type: 'done', id, answer: { columns: [], rows: [] } });
      case 'run': {
        if (instance === null) throw new Error('no instance is open');
        return tell({ type: 'done', id, answer: await runTold(instance, message, tell) });
      }
    }
  } catch (error) {
    tell({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
}

/** Runs a query, and tells how far it is where it takes longer. */
async function runTold(
  db: Instance,
  { id, sql, values }: Run,
  tell: (message: FromEngine) => void,
): Promise<EngineRows> {
  let before = 0;
  const telling = setInterval(() => {
    const percent = Math.floor(db.percent());
    if (percent > before) tell({ type: 'progress', id, percent: (before = percent) });
  }, TELL_MS);
  try {
    return await db.run(sql, values);
  } finally {
    clearInterval(telling);
  }
}

if (parentPort === undefined) {
  process.on('message', (message) => void answer(message as ToEngine, (told) => process.send?.(told)));
  // Whoever started it is gone.
  process.on('disconnect', () => process.exit());
} else {
  parentPort.on('message', ({ ports: [port] }) => {
    port?.on('message', ({ data }) => void answer(data as ToEngine, (told) => port.postMessage(told)));
    port?.on('close', () => process.kill(process.pid));
    port?.start();
  });
}
