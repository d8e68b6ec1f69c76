import { randomBytes } from 'node:crypto';
import type { Clock } from '../../core/time/clock.ts';
import { sameText } from './request-guard.ts';

/** 256 random bits as text that fits a URL and a header. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** How long a launch address works, in milliseconds. */
const LAUNCH_MS = 60_000;

/** The tokens of launch addresses: each opens the door once, within a minute. */
export class LaunchTokens {
  readonly #clock: Clock;
  #open: { readonly token: string; readonly issued: number }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A new token. */
  issue(): string {
    const token = randomToken();
    this.#open.push({ token, issued: this.#clock().getTime() });
    return token;
  }

  /** Whether a token was issued in the last minute and not yet spent; it is spent now. */
  spend(token: string): boolean {
    const now = this.#clock().getTime();
    // One of the future was issued before the clock was set back: how old it is, nobody knows.
    this.#open = this.#open.filter(({ issued }) => issued <= now && now - issued <= LAUNCH_MS);
    const at = this.#open.findIndex((issued) => sameText(issued.token, token));
    if (at < 0) return false;
    this.#open.splice(at, 1);
    return true;
  }
}
