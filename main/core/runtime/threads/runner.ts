import type { JobControl } from '../../ledger/context.ts';

/** What a role of the thread can do: run a call, and end. */
export interface Runner {
  afterUncleanExit: boolean;
  run(name: string, input: unknown, control: JobControl): unknown;
  close(): void;
  /** Whether it has closed by itself: then the thread ends, and the next call starts another one. */
  ended(): boolean;
}
