import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { containedPath } from '../../main/hosts/bundle/contained-path.ts';
import { CONNECTION_ALLOWLIST, CONTENT_SECURITY_POLICY } from '../../main/hosts/bundle/security-headers.ts';
import { isSafeExternalUrl } from '../../main/hosts/desktop/external-links.ts';
import { serveBundle } from '../../main/hosts/bundle/serve-bundle.ts';
import { tempFolder } from '../support/temp-core.ts';

let outside: string;
let root: string;
beforeEach(() => {
  outside = realpathSync(tempFolder());
  root = join(outside, 'bundle');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(outside, 'bundle-evil'));
  for (const file of ['bundle/index.html', 'bundle/assets/a b.js', 'bundle/.env', 'bundle/notes.txt']) {
    writeFileSync(join(outside, file), file);
  }
  for (const file of ['secret.html', 'bundle-evil/x.html']) writeFileSync(join(outside, file), file);
  symlinkSync(join(outside, 'secret.html'), join(root, 'link.html'));
});

describe('a path of the bundle', () => {
  test.each([
    ['/', 'index.html'],
    ['/index.html', 'index.html'],
    ['//index.html', 'index.html'],
    ['/assets/a%20b.js', 'assets/a b.js'],
  ])('%s', async (path, file) => {
    expect(await containedPath(root, path)).toBe(join(root, file));
  });

  test.each([
    '/../secret.html',
    '/assets/../../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/%2e%2e%2fsecret.html',
    '/..%5csecret.html',
    '/..\\secret.html',
    '/../bundle-evil/x.html',
    '/index.html%00.js',
    '/link.html',
    '/.env',
    '/C:/windows/win.ini',
    '/%c0%ae%c0%ae/secret.html',
    '/%zz',
    '/nothing.html',
    '/index.html/x',
    `/${'a'.repeat(5000)}`,
  ])('not outside of it: %s', async (path) => {
    expect(await containedPath(root, path)).toBeNull();
  });

  test('no text at all leads outside', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('..', '.', '/', '%2f', '%2e', '\\', '%5c', 'secret.html', 'assets', '%00')),
        async (parts) => {
          const path = await containedPath(root, `/${parts.join('')}`);
          expect(path === null || path.startsWith(`${root}/`)).toBe(true);
        },
      ),
    );
  });
});

describe('a response of the bundle', () => {
  const ask = (path: string, init?: RequestInit) => serveBundle(root)(new Request(`app://bundle${path}`, init));

  test('a page with its type and the policy', async () => {
    const response = await ask('/');
    expect([response.status, await response.text()]).toEqual([200, 'bundle/index.html']);
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'no-cache',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  test.each([
    ['/secret.html', {}, 404],
    ['/notes.txt', {}, 404],
    ['/assets', {}, 404],
    ['/', { method: 'POST' }, 405],
    ['/', { method: 'HEAD' }, 200],
  ])('%s %o: %i', async (path, init, status) => {
    expect((await ask(path, init)).status).toBe(status);
  });

  test('before the first build it says what to do', async () => {
    const response = await serveBundle(join(outside, 'not-there'))(new Request('app://bundle/'));
    expect([response.status, await response.text()]).toEqual([
      404,
      'The user interface is not built yet: npm run build\n',
    ]);
  });
});

test('the allowlist of connections, word for word, is the list of links that the desktop app opens', () => {
  expect(CONNECTION_ALLOWLIST).toBe(
    '(response-origin "https://console.aws.amazon.com" "https://*.console.aws.amazon.com" "https://docs.aws.amazon.com" ' +
      '"https://console.spotinst.com" "https://docs.spot.io");redirects=allow;webrtc=block',
  );
  const addresses = [...CONNECTION_ALLOWLIST.matchAll(/"([^"]+)"/gu)].map(([, address = '']) =>
    address.replace('*', 'eu-west-1'),
  );
  expect(addresses.filter((address) => !isSafeExternalUrl(address))).toEqual([]);
});

test('the policy, word for word', () => {
  expect(CONTENT_SECURITY_POLICY).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'",
  );
});
