import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../main/core/log/log.ts';
import { sessionFiles } from '../../main/hosts/web/session-files.ts';
import type { SessionKeeper } from '../../main/hosts/web/session-files.ts';
import { startWebHost } from '../../main/hosts/web/web-host.ts';
import type { WebHost } from '../../main/hosts/web/web-host.ts';
import { connectHttp } from '../../renderer/api.ts';
import { openWebSession } from '../../renderer/session/web-session.ts';
import type { Door, WebSession } from '../../renderer/session/web-session.ts';
import { skipOnWindows } from '../support/platform.ts';
import { tempCore, tempFolder } from '../support/temp-core.ts';

const HOUR = 3_600_000;

/** A computer on which hosts are started one after another, over one ledger and with one clock. */
function computer(): {
  start: (port?: number) => Promise<WebHost>;
  pass: (milliseconds: number) => void;
  keeper: SessionKeeper;
  folder: string;
} {
  let now = new Date('2026-11-30T10:00:00Z').getTime();
  const { core } = tempCore();
  const opened = core.openForWriting();
  const folder = join(tempFolder(), 'web');
  const keeper = sessionFiles(folder, '/home/kim/ledger.db', silentLog());
  return {
    folder,
    keeper,
    pass: (milliseconds) => {
      now += milliseconds;
    },
    start: async (port) => {
      await opened;
      const context = { core, log: silentLog(), localFiles: false };
      const clock = (): Date => new Date(now);
      const host = await startWebHost({ context, keeper, clock, port, idleMs: 12 * HOUR, bundle: folder });
      onTestFinished(() => host.close());
      return host;
    },
  };
}

/** A page in a browser: its session over the real door, its storage, and what its browser was asked to send. */
function openPage(
  origin: string,
  address: string,
  storage = new Map<string, string>(),
): { session: WebSession; storage: Map<string, string>; mpas: () => Promise<unknown>; door: () => Door } {
  const channel = new BroadcastChannel(`test ${origin}`);
  onTestFinished(() => channel.close());
  const session = openWebSession({
    origin,
    launchToken: address.split('#launch=')[1] ?? null,
    storage: {
      getItem: (name) => storage.get(name) ?? null,
      setItem: (name, value) => void storage.set(name, value),
      removeItem: (name) => void storage.delete(name),
    },
    channel,
    fetch: (input, init) => {
      const request = new Request(input, init);
      // A browser says by itself whose page it is.
      request.headers.set('origin', origin);
      return fetch(request);
    },
    patienceMs: 200,
  });
  const { client } = connectHttp(`${origin}/rpc`, session.fetch);
  const mpas = async (): Promise<unknown> => {
    await session.opened();
    return client.mpas.list();
  };
  return { session, storage, mpas, door: () => session.store.getState() };
}

/** Waits until the page's door is as it is to be. */
function untilDoor({ store }: WebSession, wanted: Door): Promise<void> {
  return expect.poll(() => store.getState(), { timeout: 20_000 }).toBe(wanted);
}

/** Waits until the page was told by a call that its session has ended; the first one may find a connection that the host had closed. */
async function untilTold({ mpas, door }: Pick<ReturnType<typeof openPage>, 'mpas' | 'door'>): Promise<void> {
  const ask = async (): Promise<Door> => {
    await expect(mpas()).rejects.toMatchObject({ code: 'CORE_STOPPED' });
    return door();
  };
  await expect.poll(ask, { timeout: 20_000 }).toBe('ended');
}

/** Another program that listens at a port of this computer, and what it was sent. */
async function listenAt(port: number): Promise<{ server: Server; heard: IncomingHttpHeaders[] }> {
  const heard: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    heard.push(request.headers);
    response.setHeader('content-type', 'application/json').end('{"proof":"AAAA","json":[]}');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { server, heard };
}

const portOf = ({ origin }: WebHost): number => Number(new URL(origin).port);

test('a page is let in by its address, another by the first, and one that is loaded anew by what it held', async () => {
  const host = await computer().start();
  const first = openPage(host.origin, host.launchUrl());
  expect(await first.mpas()).toEqual([]);
  const second = openPage(host.origin, host.origin);
  expect(await second.mpas()).toEqual([]);
  const anew = openPage(host.origin, host.origin, new Map(first.storage));
  expect(await anew.mpas()).toEqual([]);
  expect(new Set([...first.storage.values(), ...second.storage.values()]).size).toBe(1);
});

test('a page without an address, and one with an address of before, say so; they go on where another one is let in', async () => {
  const host = await computer().start();
  const address = host.launchUrl();
  const none = openPage(host.origin, host.origin);
  await untilDoor(none.session, 'no address');
  const other = openPage(host.origin, address);
  expect(await other.mpas()).toEqual([]);
  expect(await none.mpas()).toEqual([]);
  await other.session.end();
  await untilDoor(other.session, 'ended');
  // In the app the stream of changes tells it at once.
  await untilTold(none);
  const used = openPage(host.origin, address);
  await untilDoor(used.session, 'used address');
});

test('open pages go on after a restart, which takes the port and the secret again', async () => {
  const { start } = computer();
  const before = await start();
  const page = openPage(before.origin, before.launchUrl());
  await page.mpas();
  await before.close();
  await expect(page.mpas()).rejects.toMatchObject({ code: 'CORE_STOPPED' });
  const after = await start();
  expect(after.origin).toBe(before.origin);
  expect(await page.mpas()).toEqual([]);
});

