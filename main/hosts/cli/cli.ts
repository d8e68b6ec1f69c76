import { createInterface } from 'node:readline/promises';
import type { Client } from '../../../shared/contract/client.ts';
import type { LedgerStatus } from '../../../shared/contract/ledger.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { waitingInWords } from '../../../shared/domain/aws/waiting.ts';
import type { WaitingCall } from '../../../shared/domain/aws/waiting.ts';
import { openLog } from '../../core/log/log.ts';
import type { Log } from '../../core/log/log.ts';
import { dataFolder, ledgerPath, logFolder, sandboxFolder } from '../setup/paths.ts';
import { APP_VERSION } from '../setup/version.ts';
import { cleanText } from './clean-text.ts';
import { withoutEffect } from './options.ts';
import type { CommonOptions } from './options.ts';
import { Output } from './output.ts';
import { progressLine } from './progress.ts';
import type { Progress } from './progress.ts';

/** Long work as the contract gives it: progress and events of its own, then the result. */
interface Job<T, E> {
  next(): Promise<IteratorResult<Progress | E, T>>;
  return?(): Promise<unknown>;
}

/** A question of running work that only a person can answer: the code of an MFA device. */
interface Asked {
  type: 'question';
  questionId: string;
  profile: string;
  serial: string;
}

/** What every command is given: the core behind its contract, the terminal, and the person's wish to stop. */
export class Cli {
  readonly output: Output;
  readonly log: Log;
  /** What the command ends with when it does not fail: 0 done, 1 findings or invalid rows. */
  exitCode = 0;
  readonly #options: () => CommonOptions;
  /** Whether the command has looked at --mpa. */
  #mpaUsed = false;
  #sandboxAsked: string | undefined;
  readonly #abort = new AbortController();
  #opened: Promise<{ client: Client; close(): Promise<void> }> | null = null;

  constructor(options: () => CommonOptions) {
    this.#options = options;
    this.output = new Output(options, { onClosed: () => this.cancel(), beforeSaying: () => this.assertMpaUsed() });
    this.log = openLog(logFolder());
  }

  get options(): Omit<CommonOptions, 'mpa'> {
    return this.#options();
  }

  /** The payer account that --mpa names. Who asks for it has a use for it, before anything is changed. */
  get mpa(): string | undefined {
    this.#mpaUsed = true;
    return this.#options().mpa;
  }

