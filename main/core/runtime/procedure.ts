import type { Kind } from '../../../shared/contract/base.ts';
import type { Contract } from '../../../shared/contract/index.ts';
import type { GivenBy, InputOf, KindOf, NamesOf } from '../../../shared/contract/kinds.ts';
import type { OwnProcedures } from '../../../shared/contract/own-procedures.ts';
import type { AppError } from '../../../shared/domain/app-error.ts';
import type { JobContext, ReadContext, WriteContext } from '../ledger/context.ts';
import type { Reversals } from '../ledger/undo.ts';
import type { TaskContext } from './task.ts';

/** A function that reads; short: it runs on the core's own thread and must take milliseconds. */
type Read<I, R> = (context: ReadContext, input: I) => R;

/** A function that changes the ledger; it runs in the writer thread, synchronously, as one operation. */
type Write<I, R> = (context: WriteContext, input: I) => R;

/** A write that the writer has to know more of. */
export interface WriteDefinition<I = never, R = unknown> {
  readonly run: Write<I, R>;
  /** Scratch databases to attach while it runs: schema name → path. */
  readonly attach?: (input: I) => Record<string, string>;
  /** Writes to the journal of AWS runs: no operation, nothing to undo, because what it tells of has happened. */
  readonly journal?: true;
  /** Keeps what was seen in AWS: an observation, which undo passes by. */
  readonly observes?: true;
}

/** A change of fields that a form showed; see `edit` of the contract. What was changed since the form showed it is refused. */
export interface EditDefinition<I = never, R = unknown> extends WriteDefinition<I, R> {
  /** What the ledger has now of the fields that can be changed, by their names. */
  readonly now: (context: WriteContext, input: I) => Readonly<Record<string, unknown>>;
}

/** Takes back, or brings back, operations: each of them is an operation itself; see ledger/undo.ts. */
export interface Reversal<I = never, R = unknown> {
  readonly reverse: (reversals: Reversals, input: I) => R;
}

/** Long work that reads the ledger and may read and write other files; it runs in the job thread and may be async. */
type Job<I, R> = (context: JobContext, input: I) => R | Promise<R>;

/** A job whose answer depends on the ledger alone and is asked for again and again: the answer is kept until the ledger changes. */
export interface KeptJob<I = never, R = unknown> {
  readonly run: Job<I, R>;
  readonly kept: true;
}

/** How much a job over what strangers made may ask of us, from its start to its end. */
export interface JobLimits {
  /** Milliseconds, what it waits for included. */
  readonly ms: number;
  /** Heap of its thread. */
  readonly memoryMb: number;
  /** What is said when it asked for more. */
  readonly refusal: (limit: 'ms' | 'memoryMb') => AppError;
}

/** A job over what strangers made: it runs in a thread of its own kind, which other jobs do not wait for, within limits. */
export interface LimitedJob<I = never, R = unknown> {
  readonly run: Job<I, R>;
  readonly limits: JobLimits;
}

/** Work that waits for others, or is about the program itself; it runs in the core's own thread. */
type Task<I, R> = (context: TaskContext, input: I) => R | Promise<R>;

/** What implements a procedure, by its kind. */
interface ByKind<I, R> {
  read: Read<I, R>;
  write: 'shown' extends keyof I ? EditDefinition<I, R> : Write<I, R> | WriteDefinition<I, R> | Reversal<I, R>;
  'long write': Write<I, R> | WriteDefinition<I, R>;
  job: Job<I, R> | KeptJob<I, R> | LimitedJob<I, R>;
  task: Task<I, R>;
}

type Implementation<P> = ByKind<InputOf<P>, GivenBy<P>>[KindOf<P>];

type Implementations<F extends keyof Contract, K extends Kind> = {
  readonly [N in NamesOf<F, K>]: Implementation<Contract[F][N]>;
};

/** What a feature's index.ts gives for all that reads and changes the ledger; one that is missing does not compile. */
export type LedgerProcedures<F extends keyof Contract> = Implementations<F, Exclude<Kind, 'task'>>;

/** What a feature gives for its tasks. */
export type TaskProcedures<F extends keyof Contract> = Implementations<F, 'task'>;

/** What implements the procedures that only tasks call; one that is missing does not compile. */
export type OwnImplementations = {
  readonly [N in keyof OwnProcedures]: ByKind<
    OwnProcedures[N]['input'],
    OwnProcedures[N]['result']
  >[OwnProcedures[N]['kind']];
};

/** Gives what implements the name of a read, a job or a write. @throws Error where there is none: a fault of the program. */
export type Named = (name: string) => unknown;