test('a program that takes the port meanwhile is sent no secret and no call, and a host at another port has another secret', async () => {
  const { start } = computer();
  const before = await start();
  const page = openPage(before.origin, before.launchUrl());
  await page.mpas();
  const secret = [...page.storage.values()][0] ?? '';
  // The stream of changes breaks off: then the page knows.
  const stream = await page.session.fetch(`${before.origin}/rpc/ledger/watch`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  });
  await before.close();
  await expect(stream.text()).rejects.toBeInstanceOf(Error);
  const { server, heard } = await listenAt(portOf(before));
  onTestFinished(() => void server.close());
  await expect(page.mpas()).rejects.toMatchObject({ code: 'CORE_STOPPED' });
  expect(heard.length).toBe(1);
  expect(JSON.stringify(heard)).not.toContain(secret);
  expect(heard[0]?.authorization).toBeUndefined();
  const elsewhere = await start();
  expect(elsewhere.origin).not.toBe(before.origin);
  const other = openPage(elsewhere.origin, elsewhere.launchUrl());
  await other.mpas();
  expect([...other.storage.values()]).not.toContain(secret);
});

test('the button ends it for all pages, also after a restart, and what is under way breaks off', async () => {
  const { start, keeper } = computer();
  const before = await start();
  const [one, other] = [openPage(before.origin, before.launchUrl()), openPage(before.origin, before.origin)];
  await Promise.all([one.mpas(), other.mpas()]);
  const secret = [...one.storage.values()][0];
  expect(keeper.kept()[0]?.secret).toBe(secret);
  const stream = await other.session.fetch(`${before.origin}/rpc/ledger/watch`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  });
  await one.session.end();
  await expect(stream.text()).rejects.toBeInstanceOf(Error);
  expect(keeper.kept().map(({ secret: kept }) => kept)).toEqual([null]);
  expect([one.door(), [...one.storage]]).toEqual(['ended', []]);
  await expect(other.mpas()).rejects.toMatchObject({ code: 'CORE_STOPPED' });
  expect([other.door(), [...other.storage]]).toEqual(['ended', []]);
  await before.close();
  const after = await start();
  expect(after.origin).toBe(before.origin);
  await untilTold(openPage(after.origin, after.origin, new Map([['enrollment-desk:session', secret ?? '']])));
});

test('it ends when nobody was at a page for the idle time; who uses a page keeps it, what a page asks by itself does not', async () => {
  const { start, pass, keeper } = computer();
  const host = await start();
  const page = openPage(host.origin, host.launchUrl());
  await page.mpas();
  pass(11 * HOUR);
  await page.session.seen();
  pass(11 * HOUR);
  expect(await page.mpas()).toEqual([]);
  pass(HOUR + 1);
  await expect(page.mpas()).rejects.toMatchObject({ code: 'CORE_STOPPED' });
  expect([page.door(), keeper.kept()[0]?.secret]).toEqual(['ended', null]);
});

test.each([
  ['over the time in which it was not running', 13 * HOUR],
  ['over a clock that was set back', -HOUR],
])('it ends %s', async (_name, passed) => {
  const { start, pass } = computer();
  const before = await start();
  const page = openPage(before.origin, before.launchUrl());
  await page.mpas();
  await before.close();
  pass(passed);
  const after = await start();
  expect(after.origin).toBe(before.origin);
  await untilTold(page);
});

test.skipIf(skipOnWindows('the user’s own folder is trusted there'))(
  'a session is kept where this user alone can read it; one that others could have written is not taken',
  async () => {
    const { start, folder, keeper } = computer();
    const host = await start();
    const [name = ''] = readdirSync(folder);
    const path = join(folder, name);
    expect([statSync(folder).mode & 0o777, statSync(path).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(keeper.kept().map(({ port }) => port)).toEqual([portOf(host)]);
    chmodSync(path, 0o644);
    expect(keeper.kept()).toEqual([]);
    await host.close();
    chmodSync(path, 0o600);
    const content = readFileSync(path, 'utf8');
    writeFileSync(join(folder, 'elsewhere'), content, { mode: 0o600 });
    symlinkSync(join(folder, 'elsewhere'), path.replace(/-\d+\.json$/u, '-1.json'));
    writeFileSync(path, '{"port":1');
    expect(keeper.kept()).toEqual([]);
    // Another ledger's are not looked at.
    writeFileSync(path, content);
    expect(keeper.kept().length).toBe(1);
    expect(sessionFiles(folder, '/home/kim/other.db', silentLog()).kept()).toEqual([]);
  },
);

test('two hosts of one ledger have a port and a session each, and both go on', async () => {
  const { start, keeper } = computer();
  const [one, other] = [await start(), await start()];
  expect(one.origin).not.toBe(other.origin);
  const [first, second] = keeper.kept();
  expect(first?.secret).not.toBe(second?.secret);
  await Promise.all([one.close(), other.close()]);
  const again = [await start(), await start()].map(({ origin }) => origin);
  expect(again.toSorted()).toEqual([one.origin, other.origin].toSorted());
});
