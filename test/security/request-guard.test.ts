import { expect, test } from 'vitest';
import { refuse } from '../../main/hosts/web/request-guard.ts';

const EXPECTED = { host: '127.0.0.1:49152', cookieName: 'enrollment-desk-49152', cookieValue: 'good-cookie' };
const COOKIE = 'enrollment-desk-49152=good-cookie';
const OWN = 'http://127.0.0.1:49152';

/** A call as the page's own fetch sends it, but for what is given. */
function call(changes: Partial<Parameters<typeof refuse>[0]> = {}): Parameters<typeof refuse>[0] {
  const own = { method: 'POST', path: '/rpc/mpas/list', host: EXPECTED.host, origin: OWN, fetchSite: 'same-origin' };
  return { ...own, cookie: COOKIE, ...changes };
}

/** A file as the browser asks for it when the page is opened, but for what is given. */
function file(changes: Partial<Parameters<typeof refuse>[0]> = {}): Parameters<typeof refuse>[0] {
  return call({ method: 'GET', path: '/', origin: undefined, fetchSite: 'none', ...changes });
}

test.each([
  ['a call of the page', call()],
  ['a call of the page, told by Origin alone', call({ fetchSite: undefined })],
  ['a call of the page, told by Sec-Fetch-Site alone', call({ origin: undefined })],
  ['a file', file()],
  ['a file that the page loads', file({ path: '/assets/main.js', fetchSite: 'same-origin' })],
  ['a file, for a browser without Sec-Fetch-Site', file({ fetchSite: undefined })],
  ['a cookie among others', call({ cookie: `a=b; ${COOKIE}; c=d` })],
  ['the launch address, which has no cookie yet', file({ path: '/launch', cookie: undefined })],
  [
    'the launch address, clicked on another site',
    file({ path: '/launch', cookie: undefined, fetchSite: 'cross-site' }),
  ],
])('passes: %s', (_name, request) => {
  expect(refuse(request, EXPECTED)).toBeNull();
});

test.each([
  ['a name rebound to this address', call({ host: 'evil.example:49152' }), 421],
  ['localhost by name', call({ host: 'localhost:49152' }), 421],
  ['another port', call({ host: '127.0.0.1:80' }), 421],
  ['a longer host', call({ host: '127.0.0.1:49152.evil.example' }), 421],
  ['no Host', call({ host: undefined }), 421],
  ['the launch address under another name', file({ path: '/launch', host: 'evil.example' }), 421],
  ['another site', call({ origin: 'https://evil.example', fetchSite: 'cross-site' }), 403],
  ['another port of this computer', call({ origin: 'http://127.0.0.1:8080', fetchSite: 'same-site' }), 403],
  ['https instead of http', call({ origin: 'https://127.0.0.1:49152' }), 403],
  ['a sandboxed frame', call({ origin: 'null' }), 403],
  ['a form of another site', call({ origin: undefined, fetchSite: 'cross-site' }), 403],
  ['a call that was typed into the address bar', call({ origin: undefined, fetchSite: 'none' }), 403],
  ['no page at all', call({ origin: undefined, fetchSite: undefined }), 403],
  ['a picture on another site', file({ path: '/x.png', fetchSite: 'cross-site' }), 403],
  ['no cookie', call({ cookie: undefined }), 401],
  ['an empty cookie', call({ cookie: 'enrollment-desk-49152=' }), 401],
  ['a wrong cookie', call({ cookie: 'enrollment-desk-49152=good-cookiE' }), 401],
  ['a cookie that only starts right', call({ cookie: 'enrollment-desk-49152=good-cookie2' }), 401],
  ['the cookie of a host on another port', call({ cookie: 'enrollment-desk-49153=good-cookie' }), 401],
  ['a file without a cookie', file({ cookie: undefined }), 401],
  ['GET on a call', call({ method: 'GET' }), 405],
  ['PUT on a call', call({ method: 'PUT' }), 405],
  ['POST on a file', file({ method: 'POST' }), 405],
  ['OPTIONS, as a browser asks before a foreign call', call({ method: 'OPTIONS' }), 405],
])('refuses: %s', (_name, request, status) => {
  expect(refuse(request, EXPECTED)?.status).toBe(status);
});
