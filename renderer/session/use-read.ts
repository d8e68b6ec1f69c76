import { skipToken, useQueries, useQuery } from '@tanstack/react-query';
import type { QueryKey, UseQueryOptions, UseQueryResult } from '@tanstack/react-query';
import { toFailure } from './failure.ts';
import type { Failure } from './failure.ts';
import { useSession } from './session.ts';
import { resultOf } from './stream.ts';

/** In place of an input: nothing is asked. */
export { skipToken };

/** What is asked: the options of a query, as `queries.subsets.list.queryOptions({ input })` gives them. */
export type Question<Answer, T = Answer> = UseQueryOptions<Answer, Error, T> & { readonly queryKey: QueryKey };

/** Something of the ledger, as it is now. */
export interface Read<T> {
  /** `loading` until the first answer. */
  readonly phase: 'loading' | 'ready' | 'failed';
  /** The last answer; it stays while a newer one is read, and where that fails. */
  readonly data: T | null;
  /** Whether a newer answer is on its way. */
  readonly reading: boolean;
  readonly failure: Failure | null;
  /** Whether `data` is the answer to the question before, which was asked to stay until this one's comes. */
  readonly isPlaceholder: boolean;
  readonly refresh: () => void;
}

/** Something of the ledger, read now and whenever it may have changed; once, however many parts of the page ask for the same. */
export function useRead<Answer, T = Answer>(question: Question<Answer, T>): Read<T> {
  return toRead(useQuery(question, useSession().cache));
}

/** As `useRead`, of several questions of one kind. */
export function useReads<Answer>(questions: readonly Question<Answer>[]): Read<Answer>[] {
  const results: UseQueryResult<Answer>[] = useQueries({ queries: questions }, useSession().cache);
  return results.map(toRead);
}

/** Several reads as one: ready when all are. */
export function allOf<R extends Readonly<Record<string, Read<unknown>>>>(
  reads: R,
): Read<{ [Name in keyof R]: R[Name] extends Read<infer T> ? T : never }> {
  const all = Object.values(reads);
  const failure = all.find((read) => read.failure !== null)?.failure ?? null;
  const phase = (['failed', 'loading'] as const).find((each) => all.some((read) => read.phase === each)) ?? 'ready';
  const data = Object.fromEntries(Object.entries(reads).map(([name, read]) => [name, read.data]));
  return {
    phase,
    failure,
    // Of each there is an answer then.
    data: all.some((read) => read.data === null) ? null : (data as never),
    reading: all.some((read) => read.reading),
    isPlaceholder: all.some((read) => read.isPlaceholder),
    refresh: () => all.forEach((read) => read.refresh()),
  };
}

/** What long work gives, as a question: `whenDone(queries.assignmentRules.preview, input)`. */
export function whenDone<Input, T>(
  procedure: {
    queryKey(options: { input: Input }): QueryKey;
    call(input: Input, options: { signal: AbortSignal }): Promise<{ next(): Promise<IteratorResult<unknown, T>> }>;
  },
  input: Input | typeof skipToken,
): Question<T> {
  return {
    queryKey: procedure.queryKey({ input: input as Input }),
    queryFn: input === skipToken ? skipToken : ({ signal }) => resultOf(procedure.call(input, { signal })),
  };
}

function toRead<T>({ data, error, isFetching, isPlaceholderData, refetch }: UseQueryResult<T>): Read<T> {
  const failure = error === null ? null : toFailure(error);
  // A core that is gone is told of by the ledger's own banner, and asked anew when it is back.
  const told = failure?.code === 'CORE_STOPPED' ? null : failure;
  return {
    phase: data !== undefined ? 'ready' : told === null ? 'loading' : 'failed',
    data: data ?? null,
    reading: isFetching,
    failure: told,
    isPlaceholder: isPlaceholderData,
    refresh: () => void refetch(),
  };
}
