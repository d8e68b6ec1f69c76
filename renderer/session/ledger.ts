import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../../shared/contract/client.ts';
import type { LedgerChange, LedgerStatus } from '../../shared/contract/ledger.ts';
import type { Api, Connection } from '../api.ts';
import { failure, toFailure } from './failure.ts';
import type { Failure } from './failure.ts';

/** How the ledger stands. */
export interface LedgerState {
  /** Whether the page has begun to hear of its changes. */
  readonly heard: boolean;
  /** Null until the core has answered for the first time. */
  readonly status: LedgerStatus | null;
  /** Why the core can't be reached, while it can't. */
  readonly lost: Failure | null;
}

export type LedgerStore = StoreApi<LedgerState>;

/** A ledger that nothing is known of yet. */
export function createLedgerStore(): LedgerStore {
  return createStore(() => ({ heard: false, status: null, lost: null }));
}

/** Whether the page hears of the ledger's changes, or is told why it can't. */
export function isFollowed({ heard, lost }: LedgerState): boolean {
  return heard || lost !== null;
}

/** What the follower needs besides the store and the door. */
export interface FollowOptions {
  readonly signal: AbortSignal;
  /** Called with every change, and with one of which nothing is known at every new connection but the first. */
  readonly onChange: (change: LedgerChange) => void;
  /** How long to wait before the core is asked again, in milliseconds; the lock is looked at half as often. */
  readonly pauseMs?: number;
}

/**
 * Keeps the store as the ledger is, over every change and every new connection, until the signal ends it. Never throws: what goes
 * wrong is in the store.
 */
export async function followLedger(store: LedgerStore, api: Api, options: FollowOptions): Promise<void> {
  const { signal, pauseMs = 1000 } = options;
  while (!signal.aborted) {
    try {
      const { client } = await awaitConnection(store, api, pauseMs * 5);
      await followConnection(store, client, { ...options, pauseMs });
    } catch (error) {
      if (signal.aborted) return;
      store.setState({ lost: toFailure(error) });
    }
    await pause(pauseMs, signal);
  }
}

/** The next connection; when it is long in coming, the page says so meanwhile. */
async function awaitConnection(store: LedgerStore, api: Api, patienceMs: number): Promise<Connection> {
  const message = 'The part of Enrollment Desk that keeps the ledger does not start. The log has the details.';
  const timer = setTimeout(() => store.setState({ lost: failure('CORE_STOPPED', message) }), patienceMs);
  try {
    return await api.connected();
  } finally {
    clearTimeout(timer);
  }
}

async function followConnection(
  store: LedgerStore,
  client: Client,
  { signal, onChange, pauseMs }: Required<FollowOptions>,
): Promise<void> {
  const look = async (): Promise<void> => {
    const status = await client.ledger.status();
    // What is looked at from time to time is mostly as it was: then nothing is drawn anew.
    store.setState((before) =>
      before.lost === null && isSame(before.status, status) ? before : { status, lost: null },
    );
  };
  // A lock that is taken or let go changes nothing in the ledger, so it is looked at from time to time. A failure here is the
  // connection's: the stream below ends with it too, and is where it is dealt with.
  const timer = setInterval(() => void look().catch(() => undefined), pauseMs * 2);
  try {
    for await (const change of await client.ledger.watch(undefined, { signal })) {
      const wasFollowed = isFollowed(store.getState());
      const looked = look();
      // At the very first nothing is shown that could be of another ledger: what waits to be read need not wait for the status.
      if (wasFollowed) await looked;
      if (!store.getState().heard) store.setState({ heard: true });
      if (wasFollowed) onChange(change);
      await looked;
    }
  } finally {
    clearInterval(timer);
  }
}

function isSame(one: LedgerStatus | null, other: LedgerStatus): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
