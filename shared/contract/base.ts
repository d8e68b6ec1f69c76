import { eventIterator, oc } from '@orpc/contract';
import type { AnySchema } from '@orpc/contract';
import { z } from 'zod';
import { accountId, isAccountId } from '../domain/account-id.ts';
import { ERROR_EXIT_CODES } from '../domain/app-error.ts';
import type { ErrorCode } from '../domain/app-error.ts';

const errorData = z.record(z.string(), z.unknown());

/** Every error code as a declared error, so that each crosses every transport as `{ code, message, data }`. */
export const ERRORS = Object.fromEntries(
  Object.keys(ERROR_EXIT_CODES).map((code) => [code, { status: httpStatus(code as ErrorCode), data: errorData }]),
) as Record<ErrorCode, { status: number; data: typeof errorData }>;

/** As which status an error crosses HTTP: what is refused is 4xx; 5xx is a fault of our own. */
export function httpStatus(code: ErrorCode): number {
  switch (code) {
    case 'INTERNAL':
      return 500;
    case 'CORE_STOPPED':
    case 'ENGINE_STOPPED':
      return 503;
    case 'INVALID_INPUT':
      return 400;
    case 'NOT_FOUND':
    case 'PROFILE_NOT_FOUND':
    case 'FILE_NOT_FOUND':
    case 'LEDGER_NOT_FOUND':
      return 404;
    case 'ALREADY_EXISTS':
    case 'CONFLICT':
    case 'CHANGED_MEANWHILE':
      return 409;
    case 'FILE_TOO_LARGE':
      return 413;
    case 'LEDGER_LOCKED':
      return 423;
    default:
      return 422;
  }
}

/** An account ID: text of 12 digits. Repair belongs to the import; here it is right or refused. */
export const accountIdSchema = z
  .string()
  .refine(isAccountId, 'An account ID has 12 digits')
  .transform((text) => accountId(text));

/** How far long work has come: what is being done, for a person ('Reading rows'); `total` is absent where it can't be known. */
export const progressSchema = z.object({ what: z.string(), done: z.number(), total: z.number().optional() });
export type Progress = z.infer<typeof progressSchema>;

/** A call that has had no answer for some seconds. */
export const waitingSchema = z.object({
  type: z.literal('waiting'),
  service: z.string(),
  operation: z.string(),
  /** Whom it was sent to. */
  host: z.string(),
  seconds: z.int(),
});

/** How many rows a page may have at most; nobody holds more than a page. */
export const pageSize = z.int().min(1).max(1000).default(100);

/** Where the function behind a procedure runs, and what it may do there; see main/core/runtime. */
export type Kind = 'read' | 'write' | 'job' | 'long write' | 'task';

/** What a procedure says of itself besides its schemas. */
export interface Meta<K extends Kind = Kind> {
  readonly kind: K;
  /** Where its input names files or folders of this computer, as paths into the input: 'folder', 'source.path'. */
  readonly files: readonly string[];
  /** Whether a file it names may be a backup in the ledger's backup folder, which nobody has to have chosen. */
  readonly backups: boolean;
}

type Names = Partial<Pick<Meta, 'files' | 'backups'>>;

function declare<K extends Kind, I extends z.ZodType, O extends AnySchema>(
  kind: K,
  input: I,
  output: O,
  { files = [], backups = false }: Names = {},
) {
  return oc.$meta<Meta<K>>({ kind, files, backups }).errors(ERRORS).input(input).output(output);
}

/** The input of a procedure that asks for none. */
export const nothing = z.void();

/** A short read of the ledger: milliseconds, in the core's own thread. */
export const read = <I extends z.ZodType, R extends z.ZodType>(input: I, result: R) => declare('read', input, result);

/** The operation that a change made, as the history has it, and the tables that it touched. */
export const madeOperationSchema = z.object({ id: z.int(), label: z.string(), touched: z.array(z.string()) });

/**
 * What a change answers with: its value, the operation it made (null where nothing had to be changed), and what a person should know
 * about it all the same: names that hide something, or that are easily taken for others.
 */
export const changed = <T extends z.ZodType>(value: T) =>
  z.object({ value, operation: madeOperationSchema.nullable(), warnings: z.array(z.string()).optional() });

export type MadeOperation = z.infer<typeof madeOperationSchema>;
/** As `changed` gives it. */
export interface Changed<T> {
  value: T;
  operation: MadeOperation | null;
  /** Absent where there are none. */
  warnings?: string[] | undefined;
}

/** A change of the ledger: one operation, all or nothing. */
export const write = <I extends z.ZodType, R extends z.ZodType>(input: I, result: R) =>
  declare('write', input, changed(result));

/**
 * What a form showed of the fields that it changes, by their names, when a person began to type. Where the ledger has something else by
 * then, the change is refused with CHANGED_MEANWHILE. Absent: nothing was shown, as on the command line.
 */
export const shownSchema = z.record(z.string(), z.unknown());
export type Shown = z.infer<typeof shownSchema>;

/** A change of fields that a form shows before it changes them. */
export const edit = <S extends z.ZodRawShape, R extends z.ZodType>(input: z.ZodObject<S>, result: R) =>
  write(
    input.extend({ shown: shownSchema.optional() }) as unknown as z.ZodObject<
      S & { shown: z.ZodOptional<typeof shownSchema> }
    >,
    result,
  );

/** A change that takes long: progress as it comes, then the result. */
export const longWrite = <I extends z.ZodType, R extends z.ZodType>(input: I, result: R) =>
  declare('long write', input, eventIterator(progressSchema, changed(result)));

/** Long work that reads the ledger: progress as it comes, then the result. */
export const job = <I extends z.ZodType, R extends z.ZodType>(input: I, result: R, names: Names = {}) =>
  declare('job', input, eventIterator(progressSchema, result), names);

/** A job that is short most times: its result alone. */
export const shortJob = <I extends z.ZodType, R extends z.ZodType>(input: I, result: R) =>
  declare('job', input, result);

/** Work that waits for others, or is about the program itself: its result alone. */
export const task = <I extends z.ZodType, R extends z.ZodType>(input: I, result: R, names: Names = {}) =>
  declare('task', input, result, names);

/** A task that takes long: progress and events of its own as they come, then the result. */
export function longTask<I extends z.ZodType, R extends z.ZodType, E extends z.ZodType = typeof progressSchema>(
  input: I,
  result: R,
  { events, ...names }: Names & { events?: E } = {},
) {
  const told = events === undefined ? progressSchema : z.union([events, progressSchema]);
  return declare('task', input, eventIterator(told as z.ZodType<z.output<E> | Progress>, result), names);
}

/** A task that tells what happens until its caller ends it. */
export const watch = <E extends z.ZodType>(events: E) => declare('task', nothing, eventIterator(events));
