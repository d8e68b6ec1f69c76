import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { startWebHost } from '../../main/hosts/web/web-host.ts';
import type { WebHost } from '../../main/hosts/web/web-host.ts';
import { silentLog } from '../../main/core/log/log.ts';
import { connectHttp } from '../../renderer/api.ts';
import { tempCore, tempFolder } from '../support/temp-core.ts';

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

let host: WebHost;
/** What the host's clock says. */
let now = 0;
beforeEach(async () => {
  now = new Date('2026-11-30T10:00:00Z').getTime();
  const bundle = join(tempFolder(), 'bundle');
  mkdirSync(bundle);
  writeFileSync(join(bundle, 'index.html'), '<title>page</title>');
  const { core } = tempCore();
  await core.openForWriting();
  const context = { core, log: silentLog(), localFiles: false };
  host = await startWebHost({ context, bundle, clock: () => new Date(now) });
  onTestFinished(() => host.close());
});

/** A request with exactly these headers, which fetch would not let us choose. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(host.origin + path, { method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** What a page says of itself, and hands its launch token in with. */
const page = (authorization: string): Record<string, string> => ({ origin: host.origin, authorization });

async function signIn(): Promise<string> {
  const { body } = await ask('/session/open', page(`Launch ${tokenOf(host.launchUrl())}`), 'POST');
  return `Bearer ${(JSON.parse(body) as { secret: string }).secret}`;
}

function tokenOf(address: string): string {
  return address.split('#launch=')[1] ?? '';
}

/** Whether something listens at an address. */
const listensAt = (address: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: address, port }, () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });

test('it listens on the loopback address only, on a port of its own', async () => {
  expect(host.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d{4,5}$/);
  const port = Number(new URL(host.origin).port);
  const own = Object.values(networkInterfaces()).flatMap((each = []) => each.map(({ address }) => address));
  // Linux answers for each address that begins with 127.
  const others = ['::1', ...(process.platform === 'linux' ? ['127.0.0.2'] : []), ...own];
  expect(await listensAt('127.0.0.1', port)).toBe(true);
  for (const address of others) {
    if (address !== '127.0.0.1') expect([address, await listensAt(address, port)]).toEqual([address, false]);
  }
});

test('a launch address is the page’s own with a token in its fragment, which gives the secret once and no cookie', async () => {
  const address = host.launchUrl();
  expect(address).toMatch(new RegExp(`^${host.origin}/#launch=[\\w-]{43}$`));
  const first = await ask('/session/open', page(`Launch ${tokenOf(address)}`), 'POST');
  expect([first.status, first.body]).toEqual([200, expect.stringMatching(/^\{"secret":"[\w-]{43}"\}$/)]);
  expect([first.headers['set-cookie'], first.headers['cache-control']]).toEqual([undefined, 'no-store']);
  for (const token of [`Launch ${tokenOf(address)}`, 'Launch guess', 'Launch ', `Bearer ${tokenOf(address)}`])
    expect([token, (await ask('/session/open', page(token), 'POST')).status]).toEqual([token, 401]);
  expect((await ask('/session/open', { origin: host.origin }, 'POST')).status).toBe(401);
});

test('a launch address works for a minute', async () => {
  const [late, early] = [tokenOf(host.launchUrl()), tokenOf(host.launchUrl())];
  now += 60_000;
  expect((await ask('/session/open', page(`Launch ${early}`), 'POST')).status).toBe(200);
  now += 1;
  expect((await ask('/session/open', page(`Launch ${late}`), 'POST')).status).toBe(401);
});

test('the files of the page are there for everybody who names the host rightly; the contract is there for the secret', async () => {
  const file = await ask('/');
  expect([file.status, file.body]).toEqual([200, '<title>page</title>']);
  expect(file.headers['content-security-policy']).toContain("default-src 'none'");
  expect(file.headers['connection-allowlist']).toMatch(/^\(response-origin .*\);redirects=allow;webrtc=block$/u);

  const headers = { ...page(await signIn()), 'content-type': 'application/json' };
  const call = await ask('/rpc/mpas/list', headers, 'POST', '{}');
  expect([call.status, call.body]).toEqual([200, '{"json":[]}']);
  expect([call.headers['cache-control'], call.headers['set-cookie']]).toEqual(['no-store', undefined]);
  expect(call.headers['access-control-allow-origin']).toBeUndefined();
});

test.each([
  ['a foreign Host', '/', { host: 'evil.example' }, 'GET', 421],
  ['a foreign Origin', '/rpc/mpas/list', { origin: 'https://evil.example' }, 'POST', 403],
  ['a GET on a procedure', '/rpc/mpas/list', { 'sec-fetch-site': 'same-origin' }, 'GET', 405],
  ['a GET on a mutation', '/rpc/mpas/add?data=%7B%7D', { 'sec-fetch-site': 'same-origin' }, 'GET', 405],
  ['nothing of that name about the session', '/session/steal', { 'sec-fetch-site': 'same-origin' }, 'POST', 404],
  ['no such procedure', '/rpc/mpas/steal', { 'sec-fetch-site': 'same-origin' }, 'POST', 404],
  ['no such file', '/etc/passwd', {}, 'GET', 404],
])('with the secret, %s: %s', async (_name, path, headers, method, status) => {
  expect((await ask(path, { authorization: await signIn(), ...headers }, method)).status).toBe(status);
});

test('without the secret nothing is told, whatever cookies come', async () => {
  const secret = (await signIn()).slice('Bearer '.length);
  const cookie = `enrollment-desk=${secret}; authorization=Bearer ${secret}`;
  for (const path of ['/rpc/mpas/list', '/rpc', '/session/seen', '/session/end'])
    expect([path, (await ask(path, { origin: host.origin, cookie }, 'POST', '{}')).status]).toEqual([path, 401]);
});

test('a body over the limit is refused with 413, told by its length and by its bytes', async () => {
  const headers = { ...page(await signIn()), 'content-type': 'application/json' };
  const tooLarge = `{"json":{"id":"${'0'.repeat(64 * 1024 * 1024)}"}}`;
  expect((await ask('/rpc/mpas/get', headers, 'POST', tooLarge)).status).toBe(413);
  expect((await ask('/rpc/mpas/get', { ...headers, 'transfer-encoding': 'chunked' }, 'POST', tooLarge)).status).toBe(
    413,
  );
});

test('the door of the page works over it, and tells when it is not signed in', async () => {
  const authorization = await signIn();
  const withHeaders =
    (headers: Record<string, string>): typeof fetch =>
    (input, init) => {
      const request = new Request(input, init);
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
      return fetch(request);
    };
  const signedIn = connectHttp(`${host.origin}/rpc`, withHeaders({ authorization, origin: host.origin }));
  expect(await signedIn.client.mpas.list()).toEqual([]);
  const stranger = connectHttp(`${host.origin}/rpc`, withHeaders({ origin: host.origin }));
  await expect(stranger.client.mpas.list()).rejects.toMatchObject({
    code: 'CORE_STOPPED',
    message: 'This page is no longer signed in. Start Enrollment Desk again where it runs: it prints a new address.',
  });
});

test('a port that is taken is an error that says so', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  const context = { core: tempCore().core, log: silentLog(), localFiles: false };
  await expect(startWebHost({ context, port })).rejects.toMatchObject({ code: 'SERVICE_FAILED', data: { port } });
});