  /**
   * Refuses --mpa where the command has not asked for it. It is looked at before the first call that may change something, and before
   * anything is printed; what has other effects looks itself.
   * @throws AppError INVALID_INPUT
   */
  assertMpaUsed(): void {
    if (this.#mpaUsed || this.#options().mpa === undefined) return;
    throw withoutEffect('--mpa', 'on what this command does: it is not about one payer account, or says itself which');
  }

  get ledgerPath(): string {
    return ledgerPath(this.options.ledger);
  }

  /** The folder of the sandbox account. */
  get sandboxFolder(): string {
    return sandboxFolder(this.#sandboxAsked);
  }

  /** Uses another folder for the sandbox account; before the client is opened. */
  useSandbox(folder: string): void {
    this.#sandboxAsked = folder;
  }

  /** Given along with every long call, so that Ctrl-C ends it. */
  get abortable(): { signal: AbortSignal } {
    return { signal: this.#abort.signal };
  }

  /** Ends what is under way, cleanly. */
  cancel(): void {
    this.#abort.abort();
  }

  /** The contract over the ledger; opened when first asked for, because loading it takes most of the start. */
  async client(): Promise<Client> {
    this.#opened ??= this.#open();
    return (await this.#opened).client;
  }

  /**
   * Runs long work to its end, shows how far it is, and puts its questions to the person at the terminal.
   * @param onEvent gets the events of the work's own
   * @throws what the work throws; AppError MFA_NEEDED where it asks and nobody can answer.
   */
  async run<T, E extends object = never>(
    started: PromiseLike<Job<T, E>>,
    onEvent: (event: Exclude<E, Asked>) => void = () => undefined,
  ): Promise<T> {
    const line = progressLine(process.stderr, !this.output.json && !this.output.quiet);
    const work = await started;
    try {
      for (;;) {
        const step = await work.next();
        if (step.done) return step.value;
        if (isProgress(step.value)) {
          line.show(step.value);
          continue;
        }
        line.clear();
        if (isQuestion(step.value)) await this.#answer(step.value);
        // What is left: no progress, no question.
        else onEvent(step.value as Exclude<E, Asked>);
        if (isWaiting(step.value)) this.output.sayWaiting(waitingInWords(step.value));
      }
    } catch (error) {
      await work.return?.();
      throw error;
    } finally {
      line.clear();
    }
  }

  /** Whether a question can be put to somebody. */
  get canAsk(): boolean {
    return process.stdin.isTTY && process.stderr.isTTY && !this.output.json;
  }

  /**
   * Makes sure that a change is wanted: by --yes, or by asking at a terminal.
   * @param what what is about to happen, as it stands in the question: 'Merge 3 subsets'
   * @param preview what it would do, shown first
   * @param unchanged what is true when it is not wanted
   * @throws AppError CHOICE_NEEDED where nobody can be asked, CANCELLED when the answer is no.
   */
  async confirm(what: string, preview = '', unchanged = 'Nothing was changed.'): Promise<void> {
    this.assertMpaUsed();
    if (this.options.yes) return;
    if (preview !== '' && !this.output.json) this.output.tell(preview);
    if (!this.canAsk) {
      throw new AppError('CHOICE_NEEDED', `${what}? ${unchanged} Give --yes to do it.`, { option: '--yes' });
    }
    if (!(await this.ask(`${what}?`))) throw new AppError('CANCELLED', unchanged);
  }

  /** Asks at the terminal; anything but y or yes is no. */
  async ask(question: string): Promise<boolean> {
    return /^y(?:es)?$/iu.test(await this.#question(`${question} [y/N] `));
  }

  /**
   * Asks at the terminal for a text: a code of a device.
   * @throws AppError MFA_NEEDED where nobody can be asked, CANCELLED when nobody answers.
   */
  async askText(question: string): Promise<string> {
    if (!this.canAsk) throw new AppError('MFA_NEEDED', `${question} Run this command at a terminal.`);
    return this.#question(`${question} `);
  }

  /** Closes the ledger and the log. */
  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => null);
    await opened?.close();
    await this.log.close();
  }

  async #answer({ questionId, profile, serial }: Asked): Promise<void> {
    const code = await this.askText(`The code that ${serial} shows now, for the profile ${profile}:`);
    await (await this.client()).aws.answer({ questionId, answer: code });
  }

  async #question(text: string): Promise<string> {
    const reader = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return (await reader.question(cleanText(text), this.abortable)).trim();
    } catch (error) {
      // Ctrl-C or Ctrl-D at the question.
      if (error instanceof Error && error.name === 'AbortError')
        throw new AppError('CANCELLED', 'Nothing was changed.');
      throw error;
    } finally {
      reader.close();
    }
  }

  async #open(): Promise<{ client: Client; close(): Promise<void> }> {
    const [{ Core }, { connectInCommands }, { aroundChanges }] = await Promise.all([
      import('../../core/core.ts'),
      import('../setup/connect-in-commands.ts'),
      import('./around-changes.ts'),
    ]);
    const { log } = this;
    const core = new Core({
      ledgerPath: this.ledgerPath,
      sandboxFolder: this.sandboxFolder,
      dataFolder: dataFolder(),
      host: 'cli',
      appVersion: APP_VERSION,
      log,
    });
    if (!this.output.json && !this.output.quiet) tellMadePrivate(core.status(), this.output);
    const client = aroundChanges(connectInCommands(log)(core), {
      before: () => this.assertMpaUsed(),
      warned: (sentence) => this.output.warn(sentence),
    });
    return { client, close: () => core.close() };
  }
}

/** Once: from then on it is private. */
function tellMadePrivate({ madePrivate }: Pick<LedgerStatus, 'madePrivate'>, output: Output): void {
  if (madePrivate.length === 0) return;
  output.tell(
    `Note: other users of this computer could read these until now; they are yours alone from here on: ${madePrivate.join(', ')}`,
  );
}

function isProgress(event: object): event is Progress {
  return !('type' in event) && 'what' in event && 'done' in event;
}

function isWaiting(event: object): event is WaitingCall {
  return 'type' in event && event.type === 'waiting';
}

function isQuestion(event: object): event is Asked {
  return 'type' in event && event.type === 'question';
}
