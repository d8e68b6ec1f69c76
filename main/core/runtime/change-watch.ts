import type { LedgerChange } from '../../../shared/contract/ledger.ts';

/** How often a change by another program is looked for, while anybody wants to know. */
const POLL_MS = 250;

/** Tells listeners when the ledger has changed: at once for our own operations, by the ledger's version for others'. */
export class ChangeWatch {
  readonly #version: () => string;
  readonly #listeners = new Set<(change: LedgerChange) => void>();
  #timer: NodeJS.Timeout | null = null;
  #seen = '';

  /** @param version gives a text that changes whenever the ledger does; it never throws. */
  constructor(version: () => string) {
    this.#version = version;
  }

  subscribe(listener: (change: LedgerChange) => void): () => void {
    this.#listeners.add(listener);
    if (!this.#timer) {
      this.#seen = this.#version();
      this.#timer = setInterval(() => this.#poll(), POLL_MS);
      this.#timer.unref();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.stop();
    };
  }

  /** Passes on a change of our own. */
  report(change: LedgerChange): void {
    this.#seen = this.#version();
    for (const listener of this.#listeners) listener(change);
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  #poll(): void {
    const version = this.#version();
    if (version === this.#seen) return;
    this.#seen = version;
    for (const listener of this.#listeners) listener({ operationId: null, touched: [] });
  }
}
