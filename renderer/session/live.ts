import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Api, Client } from '../api.ts';
import { toFailure } from './failure.ts';
import type { Failure } from './failure.ts';
import type { LedgerState, LedgerStore } from './ledger.ts';

/** Something of the ledger, as it is now. */
export interface Live<T> {
  /** `loading` until the first answer. */
  readonly phase: 'loading' | 'ready' | 'failed';
  /** The last answer; it stays while a newer one is read, and where that fails. */
  readonly data: T | null;
  /** Whether a newer answer is on its way. */
  readonly reading: boolean;
  readonly failure: Failure | null;
}

/** A live read: its store, a way to read now, and its end. */
export interface LiveRead<T> {
  readonly store: StoreApi<Live<T>>;
  readonly refresh: () => void;
  readonly end: () => void;
}

/** What a live read reads through. */
export interface LiveSource {
  readonly api: Api;
  readonly ledger: LedgerStore;
}

/**
 * Reads something, and again whenever the ledger has changed, until it is ended. Of several reads under way only the latest counts.
 * @param load may be called often; its signal ends a read that nobody waits for any more
 */
export function liveRead<T>(
  { api, ledger }: LiveSource,
  load: (client: Client, signal: AbortSignal) => Promise<T>,
): LiveRead<T> {
  const store = createStore<Live<T>>(() => ({ phase: 'loading', data: null, reading: true, failure: null }));
  let current = new AbortController();
  const refresh = (): void => {
    current.abort();
    const mine = new AbortController();
    current = mine;
    if (!store.getState().reading) store.setState({ reading: true });
    void read(mine.signal);
  };
  const read = async (signal: AbortSignal): Promise<void> => {
    try {
      const { client } = await api.connected();
      const data = await load(client, signal);
      if (!signal.aborted) store.setState({ phase: 'ready', data, reading: false, failure: null });
    } catch (error) {
      if (signal.aborted) return;
      const failure = toFailure(error);
      // A core that is gone is told of by the ledger's own banner, and read anew when it is back.
      if (failure.code === 'CORE_STOPPED') store.setState({ reading: false });
      else store.setState(({ data }) => ({ phase: data === null ? 'failed' : 'ready', reading: false, failure }));
    }
  };
  const release = onEachVersion(ledger, refresh);
  return {
    store,
    refresh,
    end: () => {
      release();
      current.abort();
    },
  };
}

/**
 * Calls back now and at every change of the ledger. Before the page hears of changes nothing is read, because it could be out of date
 * without anybody knowing; where it can't hear of them, it is read so that the failure is told.
 * @returns ends it
 */
export function onEachVersion(ledger: LedgerStore, run: () => void): () => void {
  const isFollowed = ({ version, lost }: LedgerState): boolean => version > 0 || lost !== null;
  if (isFollowed(ledger.getState())) run();
  return ledger.subscribe((now, before) => {
    if (now.version !== before.version || (isFollowed(now) && !isFollowed(before))) run();
  });
}
