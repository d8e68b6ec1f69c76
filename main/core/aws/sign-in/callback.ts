import { timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../../../shared/domain/app-error.ts';

/** Where the browser is sent back to; registered without the port, which is free on loopback (RFC 8252, section 7.3). */
export const CALLBACK_PATH = '/oauth/callback';

/** A listener on this computer to which the browser brings the code. */
export interface Callback {
  /** With its port. */
  redirectUri: string;
  /** The code of the one right visit. @throws AppError SIGN_IN_NEEDED where the page said no, and what the signal says. */
  code: Promise<string>;
  close(): void;
}

/**
 * Listens on 127.0.0.1 for the browser's return. A visit that does not carry the state of this sign-in is refused and changes nothing:
 * it may be an old tab, or somebody else's page (RFC 6749, section 10.12).
 * @param signal ends the wait with its reason
 * @throws AppError SERVICE_FAILED where this computer allows no listener.
 */
export async function listenForCallback(state: string, signal: AbortSignal): Promise<Callback> {
  const server = createServer();
  const code = new Promise<string>((resolve, reject) => {
    server.on('request', (request, response) => {
      const visit = readVisit(request, state, hostOf(server));
      // Only when the person has the answer: whoever waits for the code closes the listener.
      response.once('close', () => {
        if (visit.code !== undefined) resolve(visit.code);
        if (visit.refusal !== undefined) reject(visit.refusal);
      });
      answer(response, visit.status, visit.page);
    });
    const onAbort = (): void => reject(asError(signal.reason));
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
  // Looked at by whoever waits for it; until then a refusal must not count as unhandled.
  code.catch(() => undefined);
  await listen(server);
  const close = (): void => {
    server.close();
    // Browsers open connections ahead of need and leave them open.
    server.closeAllConnections();
  };
  return { redirectUri: `http://${hostOf(server)}${CALLBACK_PATH}`, code, close };
}

interface Visit {
  status: number;
  page: string;
  code?: string;
  refusal?: AppError;
}

function readVisit({ method, url = '/', headers }: IncomingMessage, state: string, host: string): Visit {
  const { pathname, searchParams } = new URL(url, `http://${host}`);
  if (method !== 'GET' || pathname !== CALLBACK_PATH || headers.host !== host)
    return { status: 404, page: 'There is nothing here.' };
  const given = searchParams.get('state');
  const error = searchParams.get('error');
  // A refusal may come without the state; it can do no more than end the wait.
  if (error !== null && (given === null || isSame(given, state))) {
    return {
      status: 200,
      page: 'You were not signed in. You can close this page.',
      refusal: refused(error),
    };
  }
  const code = searchParams.get('code');
  if (given === null || !isSame(given, state) || code === null || code === '')
    return {
      status: 400,
      page: 'This page does not belong to the sign-in that is going on. Close it, and use the newest one.',
    };
  return { status: 200, page: 'You are signed in. You can close this page and go back to Enrollment Desk.', code };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new AppError('CANCELLED', 'Cancelled.');
}

function refused(error: string): AppError {
  // Free text of a query: only the codes of RFC 6749, section 4.1.2.1, are repeated.
  const code = /^[a-z_]{1,40}$/u.test(error) ? error : 'unknown';
  const why =
    code === 'access_denied' ? 'it was refused in the browser' : `the sign-in page ended with the error ${code}`;
  return new AppError('SIGN_IN_NEEDED', `You were not signed in: ${why}. Try again, and allow access on the page.`, {
    error: code,
  });
}

function isSame(given: string, state: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(state)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    // The address holds the code: it is to be kept nowhere and told to nobody.
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  });
  response.end(`<!doctype html><html lang="en"><title>Enrollment Desk</title><p>${text}</p></html>\n`);
}

function hostOf(server: Server): string {
  // A listening server of TCP has an address with a port.
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new AppError(
          'SERVICE_FAILED',
          'This computer does not let Enrollment Desk listen for the browser on 127.0.0.1. Install the AWS CLI, version 2, or ask who set up this computer.',
          {},
          { cause },
        ),
      ),
    );
    server.listen(0, '127.0.0.1', resolve);
  });
}
