/** What makes no sense is refused, whatever it is: with 4xx and never as a fault of the host's own, which goes on. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '../../main/core/log/log.ts';
import { startWebHost } from '../../main/hosts/web/web-host.ts';
import type { WebHost } from '../../main/hosts/web/web-host.ts';
import { Core } from '../../main/core/core.ts';
import { httpStatus } from '../../shared/contract/base.ts';
import { ERROR_EXIT_CODES } from '../../shared/domain/app-error.ts';
import type { ErrorCode } from '../../shared/domain/app-error.ts';

let host: WebHost;
let authorization: string;
let end = (): Promise<void> => Promise.resolve();

// One host for all: it has to go on after each of them.
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-refusals-'));
  mkdirSync(join(folder, 'bundle'));
  writeFileSync(join(folder, 'bundle', 'index.html'), '<title>page</title>');
  const core = new Core({
    ledgerPath: join(folder, 'ledger.db'),
    host: 'test',
    who: 'tester',
    appVersion: '0.0.0-test',
    log: silentLog(),
  });
  await core.openForWriting();
  host = await startWebHost({ context: { core, log: silentLog(), localFiles: false }, bundle: join(folder, 'bundle') });
  const launch = `Launch ${host.launchUrl().split('#launch=')[1] ?? ''}`;
  const { body } = await ask({ path: '/session/open', headers: { authorization: launch } });
  authorization = `Bearer ${(JSON.parse(body) as { secret: string }).secret}`;
  end = async () => {
    await host.close();
    await core.close();
    rmSync(folder, { recursive: true, force: true });
  };
});
afterAll(() => end());

interface Asked {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

function ask({ method = 'POST', path = '/rpc/mpas/list', headers = {}, body = '' }: Asked): Promise<{
  status: number;
  body: string;
}> {
  return new Promise((resolve, reject) => {
    const all = { origin: host.origin, authorization, 'content-type': 'application/json', ...headers };
    const sent = httpRequest(host.origin, { method, path, headers: all }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const deep = (levels: number): string => `{"json":${'['.repeat(levels)}${']'.repeat(levels)}}`;

const METHODS = 'GET HEAD PUT PATCH DELETE OPTIONS TRACE PROPFIND LOCK SEARCH M-SEARCH REPORT'.split(' ');
const PATHS = [
  '/rpc',
  '/rpc/',
  '/rpc//',
  '/rpc/mpas',
  '/rpc/mpas/',
  '/rpc/mpas/list/',
  '/rpc/mpas//list',
  '/rpc/mpas/list/x',
  '/rpc/MPAS/LIST',
  '/rpc/%',
  '/rpc/%zz',
  '/rpc/%00',
  '/rpc/mpas%2flist',
  '/rpc/mpas/%6cist',
  '/rpc/%c0%ae%c0%ae/x',
  '/rpc/../rpc/x',
  '/rpc/__proto__/list',
  '/rpc/constructor/prototype',
  '/rpc/mpas/toString',
  '/rpc/mpas/list%0d%0aset-cookie:x',
  '/rpc/mpas/list;x',
  `/rpc/${'a/'.repeat(3000)}`,
  '/session',
  '/session/',
  '/session/%zz',
  '/session/open/',
  '/session/prove',
  '/session/prove?nonce=',
  '/session/prove?nonce=%zz',
  `/session/prove?nonce=${'a'.repeat(65)}`,
];
const TYPES = [
  'text/plain',
  'text/event-stream',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'application/octet-stream',
  'application/jsonx',
  'application/xml',
  '',
  ';',
  'x'.repeat(5000),
];
const BODIES: readonly (readonly [string, string | Uint8Array])[] = [
  ['an open brace', '{'],
  ['a number', '1'],
  ['null', 'null'],
  ['a text', '"x"'],
  ['a list', '[]'],
  ['what is no JSON', 'json'],
  ['a byte order mark', '\uFEFF{}x'],
  ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0xfe, 0x22)],
  ['NUL', '\0'],
  ['a call that says too much', '{"json":{"x":1}}'],
  ['a call of another form', '{"json":"x"}'],
  ['meta that is a number', '{"json":null,"meta":1}'],
  ['meta of a list of numbers', '{"json":null,"meta":[1]}'],
  ['meta of a place that is not there', '{"json":null,"meta":[[1,"a","b"]]}'],
  ['meta of the prototype', '{"json":{},"meta":[[1,"__proto__","x"]]}'],
  ['a regular expression', '{"json":"/(a+)+$/","meta":[[6]]}'],
  ['an address that is none', '{"json":"x","meta":[[5]]}'],
  ['maps', '{"json":null,"meta":[],"maps":[[]]}'],
  ['101 brackets', deep(101)],
  ['a million brackets', deep(1_000_000)],
  ['objects in objects', `{"json":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`],
  ['too many values', `{"json":[${'0,'.repeat(2_000_000)}0]}`],
];
const HEADERS: readonly Record<string, string>[] = [
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'br, gzip' },
  { 'content-disposition': 'attachment; filename="x"' },
  { 'content-disposition': 'attachment; filename*=UTF-8%zz' },
  { 'last-event-id': 'x' },
  { expect: 'nonsense' },
  { range: 'bytes=0-' },
  { upgrade: 'websocket', connection: 'Upgrade' },
  { origin: 'null' },
  { origin: '%zz' },
  { host: '%zz' },
  { 'sec-fetch-site': 'nonsense' },
  { authorization: '%zz' },
];

/** Those that were not refused with 4xx, by name. */
async function wrongOf(asks: readonly (readonly [string, Asked])[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, asked] of asks) {
    const { status, body } = await ask(asked);
    if (status < 400 || status >= 500) wrong.push(`${name.slice(0, 60)}: ${status} ${body.slice(0, 200)}`);
  }
  return wrong;
}

