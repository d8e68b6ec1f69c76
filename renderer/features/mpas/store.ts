import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { LedgerStatus } from '../../../shared/contract/ledger.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/app-error.ts';
import type { FindingCounts } from '../../../shared/domain/finding.ts';
import type { Api, Client, Connection } from '../../api.ts';

/** A failure as the page shows it. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
}

/** What the list of payer accounts shows. */
export interface MpaListState {
  /** `loading` until the first answer. */
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly mpas: readonly MpaSummary[];
  /** How many findings each payer account has; one that is missing is being checked. */
  readonly checks: ReadonlyMap<AccountId, FindingCounts>;
  readonly ledger: LedgerStatus | null;
  /** Why the list could not be read; what was read before stays in `mpas`. */
  readonly failure: Failure | null;
  /** Why the core can't be reached, while it can't. */
  readonly lost: Failure | null;
}

export type MpaListStore = StoreApi<MpaListState>;

/** A list that has not been asked for yet. */
export function createMpaListStore(): MpaListStore {
  return createStore(() => ({
    phase: 'loading',
    mpas: [],
    checks: new Map(),
    ledger: null,
    failure: null,
    lost: null,
  }));
}

/** What the follower needs besides the store and the door. */
export interface FollowOptions {
  readonly signal: AbortSignal;
  /** How long to wait before the core is asked again, in milliseconds; the lock is looked at half as often. */
  readonly pauseMs?: number;
}

/**
 * Keeps the list as the ledger is, over every change and every new connection, until the signal ends it. Never throws:
 * what goes wrong is in the store.
 */
export async function followMpas(
  store: MpaListStore,
  api: Api,
  { signal, pauseMs = 1000 }: FollowOptions,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const { client } = await awaitConnection(store, api, pauseMs * 5);
      await followConnection(store, client, signal, pauseMs);
    } catch (error) {
      if (signal.aborted) return;
      store.setState({ lost: toFailure(error) });
    }
    await pause(pauseMs, signal);
  }
}

/** The next connection; when it is long in coming, the page says so meanwhile. */
async function awaitConnection(store: MpaListStore, api: Api, patienceMs: number): Promise<Connection> {
  const message = 'The part of Enrollment Desk that keeps the ledger does not start. The log has the details.';
  const timer = setTimeout(() => store.setState({ lost: { code: 'CORE_STOPPED', message } }), patienceMs);
  try {
    return await api.connected();
  } finally {
    clearTimeout(timer);
  }
}

/** Reads the list once, for a person who asks to try again. */
export async function refreshMpas(store: MpaListStore, client: Client): Promise<void> {
  try {
    const [mpas, ledger] = await Promise.all([client.mpas.list(), client.ledger.status()]);
    store.setState({ phase: 'ready', mpas, ledger, failure: null, lost: null });
    // After the list, because it takes longer; the counts from before stay until these are there.
    const counts = await client.checks.counts();
    store.setState({ checks: new Map(counts.map((of) => [of.mpaId, of.counts])) });
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code === 'CORE_STOPPED') throw error;
    store.setState({ phase: 'failed', failure, lost: null });
  }
}

async function followConnection(
  store: MpaListStore,
  client: Client,
  signal: AbortSignal,
  pauseMs: number,
): Promise<void> {
  const refresh = latest(() => refreshMpas(store, client));
  // A lock that is taken or let go changes nothing in the ledger, so it is looked at from time to time.
  const look = async (): Promise<void> => {
    if (store.getState().phase === 'failed') await refresh();
    else store.setState({ ledger: await client.ledger.status() });
  };
  // A failure here is the connection's: the stream below ends with it too, and is where it is dealt with.
  const timer = setInterval(() => void look().catch(() => undefined), pauseMs * 2);
  try {
    for await (const _change of await client.ledger.watch(undefined, { signal })) await refresh();
  } finally {
    clearInterval(timer);
  }
}

/** Runs one at a time; who asks while it runs gets one more run after it, shared by all who asked. */
function latest(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let queued: Promise<void> | null = null;
  const begin = (): Promise<void> => {
    queued = null;
    const started = run().finally(() => {
      if (running === started) running = null;
    });
    running = started;
    return started;
  };
  return () => (running === null ? begin() : (queued ??= running.then(begin, begin)));
}

function toFailure(error: unknown): Failure {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
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
