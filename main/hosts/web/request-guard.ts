import { timingSafeEqual } from 'node:crypto';
import { bearer, SESSION_PATHS } from '../../../shared/contract/web-session.ts';
import { RPC_PREFIX } from '../../rpc/transport/http.ts';

/** What the guard looks at; header names as they are, absent ones undefined. */
export interface GuardedRequest {
  readonly method: string;
  /** The path, without the query. */
  readonly path: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly authorization: string | undefined;
}

/** What the host expects of a request. */
export interface Expected {
  /** '127.0.0.1:49152'. */
  readonly host: string;
  /** The session's; null while there is none. */
  readonly secret: string | null;
}

/** Why a request is refused. */
export interface Refusal {
  readonly status: 401 | 403 | 405 | 421;
  readonly sentence: string;
}

/** What a page that is not let in is told. */
export const NOT_SIGNED_IN =
  'This page is not signed in. Start Enrollment Desk again where it runs: it prints a new address.';

/** These need no secret: the one gives it for a launch token, the other shows that the host has it. */
const WITHOUT_SECRET: ReadonlySet<string> = new Set([SESSION_PATHS.open, SESSION_PATHS.prove]);

/**
 * Decides whether a request comes from our own page. A name that was rebound to 127.0.0.1 fails by its Host, another
 * site's page by Origin and Sec-Fetch-Site, another program or user of this computer by the secret, which is no cookie: a browser
 * sends those to every port. The files of the page hold nothing of anybody's, and need none.
 * @returns null when it may pass
 */
export function refuse(request: GuardedRequest, expected: Expected): Refusal | null {
  const { method, path } = request;
  if (request.host !== expected.host) return { status: 421, sentence: 'This is not the address of Enrollment Desk.' };
  const posted = isCall(path) || isSession(path);
  if (isForeign(request, expected, posted))
    return { status: 403, sentence: 'Only the page of Enrollment Desk may ask this.' };
  if (posted && !WITHOUT_SECRET.has(path) && !hasSecret(request.authorization, expected.secret))
    return { status: 401, sentence: NOT_SIGNED_IN };
  const allowed = posted ? ['POST'] : ['GET', 'HEAD'];
  if (!allowed.includes(method)) return { status: 405, sentence: `Only ${allowed[0]} is answered here.` };
  return null;
}

/** Whether a path is one that calls of the contract are posted to. */
export function isCall(path: string): boolean {
  return path === RPC_PREFIX || path.startsWith(`${RPC_PREFIX}/`);
}

/** Whether a path is about the session. */
export function isSession(path: string): boolean {
  return path === '/session' || path.startsWith('/session/');
}

function isForeign({ path, origin, fetchSite }: GuardedRequest, { host }: Expected, posted: boolean): boolean {
  if (origin !== undefined && origin !== `http://${host}`) return true;
  // A browser always tells one of them of a POST; who tells neither is no page of ours.
  if (posted) return fetchSite === undefined ? origin === undefined : fetchSite !== 'same-origin';
  // The launch address may be clicked anywhere: the token in its fragment is what counts.
  return path !== '/' && fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none';
}

function hasSecret(authorization: string | undefined, secret: string | null): boolean {
  return secret !== null && authorization !== undefined && sameText(authorization, bearer(secret));
}

/** Compares in a time that tells nothing of where two texts differ. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