test('methods', async () => {
  const asks = METHODS.flatMap((method) =>
    ['/rpc/mpas/list', '/session/end'].map((path) => [`${method} ${path}`, { method, path }] as const),
  );
  const files = METHODS.filter((method) => method !== 'GET' && method !== 'HEAD').map(
    (method) => [`${method} /`, { method, path: '/' }] as const,
  );
  expect(await wrongOf([...asks, ...files, ['POST /', { path: '/' }]])).toEqual([]);
});

test('paths of calls and of the session', async () => {
  expect(await wrongOf(PATHS.map((path) => [path, { path }] as const))).toEqual([]);
});

test('paths of files', async () => {
  const paths = ['/%', '/%zz', '/%00', '/..%2f..%2fetc/passwd', '/%c0%ae', `/${'a'.repeat(10_000)}`, '/.env'];
  expect(await wrongOf(paths.map((path) => [path, { method: 'GET', path }] as const))).toEqual([]);
});

test('kinds of bodies', async () => {
  const bodies = TYPES.map((type) => [type, { headers: { 'content-type': type }, body: '{"json":{}}' }] as const);
  expect(await wrongOf(bodies)).toEqual([]);
  expect(await wrongOf([['gzip', { headers: { 'content-encoding': 'gzip' }, body: gzipSync('{}') }]])).toEqual([]);
});

test.each(['/rpc/mpas/list', '/rpc/mpas/get', '/rpc/imports/open', '/rpc/accounts/list'])(
  'bodies for %s',
  async (path) => {
    expect(await wrongOf(BODIES.map(([name, body]) => [name, { path, body }] as const))).toEqual([]);
  },
);

test('headers', async () => {
  const asks = HEADERS.map(
    (headers) => [JSON.stringify(headers), { path: '/rpc/mpas/get', headers, body: '{"json":{"id":1}}' }] as const,
  );
  expect(await wrongOf(asks)).toEqual([]);
});

test.each([
  ['no HTTP', 'hello\r\n\r\n'],
  ['an address with a space', 'GET /a b HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['an address that is none', 'GET // HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['an address of a proxy', 'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['two lengths', 'POST /rpc HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
  ['a length and pieces', 'POST /rpc HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'],
  ['no Host', 'GET / HTTP/1.1\r\n\r\n'],
  ['headers of a megabyte', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(1_000_000)}\r\n\r\n`],
])('on the wire: %s', async (_name, bytes) => {
  const first = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(Number(new URL(host.origin).port), '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      socket.destroy();
    });
    socket.on('close', () => resolve(text));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? undefined : reject(error),
    );
  });
  // Node may close at once where it is not even HTTP.
  expect(first === '' || /^HTTP\/1\.1 4\d\d /u.test(first)).toBe(true);
});

test('it goes on after all of that, and answers what makes sense', async () => {
  expect(await ask({ body: '{}' })).toEqual({ status: 200, body: '{"json":[]}' });
  expect(await ask({ headers: { 'content-type': 'application/json; charset=utf-8' } })).toEqual({
    status: 200,
    body: '{"json":[]}',
  });
});

test('every error of the product but a fault of its own crosses as 4xx', async () => {
  const codes = Object.keys(ERROR_EXIT_CODES) as ErrorCode[];
  expect(codes.filter((code) => httpStatus(code) >= 500)).toEqual(['CORE_STOPPED', 'ENGINE_STOPPED', 'INTERNAL']);
  const gone = await ask({ path: '/rpc/mpas/get', body: '{"json":{"id":"099999999999"}}' });
  expect([gone.status, JSON.parse(gone.body)]).toMatchObject([
    404,
    { json: { defined: true, code: 'NOT_FOUND', status: 404 } },
  ]);
  const wrong = await ask({ path: '/rpc/mpas/get', body: '{"json":{"id":"1"}}' });
  expect([wrong.status, JSON.parse(wrong.body)]).toMatchObject([
    400,
    { json: { defined: true, code: 'INVALID_INPUT' } },
  ]);
});
