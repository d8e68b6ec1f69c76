/** What a person says when they close something while work is under way in it. */
export type QuitAnswer = 'when-done' | 'cancel-work' | 'stay';

/** What is to be closed: the whole program, or one page, by the ID of its contents. */
export type Closing = 'program' | number;

/** What the guard is made of. */
export interface QuitGuardParts {
  /** Asks a person. @param what is under way: 'An import is under way' */
  readonly ask: (what: string, closing: Closing) => Promise<QuitAnswer>;
  /** Tells the pages that are to be closed to cancel what is under way. */
  readonly cancelWork: (closing: Closing) => void;
  /** Runs something later; gives what stops that. */
  readonly later: (run: () => void, milliseconds: number) => () => void;
}

/** How long work may take to come to its cancelled end before it is left all the same. */
const CANCEL_MS = 8_000;

/**
 * Keeps the program and its windows from closing while something is under way, unless a person says so. What is cut off by the
 * end does no harm to the ledger (every change is one transaction), but an import would have to be done again.
 */
export class QuitGuard {
  readonly #parts: QuitGuardParts;
  readonly #busy = new Map<number, string>();
  #leaving: { readonly closing: Closing; readonly close: () => void } | null = null;
  #asking = false;
  #stopTimer: () => void = () => undefined;

  constructor(parts: QuitGuardParts) {
    this.#parts = parts;
  }

  /** A page says what is under way in it; null: nothing. */
  setBusy(page: number, text: string | null): void {
    if (text === null) this.#busy.delete(page);
    else this.#busy.set(page, text);
    this.#closeIfDone();
  }

  /** What is under way in that which is to be closed; null: nothing. */
  what(closing: Closing): string | null {
    return (closing === 'program' ? [...this.#busy.values()][0] : this.#busy.get(closing)) ?? null;
  }

  /**
   * A person wants to close something: closes it at once where nothing is under way, else asks.
   * @param close closes it; called now, later or never
   */
  async leave(closing: Closing, close: () => void): Promise<void> {
    const what = this.what(closing);
    if (what === null) {
      close();
      return;
    }
    // The question stands there already.
    if (this.#asking) return;
    this.#asking = true;
    const answer = await this.#parts.ask(what, closing);
    this.#asking = false;
    this.#stopTimer();
    this.#leaving = answer === 'stay' ? null : { closing, close };
    if (answer === 'cancel-work' && this.what(closing) !== null) this.#cancel(closing);
    this.#closeIfDone();
  }

  #cancel(closing: Closing): void {
    this.#stopTimer = this.#parts.later(() => {
      if (closing === 'program') this.#busy.clear();
      else this.#busy.delete(closing);
      this.#closeIfDone();
    }, CANCEL_MS);
    this.#parts.cancelWork(closing);
  }

  #closeIfDone(): void {
    if (!this.#leaving || this.what(this.#leaving.closing) !== null) return;
    const { close } = this.#leaving;
    this.#leaving = null;
    this.#stopTimer();
    close();
  }
}
