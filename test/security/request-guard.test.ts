import { expect, test } from 'vitest';
import { refuse } from '../../main/hosts/web/request-guard.ts';

const EXPECTED = { host: '127.0.0.1:49152', secret: 'good-secret' };
const SECRET = 'Bearer good-secret';
const OWN = 'http://127.0.0.1:49152';

/** A call as the page's own fetch sends it, but for what is given. */
function call(changes: Partial<Parameters<typeof refuse>[0]> = {}): Parameters<typeof refuse>[0] {
  const own = { method: 'POST', path: '/rpc/mpas/list', host: EXPECTED.host, origin: OWN, fetchSite: 'same-origin' };
  return { ...own, authorization: SECRET, ...changes };
}

/** A file as the browser asks for it when the page is opened, but for what is given. */
function file(changes: Partial<Parameters<typeof refuse>[0]> = {}): Parameters<typeof refuse>[0] {
  return call({ method: 'GET', path: '/', origin: undefined, fetchSite: 'none', authorization: undefined, ...changes });
}

test.each([
  ['a call of the page', call()],
  ['a call of the page, told by Origin alone', call({ fetchSite: undefined })],
  ['a call of the page, told by Sec-Fetch-Site alone', call({ origin: undefined })],
  ['a file', file()],
  ['a file that the page loads', file({ path: '/assets/main.js', fetchSite: 'same-origin' })],
  ['a file, for a browser without Sec-Fetch-Site', file({ fetchSite: undefined })],
  [
    'the page, opened by a link on another site: the token in its fragment is what counts',
    file({ fetchSite: 'cross-site' }),
  ],
  ['a launch token handed in', call({ path: '/session/open', authorization: 'Launch token' })],
  ['the question for a proof', call({ path: '/session/prove', authorization: undefined })],
  ['the end of the session', call({ path: '/session/end' })],
])('passes: %s', (_name, request) => {
  expect(refuse(request, EXPECTED)).toBeNull();
});

test.each([
  ['a name rebound to this address', call({ host: 'evil.example:49152' }), 421],
  ['localhost by name', call({ host: 'localhost:49152' }), 421],
  ['another port', call({ host: '127.0.0.1:80' }), 421],
  ['a longer host', call({ host: '127.0.0.1:49152.evil.example' }), 421],
  ['no Host', call({ host: undefined }), 421],
  ['the page under another name', file({ host: 'evil.example' }), 421],
  ['another site', call({ origin: 'https://evil.example', fetchSite: 'cross-site' }), 403],
  ['another port of this computer', call({ origin: 'http://127.0.0.1:8080', fetchSite: 'same-site' }), 403],
  ['https instead of http', call({ origin: 'https://127.0.0.1:49152' }), 403],
  ['a sandboxed frame', call({ origin: 'null' }), 403],
  ['a form of another site', call({ origin: undefined, fetchSite: 'cross-site' }), 403],
  ['a call that was typed into the address bar', call({ origin: undefined, fetchSite: 'none' }), 403],
  ['no page at all', call({ origin: undefined, fetchSite: undefined }), 403],
  ['a picture on another site', file({ path: '/x.png', fetchSite: 'cross-site' }), 403],
  ['a launch token handed in by another site', call({ path: '/session/open', origin: 'https://evil.example' }), 403],
  ['no secret', call({ authorization: undefined }), 401],
  ['an empty secret', call({ authorization: 'Bearer ' }), 401],
  ['a wrong secret', call({ authorization: 'Bearer good-secreT' }), 401],
  ['a secret that only starts right', call({ authorization: 'Bearer good-secret2' }), 401],
  ['the secret without its scheme', call({ authorization: 'good-secret' }), 401],
  ['the secret as a launch token', call({ authorization: 'Launch good-secret' }), 401],
  ['the end of the session, without the secret', call({ path: '/session/end', authorization: undefined }), 401],
  ['something else about the session, without the secret', call({ path: '/session/x', authorization: undefined }), 401],
  ['GET on a call', call({ method: 'GET' }), 405],
  ['PUT on a call', call({ method: 'PUT' }), 405],
  ['POST on a file', file({ method: 'POST' }), 405],
  ['OPTIONS, as a browser asks before a foreign call', call({ method: 'OPTIONS' }), 405],
])('refuses: %s', (_name, request, status) => {
  expect(refuse(request, EXPECTED)?.status).toBe(status);
});

test.each(['Bearer ', 'Bearer null', 'Bearer undefined', 'Bearer good-secret'])(
  'once the session has ended nothing opens it: %s',
  (authorization) => {
    expect(refuse(call({ authorization }), { ...EXPECTED, secret: null })?.status).toBe(401);
  },
);
