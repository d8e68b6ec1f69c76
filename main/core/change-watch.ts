/** That the ledger changed. What changed is known when this program did it; null and empty when another one did. */
export interface LedgerChange {
  operationId: number | null;
  entities: string[];
}

/** How often a change by another program is looked for, while anybody wants to know. */
const POLL_MS = 250;

/** Tells listeners when the ledger has changed: at once for our own operations, by SQLite's data version for others'. */
export class ChangeWatch {
  readonly #dataVersion: () => number | null;
  readonly #listeners = new Set<(change: LedgerChange) => void>();
  #timer: NodeJS.Timeout | null = null;
  #seen: number | null = null;

  constructor(dataVersion: () => number | null) {
    this.#dataVersion = dataVersion;
  }

  subscribe(listener: (change: LedgerChange) => void): () => void {
    this.#listeners.add(listener);
    if (!this.#timer) {
      this.#seen = this.#dataVersion();
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
    this.#seen = this.#dataVersion();
    for (const listener of this.#listeners) listener(change);
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  #poll(): void {
    const version = this.#dataVersion();
    if (version === this.#seen) return;
    this.#seen = version;
    for (const listener of this.#listeners) listener({ operationId: null, entities: [] });
  }
}
