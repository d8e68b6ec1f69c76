import type { AccountId } from '../../shared/domain/account-id.ts';
import type { JobControl } from './job.ts';
import type { Actor, Clock } from './ledger/context.ts';
import type { Log } from './log/log.ts';
import type { Reads, Writes } from './registry.ts';

type Input<F> = F extends (context: never, input: infer I) => unknown ? I : never;
type Output<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;

/** A question that only a person can answer while a task runs. */
export interface Question {
  /** `mfa`: the code that the device shows now. */
  kind: 'mfa';
  profile: string;
  /** Which device. */
  serial: string;
}

/** The ledger as a task sees it: by the product's own reads and writes. */
export interface TaskLedger {
  read<K extends keyof Reads>(name: K, input: Input<Reads[K]>): Promise<Output<Reads[K]>>;
  write<K extends keyof Writes>(name: K, input: Input<Writes[K]['run']>): Promise<Output<Writes[K]['run']>>;
}

/**
 * What a task is given: work that waits for others (AWS, a browser, a person) for minutes, and reads and changes the ledger as it
 * goes on. It runs in the core's own thread, so what computes long belongs into a job.
 */
export interface TaskContext extends TaskLedger, JobControl {
  readonly clock: Clock;
  readonly actor: Actor;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** The environment of the program: AWS_PROFILE, AWS_CONFIG_FILE … */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder of the sandbox account; null where the host has none. */
  readonly sandboxFolder: string | null;
  /** Runs the sandbox account in this program until the core is closed; see SandboxKeeper. */
  startSandbox(accounts: readonly AccountId[]): Promise<void>;
  /** Sends an event of the task's own to whoever started it. */
  tell(event: object): void;
  /** Asks the person who started it. @throws AppError CANCELLED when nobody answers any more. */
  ask(question: Question): Promise<string>;
}

/** Work that waits for others; see TaskContext. */
export type TaskFunction = (context: TaskContext, input: never) => Promise<unknown>;
