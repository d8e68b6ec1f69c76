import { createHmac } from 'node:crypto';
import { proofText } from '../../../shared/contract/web-session.ts';
import type { Clock } from '../../core/time/clock.ts';
import { randomToken } from './launch-tokens.ts';

/** A session as it outlasts its host. */
export interface KeptSession {
  readonly port: number;
  /** What pages show with each call; null when it has ended. */
  readonly secret: string | null;
  /** When a page was last used, in milliseconds since 1970. */
  readonly seen: number;
}

/** What a session is made of. */
export interface WebSessionParts {
  readonly port: number;
  /** How it was before; null: there was none at this port. */
  readonly before: KeptSession | null;
  readonly idleMs: number;
  readonly clock: Clock;
  /** Told how it is now, whenever that is another. */
  readonly keep: (session: KeptSession) => void;
  /** Told that it has ended. */
  readonly ended: () => void;
}

/** The longest that a timer of Node's takes. */
const LONGEST_MS = 2 ** 31 - 1;

/** What the pages of one browser share: one secret, until it is ended or nobody has used a page for a while. */
export class WebSession {
  readonly #parts: WebSessionParts;
  #secret: string | null;
  #seen: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: WebSessionParts) {
    this.#parts = parts;
    const { before } = parts;
    this.#seen = before?.seen ?? this.#now();
    this.#secret = before?.secret ?? null;
    if (this.#secret === null || this.#isOver()) this.#begin();
    this.#keep();
    this.#watch();
  }

  /** What pages show with each call; null when the session has ended, also by the time that has passed since. */
  get secret(): string | null {
    if (this.#secret !== null && this.#isOver()) this.end();
    return this.#secret;
  }

  /** Lets a page in that came by a launch address. @returns the secret */
  open(): string {
    const secret = this.secret ?? this.#begin();
    this.seen();
    return secret;
  }

  /** A page is being used. */
  seen(): void {
    this.#seen = this.#now();
    this.#keep();
    this.#watch();
  }

  /** Shows to who knows the secret that this host knows it too; null while there is none. */
  prove(origin: string, nonce: string): string | null {
    const { secret } = this;
    return secret === null ? null : createHmac('sha256', secret).update(proofText(origin, nonce)).digest('base64url');
  }

  /** Ends it: nobody is let in by its secret any more, nor after a restart. */
  end(): void {
    this.#secret = null;
    clearTimeout(this.#timer);
    this.#keep();
    this.#parts.ended();
  }

  /** The host ends; the session may go on with the next one. */
  close(): void {
    clearTimeout(this.#timer);
  }

  #begin(): string {
    this.#secret = randomToken();
    this.#seen = this.#now();
    return this.#secret;
  }

  #keep(): void {
    this.#parts.keep({ port: this.#parts.port, secret: this.#secret, seen: this.#seen });
  }

  /** Ends it when its time has come, so that a page which asks nothing is told as well. */
  #watch(): void {
    clearTimeout(this.#timer);
    const left = this.#seen + this.#parts.idleMs - this.#now();
    this.#timer = setTimeout(
      () => {
        if (this.secret !== null) this.#watch();
      },
      Math.min(LONGEST_MS, Math.max(0, left) + 1000),
    );
    this.#timer.unref();
  }

  #isOver(): boolean {
    const idle = this.#now() - this.#seen;
    // Seen in the future, the clock was set back: how long nobody was there is not known.
    return idle < 0 || idle > this.#parts.idleMs;
  }

  #now(): number {
    return this.#parts.clock().getTime();
  }
}
