import type { JobControl } from '../job.ts';
import type { ReadDb, WriteDb } from './sqlite.ts';

/** Gives the present time; injected so that tests and demos can stand still. */
export type Clock = () => Date;

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
}

/** ISO 8601 UTC with seconds, as every time in the ledger is written. */
export function nowText(clock: Clock): string {
  return clock()
    .toISOString()
    .replace(/\.\d{3}Z$/u, 'Z');
}
