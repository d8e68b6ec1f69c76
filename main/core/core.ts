import { dirname } from 'node:path';
import type { LedgerChange, LedgerStatus } from '../../shared/contract/ledger.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { DuckdbEngine } from './duckdb/engine.ts';
import type { StartEngine } from './duckdb/protocol.ts';
import { startEngine } from './duckdb/start-engine.ts';
import { takeFromOthers } from './files/own-files.ts';
import { Uploads } from './files/uploads.ts';
import { userName } from './files/this-user.ts';
import { listBackups, listOtherBackups } from './ledger/backup-files.ts';
import type { BackupFile, OtherBackup } from './ledger/backup-files.ts';
import type { Actor, ReadContext } from './ledger/context.ts';
import { fileIdentity } from './ledger/file-identity.ts';
import { currentHolder, wasLeftHeld } from './ledger/lock.ts';
import { SCHEMA_VERSION } from './ledger/migrations/index.ts';
import { ledgerSchema } from './ledger/open-writer.ts';
import { makeLedgerPrivate, openFolders } from './ledger/private-ledger.ts';
import { restoreLedger } from './ledger/restore.ts';
import type { Restored } from './ledger/restore.ts';
import { ledgerRevision } from './ledger/revision.ts';
import { ledgerFailure } from './ledger/way-back.ts';
import type { Log } from './log/log.ts';
import { inspectInThread } from './inspect-in-thread.ts';
import { openLedgerThread } from './open-ledger-thread.ts';
import { procedureNamed } from './procedures.ts';
import { ChangeWatch } from './runtime/change-watch.ts';
import type { DemoDoor } from './runtime/demo-door.ts';
import { isKept, KeptJobs } from './runtime/kept-jobs.ts';
import { isLimited } from './runtime/limited-jobs.ts';
import { LedgerReader } from './runtime/ledger-reader.ts';
import { LedgerThreads } from './runtime/ledger-threads.ts';
import type { Jobs, Reads, Tasks, Writes } from './runtime/names.ts';
import { Questions } from './runtime/questions.ts';
import type { LedgerFile, TaskContext } from './runtime/task.ts';
import type { CallOptions } from './runtime/threads/thread-client.ts';
import { SandboxKeeper } from './sandbox/keeper.ts';
import { simulatedAws } from './sandbox/simulated-aws.ts';
import { taskNamed } from './tasks.ts';
import type { Clock } from './time/clock.ts';
import { systemClock } from './time/clock.ts';

/** What a host says when it makes a core. */
export interface CoreOptions {
  ledgerPath: string;
  host: Actor['host'];
  appVersion: string;
  log: Log;
  /** The person's name in the history; the operating system's user name unless given. */
  who?: string | undefined;
  /** A time that stands still, ISO 8601; for tests and demos. */
  now?: string | undefined;
  /** The environment in which AWS profiles are looked for; the program's own unless given. */
  environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** Where the sandbox account keeps its state; there is none unless given. */
  sandboxFolder?: string | undefined;
  /** The program's own folder for data, which nobody else may enter. */
  dataFolder?: string | undefined;
  /** Starts the process for cost data; a child process of Node's unless given. */
  startEngine?: StartEngine | undefined;
  /** Whether all of the ledger is made up. */
  demo?: boolean | undefined;
}

/** What the caller of a task may give along. */
export interface TaskOptions extends CallOptions {
  /** Gets the events of the task's own. */
  onEvent?: ((event: object) => void) | undefined;
  demo?: DemoDoor | undefined;
}

/**
 * The one core behind every host. Short reads run here on a read-only connection, long ones in the job thread, changes in
 * the writer thread. Nothing is opened before it is needed: a command that only reads takes no lock.
 */
export class Core implements LedgerFile {
  readonly options: CoreOptions;
  readonly clock: Clock;
  readonly #reader: LedgerReader;
  readonly #threads: LedgerThreads;
  readonly #watch: ChangeWatch;
  readonly #questions = new Questions();
  readonly #uploads = new Uploads();
  readonly #kept = new KeptJobs();
  readonly #sandbox: SandboxKeeper;
  readonly #madePrivate: readonly string[];
  readonly #engine: DuckdbEngine;

