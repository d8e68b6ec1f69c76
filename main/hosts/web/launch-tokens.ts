import { randomBytes } from 'node:crypto';
import { sameText } from './request-guard.ts';

/** 256 random bits as text that fits a URL and a cookie. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The tokens of launch addresses: each opens the door once. */
export class LaunchTokens {
  readonly #open: string[] = [];

  /** A new token. */
  issue(): string {
    const token = randomToken();
    this.#open.push(token);
    return token;
  }

  /** Whether a token was issued and not yet spent; it is spent now. */
  spend(token: string | null): boolean {
    const at = token === null ? -1 : this.#open.findIndex((issued) => sameText(issued, token));
    if (at < 0) return false;
    this.#open.splice(at, 1);
    return true;
  }
}
