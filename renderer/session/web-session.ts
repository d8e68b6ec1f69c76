import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { bearer, launchCredential, proofText, SESSION_PATHS } from '../../shared/contract/web-session.ts';

/** Whether the page is let in; if not: it has no address, an old one, or its session has ended. */
export type Door = 'opening' | 'open' | 'no address' | 'used address' | 'ended';

/** The session that the pages of one browser share with the web host. */
export interface WebSession {
  readonly store: StoreApi<Door>;
  /** Settled when the page is let in, now or later. */
  opened(): Promise<void>;
  /** Sends a call with the secret, to nobody but the host that has shown that it knows it. */
  readonly fetch: typeof globalThis.fetch;
  /** Tells the host that somebody uses the page. */
  seen(): Promise<void>;
  /** Ends the session, for all pages. */
  end(): Promise<void>;
}

/** What a session is made of; the page's own, but in tests. */
export interface WebSessionParts {
  readonly origin: string;
  readonly launchToken: string | null;
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>;
  readonly fetch: typeof globalThis.fetch;
  /** How long another page is waited for, in milliseconds. */
  readonly patienceMs?: number;
}

const KEY = 'enrollment-desk:session';

/** What pages of one address say to each other: one asks, one that is let in tells. */
type Said = { readonly ask: true } | { readonly have: string };

/** Lets the page in: by its launch token, by what it held before it was loaded anew, or by another page of this address. */
export function openWebSession(parts: WebSessionParts): WebSession {
  const { origin, storage, channel, fetch } = parts;
  const store = createStore<Door>(() => 'opening');
  let secret: string | null = null;
  /** Whether it is the host that listens there: not after it may have ended, and another program have taken its port. */
  let proven = false;

  const take = (given: string): void => {
    secret = given;
    keep(storage, given);
    store.setState('open', true);
  };
  const lose = (why: Door): void => {
    secret = null;
    proven = false;
    keep(storage, null);
    store.setState(why, true);
  };
  const post = (path: string, authorization?: string): Promise<Response> =>
    fetch(new Request(origin + path, { method: 'POST', ...(authorization && { headers: { authorization } }) }));

  channel.addEventListener('message', ({ data }: MessageEvent<Said>) => {
    if ('have' in data && secret === null) take(data.have);
    else if ('ask' in data && secret !== null && proven) channel.postMessage({ have: secret } satisfies Said);
  });

  const prove = async (known: string): Promise<void> => {
    if (proven) return;
    const nonce = toText(crypto.getRandomValues(new Uint8Array(16)));
    const answer = await post(`${SESSION_PATHS.prove}?nonce=${nonce}`);
    if (answer.status !== 401 && !answer.ok) throw new TypeError('the host does not answer');
    const proof = answer.ok ? ((await answer.json()) as { proof?: unknown }).proof : null;
    const isHost = proof === (await proofOf(known, proofText(origin, nonce)));
    if (secret !== known) return;
    if (isHost) proven = true;
    else lose('ended');
  };

  const call: typeof globalThis.fetch = async (input, init) => {
    const known = secret;
    if (known !== null) await prove(known);
    // Nothing of the call goes to who could not show that it is the host.
    if (known === null || secret !== known || !proven) throw new TypeError('this page is not signed in');
    const request = new Request(input, init);
    request.headers.set('authorization', bearer(known));
    try {
      const answer = await fetch(request);
      if (answer.status === 401 && secret === known) lose('ended');
      return onBreak(answer, () => {
        proven = false;
      });
    } catch (error) {
      if (!request.signal.aborted) proven = false;
      throw error;
    }
  };

  void letIn(parts, post).then((by) => {
    if ('why' in by) {
      // Another page may have told it meanwhile.
      if (secret === null) lose(by.why);
      return;
    }
    if (by.fresh || secret === null) take(by.secret);
    // Pages that were not let in wait for one that is.
    if (by.fresh) channel.postMessage({ have: by.secret } satisfies Said);
  });

  return {
    store,
    opened: () => until(store, 'open'),
    fetch: call,
    seen: async () => {
      if (secret !== null) await call(origin + SESSION_PATHS.seen, { method: 'POST' });
    },
    end: async () => {
      await call(origin + SESSION_PATHS.end, { method: 'POST' });
      lose('ended');
    },
  };
}

type LetIn = { readonly secret: string; readonly fresh: boolean } | { readonly why: Door };

async function letIn(
  { launchToken, storage, channel, patienceMs = 1000 }: WebSessionParts,
  post: (path: string, authorization?: string) => Promise<Response>,
): Promise<LetIn> {
  if (launchToken !== null) {
    // A host that does not answer has let nobody in.
    const given = await handIn(launchToken, post).catch(() => null);
    if (given !== null) return { secret: given, fresh: true };
  }
  const kept = read(storage);
  if (kept !== null) return { secret: kept, fresh: false };
  // The listener above takes what another page tells.
  channel.postMessage({ ask: true } satisfies Said);
  await new Promise((resolve) => setTimeout(resolve, patienceMs));
  return { why: launchToken === null ? 'no address' : 'used address' };
}

async function handIn(
  token: string,
  post: (path: string, authorization?: string) => Promise<Response>,
): Promise<string | null> {
  const answer = await post(SESSION_PATHS.open, launchCredential(token));
  return answer.ok ? ((await answer.json()) as { secret: string }).secret : null;
}

/** The answer, which tells when its body breaks off or ends. */
function onBreak(answer: Response, broke: () => void): Response {
  if (answer.body === null || answer.headers.get('content-type')?.startsWith('text/event-stream') !== true)
    return answer;
  const reader = answer.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    pull: async (to) => {
      try {
        const { value, done } = await reader.read();
        if (!done) return to.enqueue(value);
        broke();
        to.close();
      } catch (error) {
        broke();
        to.error(error);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(body, answer);
}

async function proofOf(secret: string, text: string): Promise<string> {
  const bytes = new TextEncoder();
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret), hmac, false, ['sign']);
  return toText(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes.encode(text))));
}

/** As base64url without padding. */
function toText(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function until(store: StoreApi<Door>, wanted: Door): Promise<void> {
  return new Promise((resolve) => {
    if (store.getState() === wanted) return resolve();
    const end = store.subscribe((door) => {
      if (door !== wanted) return;
      end();
      resolve();
    });
  });
}

function read(storage: Pick<Storage, 'getItem'>): string | null {
  try {
    return storage.getItem(KEY);
  } catch {
    // Storage may be off: the page then holds the secret as long as it lives.
    return null;
  }
}

function keep(storage: Pick<Storage, 'setItem' | 'removeItem'>, secret: string | null): void {
  try {
    if (secret === null) storage.removeItem(KEY);
    else storage.setItem(KEY, secret);
  } catch {
    // As above.
  }
}
