/** How far a long piece of work has come. `total` is absent where it can't be known. */
export interface Progress {
  /** What is being done, for a person: 'Reading rows'. */
  what: string;
  done: number;
  total?: number;
}

/** What long work is given so that it can tell how far it is and notice that it is no longer wanted. */
export interface JobControl {
  /** At most ten times a second is enough; the receiver may drop what comes faster. */
  progress(progress: Progress): void;
  /** @throws AppError CANCELLED when the caller has given up. Call it between chunks. */
  checkCancelled(): void;
}
