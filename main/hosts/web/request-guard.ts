import { timingSafeEqual } from 'node:crypto';
import { RPC_PREFIX } from '../../rpc/transport/http.ts';

/** What the guard looks at; header names as they are, absent ones undefined. */
export interface GuardedRequest {
  readonly method: string;
  /** The path, without the query. */
  readonly path: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly cookie: string | undefined;
}

/** What the host expects of a request. */
export interface Expected {
  /** '127.0.0.1:49152'. */
  readonly host: string;
  readonly cookieName: string;
  readonly cookieValue: string;
}

/** Why a request is refused. */
export interface Refusal {
  readonly status: 401 | 403 | 405 | 421;
  readonly sentence: string;
}

/** The path at which the one-time token is exchanged for the cookie. */
export const LAUNCH_PATH = '/launch';

/**
 * Decides whether a request comes from our own page. A name that was rebound to 127.0.0.1 fails by its Host, another
 * site's page by Origin and Sec-Fetch-Site, another program or user of this computer by the cookie.
 * @returns null when it may pass
 */
export function refuse(request: GuardedRequest, expected: Expected): Refusal | null {
  if (request.host !== expected.host) return { status: 421, sentence: 'This is not the address of Enrollment Desk.' };
  const call = isCall(request.path);
  if (isForeign(request, expected, call))
    return { status: 403, sentence: 'Only the page of Enrollment Desk may ask this.' };
  if (request.path !== LAUNCH_PATH && !hasCookie(request.cookie, expected)) {
    return { status: 401, sentence: 'Open the address that Enrollment Desk printed when it was started.' };
  }
  const allowed = call ? ['POST'] : ['GET', 'HEAD'];
  if (!allowed.includes(request.method)) return { status: 405, sentence: `Only ${allowed[0]} is answered here.` };
  return null;
}

/** Whether a path is one that calls of the contract are posted to. */
export function isCall(path: string): boolean {
  return path === RPC_PREFIX || path.startsWith(`${RPC_PREFIX}/`);
}

function isForeign({ path, origin, fetchSite }: GuardedRequest, { host }: Expected, call: boolean): boolean {
  if (origin !== undefined && origin !== `http://${host}`) return true;
  // A browser always tells one of them of a POST; who tells neither is no page of ours.
  if (call) return fetchSite === undefined ? origin === undefined : fetchSite !== 'same-origin';
  // The launch address may be clicked anywhere: its token is what counts.
  return path !== LAUNCH_PATH && fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none';
}

function hasCookie(header: string | undefined, { cookieName, cookieValue }: Expected): boolean {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.some(
    (pair) => pair.startsWith(`${cookieName}=`) && sameText(pair.slice(cookieName.length + 1), cookieValue),
  );
}

/** Compares in a time that tells nothing of where two texts differ. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
