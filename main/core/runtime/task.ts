import type { LedgerChange, LedgerStatus } from '../../../shared/contract/ledger.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { BackupFile, OtherBackup } from '../ledger/backup-files.ts';
import type { Actor, JobControl } from '../ledger/context.ts';
import type { Restored } from '../ledger/restore.ts';
import type { DuckdbEngine } from '../duckdb/engine.ts';
import type { Uploads } from '../files/uploads.ts';
import type { Log } from '../log/log.ts';
import type { Clock } from '../time/clock.ts';
import type { DemoDoor } from './demo-door.ts';
import type { Jobs, Reads, Writes } from './names.ts';

/** A question that only a person can answer while a task runs. */
export interface Question {
  /** `mfa`: the code that the device shows now. */
  kind: 'mfa';
  profile: string;
  /** Which device. */
  serial: string;
}

/** The simulated AWS of this host, as those know it who call it: by the wire. */
export interface SimulatedAws {
  readonly accounts: readonly AccountId[];
  /** Null where it does not run. */
  readonly url: string | null;
  /** What opens an account there, and nothing else. */
  credentialsOf(account: AccountId): { accessKeyId: string; secretAccessKey: string };
}

/** The ledger as a task sees it: by the product's own reads and writes. */
export interface TaskLedger {
  read<N extends keyof Reads>(name: N, input: Reads[N]['input']): Promise<Reads[N]['result']>;
  write<N extends keyof Writes>(name: N, input: Writes[N]['input']): Promise<Writes[N]['result']>;
  /** Its progress is the task's, and it ends with the task. */
  job<N extends keyof Jobs>(name: N, input: Jobs[N]['input']): Promise<Jobs[N]['result']>;
  /** Takes the writer lock now, and makes the ledger where there is none. @throws AppError. */
  openForWriting(): Promise<void>;
}

/** The ledger as a file. */
export interface LedgerFile {
  status(): LedgerStatus;
  /** Its own backups beside it, newest first; also where the ledger itself can't be opened. */
  backups(): BackupFile[];
  /** The backups of other ledgers that lie in the same folder, newest first. */
  otherBackups(): OtherBackup[];
  /** Puts a backup in its place; the replaced ledger is kept aside. @throws AppError as `restoreLedger` does. */
  restore(backupPath: string, of: string | null): Promise<Restored>;
  /** Calls back whenever it changed, whoever changed it, until the returned function is called. */
  onChange(listener: (change: LedgerChange) => void): () => void;
}

/**
 * What a task is given: work that waits for others (AWS, a browser, a person) for minutes, and reads and changes the ledger as it
 * goes on. It runs in the core's own thread, so what computes long belongs into a job.
 */
export interface TaskContext extends TaskLedger, JobControl {
  readonly clock: Clock;
  readonly actor: Actor;
  readonly log: Log;
  readonly appVersion: string;
  readonly signal: AbortSignal;
  /** The environment of the program: AWS_PROFILE, AWS_CONFIG_FILE … */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The engine for cost data; its process is started by the first use. */
  readonly engine: DuckdbEngine;
  /** Files that a page sends. */
  readonly uploads: Uploads;
  /** Where the program keeps its data: cached cost data among it. */
  readonly dataFolder: string;
  /** The folder of the sandbox account; null where the host has none. */
  readonly sandboxFolder: string | null;
  readonly ledger: LedgerFile;
  /** The way into the demo; absent where the host offers none. */
  readonly demo: DemoDoor | undefined;
  /** The sandbox that the host has a folder for, running or not; null where there is none. @throws AppError FILE_DAMAGED. */
  simulatedAws(): SimulatedAws | null;
  /** Runs the sandbox account in this program until the core is closed; see SandboxKeeper. */
  startSandbox(accounts: readonly AccountId[]): Promise<void>;
  /** Sends an event of the task's own to whoever started it. */
  tell(event: object): void;
  /** Asks the person who started it. @throws AppError CANCELLED when nobody answers any more. */
  ask(question: Question): Promise<string>;
  /** Answers a question that another task has put. @throws AppError NOT_FOUND. */
  answer(questionId: string, answer: string): void;
}
