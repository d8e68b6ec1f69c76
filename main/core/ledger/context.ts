import type { Progress } from '../../../shared/contract/base.ts';
import type { ReadDb, WriteDb } from '../sqlite/sqlite.ts';
import type { Clock } from '../time/clock.ts';

/** What long work is given so that it can tell how far it is and notice that it is no longer wanted. */
export interface JobControl {
  /** At most ten times a second is enough; the receiver may drop what comes faster. */
  progress(progress: Progress): void;
  /** @throws AppError CANCELLED when the caller has given up. Call it between chunks. */
  checkCancelled(): void;
}

/** Who does something, from where. */
export interface Actor {
  /** The operating system's user name. */
  who: string;
  host: 'desktop' | 'web' | 'cli' | 'test';
}

/** What a function that only reads is given. */
export interface ReadContext {
  db: ReadDb;
  clock: Clock;
  /** The ledger's own file. */
  ledgerPath: string;
}

/** What a long function that only reads is given; it runs in the job thread. */
export interface JobContext extends ReadContext, JobControl {
  actor: Actor;
}

/** What a function that changes the ledger is given; it runs in the writer thread, inside one operation. */
export interface WriteContext extends ReadContext, JobControl {
  db: WriteDb;
  actor: Actor;
  /** Says what the operation did, for the history: 'Imported accounts.xlsx'. The last call counts. */
  label(text: string): void;
  /** Says which payer account the operation belongs to, where it belongs to one. */
  mpa(id: string): void;
  /** Says what a person should know about what was done all the same. It goes to the caller; nothing is kept of it. */
  warn: (sentence: string) => void;
}
