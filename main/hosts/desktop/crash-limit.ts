/** Says how often something that dies may be started again: so many times in so many milliseconds. */
export class CrashLimit {
  readonly #times: number;
  readonly #within: number;
  readonly #now: () => number;
  #starts: number[] = [];

  /** @param now milliseconds from anywhere, never going back */
  constructor(times: number, within: number, now: () => number = () => performance.now()) {
    this.#times = times;
    this.#within = within;
    this.#now = now;
  }

  /** Whether it may be started once more; if so, that counts. */
  allow(): boolean {
    const now = this.#now();
    this.#starts = this.#starts.filter((at) => now - at < this.#within);
    if (this.#starts.length >= this.#times) return false;
    this.#starts.push(now);
    return true;
  }

  /** Forgets what was, because a person asked for it. */
  reset(): void {
    this.#starts = [];
  }
}
