import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../core/log/log.ts';
import { CoreSupervisor } from './core-supervisor.ts';
import type { ToCore } from './core-supervisor.ts';
import { CrashLimit } from './crash-limit.ts';

/** A core process that does what the test says. Ports are numbers: odd for the core, the even one after it for the page. */
class FakeCore extends EventEmitter {
  readonly got: unknown[] = [];
  readonly grants: string[] = [];
  killed = false;
  postMessage(message: ToCore, ports: number[] = []): void {
    if (message.type === 'engine-ended') this.got.push([message.type, message.id, message.code]);
    else if (message.type !== 'grant') this.got.push([message.type, ...ports]);
    else {
      this.grants.push(...message.paths);
      this.emit('message', { type: 'granted' });
    }
  }
  kill(): boolean {
    this.killed = true;
    return this.emit('exit', 15);
  }
}

/** The engine's process of cost data. */
class FakeEngine extends EventEmitter {
  readonly got: unknown[] = [];
  postMessage(_message: unknown, ports: number[]): void {
    this.got.push(ports);
  }
  kill(): boolean {
    return this.emit('exit', 15);
  }
}

let now = 0;
let engines: FakeEngine[];
let cores: FakeCore[];
let ports: number;
let given: string[];
let supervisor: CoreSupervisor<number>;
beforeEach(() => {
  now = 0;
  cores = [];
  engines = [];
  ports = 0;
  given = [];
  supervisor = new CoreSupervisor<number>({
    fork: () => {
      const core = new FakeCore();
      cores.push(core);
      return core;
    },
    forkEngine: () => {
      const engine = new FakeEngine();
      engines.push(engine);
      return engine;
    },
    makeChannel: () => ({ port1: ++ports, port2: ++ports }),
    granted: () => given,
    limit: new CrashLimit(3, 1000, () => now),
    log: silentLog(),
  });
});

const newest = (): FakeCore => cores.at(-1) ?? new FakeCore();

test('a page that asks before the core is ready gets its port when it is', () => {
  const got: number[] = [];
  supervisor.start();
  supervisor.connect(7, (port) => got.push(port));
  expect(got).toEqual([]);
  newest().emit('message', { type: 'ready' });
  expect([got, newest().got]).toEqual([[2], [['port', 1]]]);
});

test('a page that is loaded anew gets a port of its own', () => {
  const got: string[] = [];
  supervisor.start();
  newest().emit('message', { type: 'ready' });
  supervisor.connect(7, (port) => got.push(`first ${port}`));
  supervisor.connect(7, (port) => got.push(`second ${port}`));
  expect(got).toEqual(['first 2', 'second 4']);
});

test('a page that is gone when its port comes keeps no other page from its own', () => {
  const got: number[] = [];
  supervisor.start();
  supervisor.connect(7, () => {
    throw new Error('Render frame was disposed');
  });
  supervisor.connect(8, (port) => got.push(port));
  newest().emit('message', { type: 'ready' });
  expect(got).toEqual([4]);
});

test('a core that dies is started again and the page gets a new port', () => {
  const got: number[] = [];
  supervisor.start();
  newest().emit('message', { type: 'ready' });
  supervisor.connect(7, (port) => got.push(port));
  newest().emit('exit', 1);
  expect(cores.length).toBe(2);
  newest().emit('message', { type: 'ready' });
  expect([got, cores[1]?.got]).toEqual([[2, 4], [['port', 3]]]);
});

test('each window has a port of its own, and one that is closed gets no new one', () => {
  const got: string[] = [];
  supervisor.start();
  newest().emit('message', { type: 'ready' });
  supervisor.connect(7, (port) => got.push(`first ${port}`));
  supervisor.connect(8, (port) => got.push(`second ${port}`));
  newest().emit('exit', 1);
  supervisor.disconnect(7);
  newest().emit('message', { type: 'ready' });
  expect(got).toEqual(['first 2', 'second 4', 'second 6']);
});

test('the core knows which paths were given before the page hears of them, and a new core is told of all', async () => {
  given = ['/a.xlsx'];
  supervisor.start();
  await supervisor.grant(['/too-early.xlsx']);
  newest().emit('message', { type: 'ready' });
  expect(newest().grants).toEqual(['/a.xlsx']);
  await supervisor.grant(['/b.xlsx']);
  expect(newest().grants).toEqual(['/a.xlsx', '/b.xlsx']);
  newest().emit('exit', 1);
  given = ['/a.xlsx', '/b.xlsx'];
  newest().emit('message', { type: 'ready' });
  expect([cores.length, newest().grants]).toEqual([2, ['/a.xlsx', '/b.xlsx']]);
});

test('who waits for a core that dies does not wait for ever', async () => {
  supervisor.start();
  newest().emit('message', { type: 'ready' });
  newest().postMessage = () => undefined;
  const known = supervisor.grant(['/a.xlsx']);
  newest().emit('exit', 1);
  await expect(known).resolves.toBeUndefined();
});

test('a core that keeps dying is left alone, until the page asks again', () => {
  supervisor.start();
  supervisor.connect(7, () => undefined);
  for (let n = 0; n < 10; n++) newest().emit('exit', 1);
  expect(cores.length).toBe(3);
  supervisor.connect(7, () => undefined);
  expect(cores.length).toBe(4);
});

test('deaths that are far apart do not add up', () => {
  supervisor.start();
  for (now = 500; now <= 5000; now += 500) newest().emit('exit', 1);
  expect(cores.length).toBe(11);
});

test('it lets the core end, and starts none after that', async () => {
  supervisor.start();
  newest().emit('message', { type: 'ready' });
  const stopped = supervisor.stop();
  expect(newest().got).toEqual([['stop']]);
  newest().emit('exit', 0);
  await stopped;
  supervisor.start();
  expect(cores.length).toBe(1);
});

test('there is nothing to stop before the start', async () => {
  await supervisor.stop();
  expect(cores.length).toBe(0);
});

test('a core that asks for engines gets a port to each, hears of the end of each, and takes them along where it dies', () => {
  supervisor.start();
  newest().emit('message', { type: 'ready' });
  for (const id of [1, 2]) newest().emit('message', { type: 'start-engine', id });
  expect([newest().got, engines.map(({ got }) => got)]).toEqual([
    [
      ['engine', 1],
      ['engine', 3],
    ],
    [[[2]], [[4]]],
  ]);
  newest().emit('message', { type: 'end-engine', id: 1 });
  expect(newest().got.slice(2)).toEqual([['engine-ended', 1, 15]]);
  newest().emit('message', { type: 'start-engine', id: 3 });
  const ended: number[] = [];
  for (const [at, engine] of engines.entries()) engine.on('exit', () => ended.push(at));
  newest().emit('exit', 1);
  expect(ended).toEqual([1, 2]);
});
