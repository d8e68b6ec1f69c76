import { createORPCClient, mapEventIterator, ORPCError } from '@orpc/client';
import { RPCLink as HttpLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { Client } from '../shared/contract/client.ts';
import { AppError, ERROR_EXIT_CODES } from '../shared/domain/app-error.ts';
import type { ErrorCode, ErrorData } from '../shared/domain/app-error.ts';
import { concealedIn, revealed, revealedIn } from '../shared/domain/hidden-text.ts';

/**
 * A way to the core that serves until it breaks; then a new one is made. Every failure is an AppError; a core that is gone is
 * CORE_STOPPED, a call given up CANCELLED.
 */
export interface Connection<C = Client> {
  readonly client: C;
  /** Fires when it is known to be broken; HTTP only finds out by the next call. */
  readonly broken: AbortSignal;
}

/** What the desktop's preload puts on the window. */
export interface DesktopBridge {
  /** Asks for a port to the core; it arrives as a message to this window, and again whenever the core was restarted. */
  connect(): void;
}

/** The message with which the preload hands a port over. */
export const PORT_MESSAGE = 'enrollment-desk:port';

/** A connection over a port whose other end the core serves. */
export function connectPort<C extends object = Client>(port: MessagePort): Connection<C> {
  const broken = new AbortController();
  const link = new PortLink({
    port,
    interceptors: [(call) => guard(call, (input) => call.next({ ...call, input }), broken.signal)],
  });
  port.addEventListener('close', () => broken.abort());
  port.start();
  return { client: createORPCClient(link) as C, broken: broken.signal };
}

/** A connection over HTTP. @param fetch another one than the page's own, for tests */
export function connectHttp<C extends object = Client>(url: string, fetch?: typeof globalThis.fetch): Connection<C> {
  const { signal } = new AbortController();
  const link = new HttpLink({
    url,
    interceptors: [(call) => guard(call, (input) => call.next({ ...call, input }), signal)],
    ...(fetch && { fetch: (request: Request, init: RequestInit) => fetch(request, init) }),
  });
  return { client: createORPCClient(link) as C, broken: signal };
}

/**
 * Runs a call so that whatever goes wrong, at once or in mid-stream, is an AppError, and so that nothing hides in what a page shows: what is
 * invisible or turns the direction of text comes as a marker, in fields and titles too, and goes back as what it was.
 */
async function guard(
  { input, signal: given }: { readonly input: unknown; readonly signal?: AbortSignal | undefined },
  send: (input: unknown) => Promise<unknown>,
  broken: AbortSignal,
): Promise<unknown> {
  if (broken.aborted) throw coreStopped();
  try {
    const output = await send(concealedIn(input));
    if (!isStream(output)) return revealedIn(output);
    return mapEventIterator(output, {
      value: (value: unknown) => Promise.resolve(revealedIn(value)),
      error: (error) => Promise.resolve(toAppError(error, given)),
    });
  } catch (error) {
    throw toAppError(error, given);
  }
}

function isStream(output: unknown): output is AsyncIterator<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
}

function toAppError(error: unknown, given: AbortSignal | undefined): AppError {
  if (error instanceof AppError) return error;
  if (given?.aborted === true)
    return new AppError('CANCELLED', 'Cancelled. What was done until then stays.', {}, { cause: error });
  if (error instanceof ORPCError && isErrorCode(error.code)) {
    const data = isData(error.data) ? (revealedIn(error.data) as ErrorData) : {};
    return new AppError(error.code, revealed(error.message), data, { cause: error });
  }
  if (error instanceof ORPCError && error.code === 'UNAUTHORIZED') {
    return new AppError(
      'CORE_STOPPED',
      'This page is no longer signed in. Start Enrollment Desk again where it runs: it prints a new address.',
    );
  }
  return coreStopped(error);
}

function coreStopped(cause?: unknown): AppError {
  const message =
    'The part of Enrollment Desk that keeps the ledger does not answer. What was under way may not be done.';
  return new AppError('CORE_STOPPED', message, {}, { cause });
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_EXIT_CODES, code);
}

function isData(data: unknown): data is ErrorData {
  return typeof data === 'object' && data !== null;
}

/** The ways to the core, one after another, for as long as the page lives. */
export interface Api<C = Client> {
  /** The present connection; waits for the next one where there is none. */
  connected(): Promise<Connection<C>>;
  /** Asks for a new connection now, because a person wants it. */
  reconnect(): void;
}

/** How calls over HTTP go out: when the page is let in, and with its secret. */
export interface WebDoor {
  opened(): Promise<void>;
  readonly fetch: typeof globalThis.fetch;
}

/**
 * Opens the door of this page: over ports where it runs in the desktop app, else over HTTP to where it came from.
 * @param page the window; its `enrollmentDesk` is the preload's bridge
 * @param web null in the desktop app
 */
export function openApi(page: Window & { readonly enrollmentDesk?: DesktopBridge }, web: WebDoor | null): Api {
  const { enrollmentDesk: bridge } = page;
  if (bridge) return overPorts(page, bridge);
  return overHttp(page.location.origin, web);
}

function overHttp(origin: string, web: WebDoor | null): Api {
  const connection = connectHttp(`${origin}/rpc`, web?.fetch);
  const connected = async (): Promise<Connection> => {
    await web?.opened();
    return connection;
  };
  return { connected, reconnect: () => undefined };
}

/** A port comes as a message of the preload, first because it was asked for, later because the core was restarted. */
function overPorts(page: Window, bridge: DesktopBridge): Api {
  let arrive: (connection: Connection) => void = () => undefined;
  const next = (): Promise<Connection> => new Promise((resolve) => (arrive = resolve));
  let current = next();
  page.addEventListener('message', ({ source, origin, data, ports: [port] }) => {
    if (source !== page || origin !== page.origin || data !== PORT_MESSAGE || !port) return;
    const connection = connectPort(port);
    const arrived = Promise.resolve(connection);
    arrive(connection);
    current = arrived;
    connection.broken.addEventListener('abort', () => {
      if (current === arrived) current = next();
    });
  });
  bridge.connect();
  return { connected: () => current, reconnect: () => bridge.connect() };
}