  constructor(options: CoreOptions) {
    this.options = options;
    const { now, ledgerPath, host, appVersion, log } = options;
    this.#madePrivate = makePrivate(options);
    this.#engine = new DuckdbEngine(options.startEngine ?? startEngine);
    this.#sandbox = new SandboxKeeper(options.sandboxFolder ?? null, options.startEngine);
    this.clock = now === undefined ? systemClock : () => new Date(now);
    const actor: Actor = { who: options.who ?? userName(), host };
    this.#reader = new LedgerReader(ledgerPath, (): Promise<unknown> => this.#threads.start('writer'));
    this.#watch = new ChangeWatch(() => this.#reader.version());
    this.#threads = new LedgerThreads(
      { ledgerPath, actor, appVersion, now: now ?? null, log, open: openLedgerThread },
      (change) => this.#watch.report(change),
    );
  }

  /**
   * Runs a short read. @throws AppError.
   */
  async read<N extends keyof Reads>(name: N, input: Reads[N]['input']): Promise<Reads[N]['result']> {
    const { ledgerPath } = this.options;
    const run = procedureNamed(name) as (context: ReadContext, input: unknown) => Reads[N]['result'];
    try {
      return await this.#reader.use((db) => run({ db, clock: this.clock, ledgerPath }, input));
    } catch (error) {
      throw ledgerFailure(error, ledgerPath);
    }
  }

  /** Runs long work on a snapshot of the ledger in a job thread. @throws AppError. */
  async job<N extends keyof Jobs>(
    name: N,
    input: Jobs[N]['input'],
    options: CallOptions = {},
  ): Promise<Jobs[N]['result']> {
    const { ledgerPath } = this.options;
    const revision = await this.#reader.use((db) => `${fileIdentity(ledgerPath) ?? ''} ${ledgerRevision({ db })}`);
    const found = procedureNamed(name);
    const run = (): Promise<unknown> =>
      isLimited(found)
        ? this.#threads.limited(found.limits, name, input, options)
        : this.#threads.call('jobs', name, input, options);
    const answer = isKept(found) ? this.#kept.answer(name, revision, run) : run();
    return (await answer) as Jobs[N]['result'];
  }

  /** Changes the ledger: one operation, all or nothing. @throws AppError LEDGER_LOCKED, CONFLICT, … */
  async write<N extends keyof Writes>(
    name: N,
    input: Writes[N]['input'],
    options: CallOptions = {},
  ): Promise<Writes[N]['result']> {
    return (await this.#threads.call('writer', name, input, options)) as Writes[N]['result'];
  }

  /** Runs work that waits for others, or is about the program itself. @throws AppError. */
  async task<N extends keyof Tasks>(
    name: N,
    input: Tasks[N]['input'],
    options: TaskOptions = {},
  ): Promise<Tasks[N]['result']> {
    try {
      return (await taskNamed(name)(this.#taskContext(options), input)) as Tasks[N]['result'];
    } catch (error) {
      throw ledgerFailure(error, this.options.ledgerPath);
    }
  }

  /** Answers a question that a running task has put. @throws AppError NOT_FOUND. */
  answer(questionId: string, answer: string): void {
    this.#questions.answer(questionId, answer);
  }

  /** Takes the writer lock now, and makes the ledger where there is none. @throws AppError. */
  async openForWriting(): Promise<void> {
    await this.#threads.start('writer');
  }

  /**
   * Makes the ledger where there is none, brings an old one up to date, and checks one that a program left by a crash; then the lock is
   * let go again. A ledger that needs nothing of it is not opened for writing at all.
   * @throws AppError as `openWriter` does.
   */
  async tendLedger(): Promise<void> {
    const { ledgerPath } = this.options;
    if (ledgerSchema(ledgerPath) >= SCHEMA_VERSION && !wasLeftHeld(ledgerPath)) return;
    await this.#threads.start('writer');
    await this.#threads.retire('writer');
  }

  status(): LedgerStatus {
    return {
      path: this.options.ledgerPath,
      exists: this.#reader.exists(),
      writing: this.#threads.writing,
      holder: currentHolder(this.options.ledgerPath),
      afterUncleanExit: this.#threads.afterUncleanExit,
      demo: this.options.demo ?? false,
      madePrivate: [...this.#madePrivate],
      openFolders: openFolders(this.options.ledgerPath),
    };
  }

  /** The ledger's own backups beside it, newest first; also where the ledger itself can't be opened. */
  backups(): BackupFile[] {
    return listBackups(this.options.ledgerPath);
  }

  /** The backups of other ledgers that lie in the same folder, newest first. */
  otherBackups(): OtherBackup[] {
    return listOtherBackups(this.options.ledgerPath);
  }

  /** Puts a backup in the ledger's place; the replaced ledger is kept aside. @throws AppError as `restoreLedger` does. */
  async restore(backupPath: string, of: string | null): Promise<Restored> {
    const { ledgerPath, appVersion } = this.options;
    const restored = await this.#reader.closedWhile(async () => {
      await this.#threads.stop();
      const { actor } = this.#threads;
      return restoreLedger({
        ledgerPath,
        backupPath,
        of,
        actor,
        clock: this.clock,
        appVersion,
        inspect: inspectInThread,
      });
    });
    this.#watch.report({ operationId: null, touched: [] });
    return restored;
  }

  #taskContext({ signal = new AbortController().signal, onProgress, onEvent, demo }: TaskOptions): TaskContext {
    const { log, appVersion, environment = process.env } = this.options;
    const tell = (event: object): void => onEvent?.(event);
    return {
      read: (name, input) => this.read(name, input),
      write: (name, input) => this.write(name, input),
      job: (name, input) => this.job(name, input, { signal, onProgress }),
      openForWriting: () => this.openForWriting(),
      clock: this.clock,
      actor: this.#threads.actor,
      log,
      appVersion,
      ledger: this,
      demo,
      signal,
      environment,
      engine: this.#engine,
      uploads: this.#uploads,
      dataFolder: this.options.dataFolder ?? dirname(this.options.ledgerPath),
      sandboxFolder: this.options.sandboxFolder ?? null,
      simulatedAws: () => simulatedAws(this.options.sandboxFolder ?? null),
      startSandbox: (accounts) => this.#sandbox.start(accounts),
      tell,
      ask: (question) =>
        this.#questions.ask((questionId) => tell({ type: 'question', questionId, ...question }), signal),
      answer: (questionId, answer) => this.answer(questionId, answer),
      progress: (progress) => onProgress?.(progress),
      checkCancelled: () => {
        if (signal.aborted) throw new AppError('CANCELLED', 'Cancelled.');
      },
    };
  }

  /** Calls back whenever the ledger changed, whoever changed it, until the returned function is called. */
  onChange(listener: (change: LedgerChange) => void): () => void {
    return this.#watch.subscribe(listener);
  }

  /** Ends what is under way, closes the ledger and lets the lock go. */
  async close(): Promise<void> {
    this.#watch.stop();
    this.#engine.close();
    await this.#sandbox.stop();
    // Before the writer: the last connection that may write puts the write-ahead log into the ledger, which is one file then.
    this.#reader.close();
    await this.#threads.stop();
  }
}

/** Takes what others could read until now away from them, and says so once: it is private from then on. */
function makePrivate({ ledgerPath, dataFolder, log }: CoreOptions): string[] {
  const rights = dataFolder === undefined ? null : takeFromOthers(dataFolder);
  const made = [...(rights === null ? [] : [`${dataFolder} (${rights})`]), ...makeLedgerPrivate(ledgerPath)];
  if (made.length > 0) log.warn('ledger.made-private', `Other users of this computer could read: ${made.join(', ')}`);
  return made;
}
