import type { SetupEvent } from '../../../../shared/contract/aws.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { KeptCall } from '../../../../shared/contract/own-procedures.ts';
import type { WaitingCall } from '../../../../shared/domain/aws/waiting.ts';
import { nowText } from '../../time/clock.ts';
import type { TaskContext } from '../../runtime/task.ts';
import { callError, cameFrom } from './aws-error.ts';
import { requestSummary } from './request-summary.ts';

const UNCHANGED = 'Nothing was changed.';

/** Reads are kept in bunches, because each write to the ledger is a sync of the disk. */
const BUNCH = 50;

/**
 * Keeps every call of a run in the ledger. A call that changes something is kept before it is sent: where the program ends before
 * the answer comes, 'sent' stays, and one knows what to look at.
 */
export class CallJournal {
  readonly #task: Pick<TaskContext, 'write' | 'clock'>;
  readonly #runId: number | null;
  readonly #tell: (event: SetupEvent) => void;
  #step: SetupStepKey | null = null;
  #pending: KeptCall[] = [];
  #position = 0;
  reads = 0;
  /** The last call, such as s3:HeadBucket: for an error that does not know its own. */
  lastOperation = 'aws';
  changes = 0;
  /** Calls that changed something in AWS, or of which no answer says that they did not. */
  readonly #changed: { step: SetupStepKey | null; call: string }[] = [];
  readonly #hidden = new Set<string>();

  /** @param runId null where nothing is kept: the profile is just being tried */
  constructor(task: Pick<TaskContext, 'write' | 'clock'>, runId: number | null, tell: (event: SetupEvent) => void) {
    this.#task = task;
    this.#runId = runId;
    this.#tell = tell;
  }

  /** Which step the calls that follow are for. */
  at(step: SetupStepKey | null): void {
    this.#step = step;
  }

  /** Keeps no values of these stack parameters from here on: their template says that nobody may see them. */
  hideParameters(names: readonly string[]): void {
    for (const name of names) this.#hidden.add(name);
  }

  /** What this run has changed in AWS so far, in a sentence. */
  changedInWords(): string {
    const { length } = this.#changed;
    if (length === 0) return UNCHANGED;
    return `Before that, ${length === 1 ? 'one call' : `${length} calls`} of this run had changed something in AWS.`;
  }

  /** The calls of a step that changed something in AWS, or may have, as s3:CreateBucket. */
  changedAt(step: SetupStepKey): string[] {
    return this.#changed.filter((each) => each.step === step).map(({ call }) => call);
  }

  /** An error that ends the run: where it says that nothing was changed, what this run has changed in AWS stands there instead. */
  tellChanged(error: unknown): unknown {
    if (!(error instanceof AppError) || !error.message.includes(UNCHANGED)) return error;
    const message = error.message.replace(UNCHANGED, this.changedInWords());
    return new AppError(error.code, message, error.data, { cause: error });
  }

  /** Tells of a call that has no answer yet. */
  tellWaiting(call: WaitingCall): void {
    this.#tell({ type: 'waiting', step: this.#step, ...call });
  }

  /** Runs a call and keeps it. @throws what the call throws. */
  async record<T>(
    call: { service: string; operation: string; changes: boolean; input: unknown },
    run: () => Promise<{ result: T; requestId: string | null }>,
  ): Promise<T> {
    const record = this.#begin(call);
    if (call.changes) await this.#keep(record);
    const started = performance.now();
    try {
      const { result, requestId } = await run();
      if (call.changes) this.#note(call, '');
      await this.#end(record, { outcome: 'ok', requestId }, started);
      return result;
    } catch (error) {
      cameFrom(error, `${call.service}:${call.operation}`);
      const { code, requestId, status } = callError(error);
      if (call.changes && (status === null || status >= 500))
        this.#note(call, ', of which no answer says whether it was done');
      await this.#end(record, { outcome: 'failed', code, requestId }, started);
      throw error;
    }
  }

  /** Puts what is left into the ledger. */
  async flush(): Promise<void> {
    const calls = this.#pending;
    if (this.#runId === null || calls.length === 0) return;
    this.#pending = [];
    await this.#task.write('aws.keepCalls', { runId: this.#runId, calls });
  }

  #note({ service, operation }: { service: string; operation: string }, known: string): void {
    this.#changed.push({ step: this.#step, call: `${service}:${operation}${known}` });
  }

  #begin({
    service,
    operation,
    changes,
    input,
  }: {
    service: string;
    operation: string;
    changes: boolean;
    input: unknown;
  }) {
    this.lastOperation = `${service}:${operation}`;
    if (changes) this.changes += 1;
    else this.reads += 1;
    const record: KeptCall = {
      position: (this.#position += 1),
      at: nowText(this.#task.clock),
      service,
      operation,
      changes,
      request: JSON.stringify(requestSummary(input, this.#hidden)),
      outcome: 'sent',
      code: null,
      requestId: null,
      milliseconds: null,
    };
    return record;
  }

  async #keep(record: KeptCall): Promise<void> {
    this.#pending.push({ ...record });
    await this.flush();
  }

  async #end(record: KeptCall, end: Partial<KeptCall> & { outcome: 'ok' | 'failed' }, started: number): Promise<void> {
    const ended = { ...record, ...end, milliseconds: Math.round(performance.now() - started) };
    this.#pending.push(ended);
    const { service, operation, changes, code, requestId } = ended;
    this.#tell({ type: 'call', step: this.#step, service, operation, changes, outcome: end.outcome, code, requestId });
    if (changes || this.#pending.length >= BUNCH) await this.flush();
  }
}
