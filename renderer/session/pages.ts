import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../api.ts';
import { toFailure } from './failure.ts';
import type { Failure } from './failure.ts';
import { onEachVersion } from './live.ts';
import type { LiveSource } from './live.ts';

/** One page of rows, as the core gives it. */
export interface RowPage<Row, Cursor> {
  readonly rows: readonly Row[];
  /** Where the next page begins; null at the end. */
  readonly next: Cursor | null;
}

/** How rows are read: a page from a cursor, and how many there are in all. */
export interface RowReader<Row, Cursor, Input> {
  readonly page: (
    client: Client,
    input: Input,
    cursor: Cursor | null,
    signal: AbortSignal,
  ) => Promise<RowPage<Row, Cursor>>;
  /** Null where nobody counts them. */
  readonly count: ((client: Client, input: Input, signal: AbortSignal) => Promise<number>) | null;
}

/** One page of rows; never more is held. */
export interface Pages<Row, Cursor> {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly rows: readonly Row[];
  /** From 0. */
  readonly index: number;
  /** Where each page that was passed begins. */
  readonly cursors: readonly (Cursor | null)[];
  readonly hasNext: boolean;
  /** Null until it is known. */
  readonly total: number | null;
  readonly reading: boolean;
  readonly failure: Failure | null;
}

/** A table's rows, a page at a time, as the ledger is now. */
export interface RowPages<Row, Cursor> {
  readonly store: StoreApi<Pages<Row, Cursor>>;
  readonly go: (index: number) => void;
  readonly refresh: () => void;
  readonly end: () => void;
}

/** Rows a page at a time, read now and again whenever the ledger changes. */
export function rowPages<Row, Cursor, Input>(
  { api, ledger }: LiveSource,
  reader: RowReader<Row, Cursor, Input>,
  input: Input,
): RowPages<Row, Cursor> {
  const store = createStore<Pages<Row, Cursor>>(() => ({
    phase: 'loading',
    rows: [],
    index: 0,
    cursors: [null],
    hasNext: false,
    total: null,
    reading: false,
    failure: null,
  }));
  let current = new AbortController();

  const load = async (index: number, recount: boolean): Promise<void> => {
    current.abort();
    const { signal } = (current = new AbortController());
    store.setState({ reading: true });
    try {
      const { client } = await api.connected();
      const cursor = store.getState().cursors[index] ?? null;
      const { rows, next } = await reader.page(client, input, cursor, signal);
      if (signal.aborted) return;
      // Rows that went away may leave a page without any: the one before is shown then.
      if (rows.length === 0 && index > 0) return void load(index - 1, recount);
      const cursors = [...store.getState().cursors.slice(0, index + 1), ...(next === null ? [] : [next])];
      store.setState({ phase: 'ready', rows, index, cursors, hasNext: next !== null, reading: false, failure: null });
      if (!recount || reader.count === null) return;
      const total = await reader.count(client, input, signal);
      if (!signal.aborted) store.setState({ total });
    } catch (error) {
      if (signal.aborted) return;
      const failure = toFailure(error);
      if (failure.code === 'CORE_STOPPED') store.setState({ reading: false });
      else store.setState({ phase: 'failed', reading: false, failure });
    }
  };
  const refresh = (): void => void load(store.getState().index, true);
  const release = onEachVersion(ledger, refresh);
  return {
    store,
    go: (index) => void load(Math.max(0, Math.min(index, store.getState().cursors.length - 1)), false),
    refresh,
    end: () => {
      release();
      current.abort();
    },
  };
}
