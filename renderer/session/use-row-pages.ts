import { hashKey, keepPreviousData, skipToken } from '@tanstack/react-query';
import { useState } from 'react';
import { useRead } from './use-read.ts';
import type { Question, Read } from './use-read.ts';

/** One page of rows, as the core gives it. */
export interface RowPage<Row, Cursor> {
  readonly rows: readonly Row[];
  /** Where the next page begins; null at the end. */
  readonly next: Cursor | null;
}

/** How rows are read. */
export interface RowQuestions<Row, Cursor, Answer = RowPage<Row, Cursor>, Counted = { count: number }> {
  /** A page. @param cursor where it begins; null: the first */
  readonly page: (cursor: Cursor | null) => Question<Answer, RowPage<Row, Cursor>>;
  /** How many rows there are in all; null where nobody counts them. */
  readonly count: Question<Counted, number> | null;
}

/** One page of rows; never more is held. */
export interface RowPages<Row> extends Omit<Read<never>, 'data' | 'isPlaceholder'> {
  readonly rows: readonly Row[];
  /** From 0. */
  readonly index: number;
  /** Where each page that was passed begins. */
  readonly cursors: readonly unknown[];
  readonly hasNext: boolean;
  /** Null until it is known. */
  readonly total: number | null;
  readonly go: (index: number) => void;
}

/** Where a table stands. */
interface Place<Cursor> {
  /** What is asked, but for the cursor: another question begins at its first page. */
  readonly of: string;
  readonly cursors: readonly (Cursor | null)[];
  readonly index: number;
  /** The page that stays in view until the one at `index` has come. */
  readonly before: number;
}

/** The rows of a table, a page at a time, read now and whenever the ledger may have changed. */
export function useRowPages<Row, Cursor, Answer, Counted>(
  questions: RowQuestions<Row, Cursor, Answer, Counted>,
): RowPages<Row> {
  const of = hashKey(questions.page(null).queryKey);
  const [last, setPlace] = useState<Place<Cursor>>(() => firstOf(of));
  const place = last.of === of ? last : firstOf<Cursor>(of);
  const asked = questions.page(place.cursors[place.index] ?? null);
  const isFirst = place.index === place.before;
  const { data, isPlaceholder, ...read } = useRead(isFirst ? asked : { ...asked, placeholderData: keepPreviousData });
  const { data: total, refresh: recount } = useCount(questions.count);
  const index = isPlaceholder ? place.before : place.index;
  const next = data === null || isPlaceholder ? null : data.next;
  const cursors = [...place.cursors.slice(0, place.index + 1), ...(next === null ? [] : [next])];
  const go = (to: number): void => {
    setPlace({ of, cursors, index: Math.max(0, Math.min(to, cursors.length - 1)), before: index });
  };
  // Rows that went away may leave a page without any: the one before is shown then.
  if (data?.rows.length === 0 && !isPlaceholder && index > 0) go(index - 1);
  return {
    ...read,
    phase: read.failure === null ? read.phase : 'failed',
    rows: data?.rows ?? [],
    index,
    cursors,
    hasNext: index + 1 < cursors.length,
    total,
    go,
    refresh: () => {
      read.refresh();
      recount();
    },
  };
}

function useCount<Counted>(count: Question<Counted, number> | null): Pick<Read<number>, 'data' | 'refresh'> {
  const notAsked: Question<Counted, number> = { queryKey: ['not counted'], queryFn: skipToken };
  const counted = useRead(count ?? notAsked);
  return count === null ? { data: null, refresh: () => undefined } : counted;
}

function firstOf<Cursor>(of: string): Place<Cursor> {
  return { of, cursors: [null], index: 0, before: 0 };
}
