import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
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
beforeEach(async () => {
  const bundle = join(tempFolder(), 'bundle');
  mkdirSync(bundle);
  writeFileSync(join(bundle, 'index.html'), '<title>page</title>');
  const { core } = tempCore();
  await core.openForWriting();
  host = await startWebHost({ context: { core, log: silentLog(), localFiles: false }, bundle });
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

async function signIn(): Promise<string> {
  const { headers } = await ask(new URL(host.launchUrl()).href.slice(host.origin.length));
  return String(headers['set-cookie']?.[0]).split(';')[0] ?? '';
}

test('it listens on the loopback address only, on a port of its own', () => {
  expect(host.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d{4,5}$/);
});

test('the launch address gives a strict cookie, once', async () => {
  const path = host.launchUrl().slice(host.origin.length);
  const first = await ask(path);
  const port = new URL(host.origin).port;
  expect(first.status).toBe(200);
  expect(first.headers['set-cookie']?.[0]).toMatch(
    new RegExp(`^enrollment-desk-${port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
  );
  expect(first.headers['cache-control']).toBe('no-store');
  const second = await ask(path);
  expect([second.status, second.headers['set-cookie']]).toEqual([403, undefined]);
  expect((await ask('/launch?token=guess')).status).toBe(403);
  expect((await ask('/launch')).status).toBe(403);
});

test('the page and the contract are there for the cookie', async () => {
  const cookie = await signIn();
  const page = await ask('/', { cookie });
  expect([page.status, page.body]).toEqual([200, '<title>page</title>']);
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");

  const call = await ask(
    '/rpc/mpas/list',
    { cookie, origin: host.origin, 'content-type': 'application/json' },
    'POST',
    '{}',
  );
  expect([call.status, call.body]).toEqual([200, '{"json":[]}']);
  expect(call.headers['cache-control']).toBe('no-store');
  expect(call.headers['access-control-allow-origin']).toBeUndefined();
});

test.each([
  ['a foreign Host', '/', { host: 'evil.example' }, 'GET', 421],
  ['a foreign Origin', '/rpc/mpas/list', { origin: 'https://evil.example' }, 'POST', 403],
  ['a GET on a procedure', '/rpc/mpas/list', { 'sec-fetch-site': 'same-origin' }, 'GET', 405],
  ['a GET on a mutation', '/rpc/mpas/add?data=%7B%7D', { 'sec-fetch-site': 'same-origin' }, 'GET', 405],
  ['no such procedure', '/rpc/mpas/steal', { 'sec-fetch-site': 'same-origin' }, 'POST', 404],
  ['no such file', '/etc/passwd', {}, 'GET', 404],
])('with the cookie, %s: %s', async (_name, path, headers, method, status) => {
  expect((await ask(path, { cookie: await signIn(), ...headers }, method)).status).toBe(status);
});

test('without the cookie nothing is told', async () => {
  expect((await ask('/')).status).toBe(401);
  expect((await ask('/rpc/mpas/list', { origin: host.origin }, 'POST', '{}')).status).toBe(401);
});

test('a body over the limit is refused with 413, told by its length and by its bytes', async () => {
  const headers = { cookie: await signIn(), origin: host.origin, 'content-type': 'application/json' };
  const tooLarge = `{"json":{"id":"${'0'.repeat(64 * 1024 * 1024)}"}}`;
  expect((await ask('/rpc/mpas/get', headers, 'POST', tooLarge)).status).toBe(413);
  expect((await ask('/rpc/mpas/get', { ...headers, 'transfer-encoding': 'chunked' }, 'POST', tooLarge)).status).toBe(
    413,
  );
});

test('the door of the page works over it, and tells when it is not signed in', async () => {
  const cookie = await signIn();
  const withHeaders =
    (headers: Record<string, string>): typeof fetch =>
    (input, init) => {
      const request = new Request(input, init);
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
      return fetch(request);
    };
  const signedIn = connectHttp(`${host.origin}/rpc`, withHeaders({ cookie, origin: host.origin }));
  expect(await signedIn.client.mpas.list()).toEqual([]);
  const stranger = connectHttp(`${host.origin}/rpc`, withHeaders({ origin: host.origin }));
  await expect(stranger.client.mpas.list()).rejects.toMatchObject({
    code: 'CORE_STOPPED',
    message: 'This page is no longer signed in. Open the address that Enrollment Desk printed.',
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
