import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Failure } from './failure.ts';

/** What a person is told at the top of the page, until they close it or it has been there long enough. */
export interface Notice {
  readonly id: number;
  readonly kind: 'success' | 'info' | 'warning' | 'error';
  readonly text: string;
  /** Of an error: what can be copied. */
  readonly failure: Failure | null;
  /** The text with its actions, where it has some; see `inLinks`. */
  readonly said: string | null;
  /** What can be done about it, once. */
  readonly action: { readonly text: string; run(): void } | null;
}

export interface NoticesState {
  readonly notices: readonly Notice[];
}

/** The notices of the page. */
export interface Notices {
  readonly store: StoreApi<NoticesState>;
  /** Shows a notice; of more than five the oldest goes. @returns its ID */
  show(
    notice: Omit<Notice, 'id' | 'failure' | 'said' | 'action'> & Partial<Pick<Notice, 'failure' | 'said' | 'action'>>,
  ): number;
  fail(failure: Failure, what?: string): number;
  close(id: number): void;
}

const MOST = 5;

/** How long news that needs nobody stays, in milliseconds. */
const NEWS_MS = 12_000;

/** No notices yet. */
export function createNotices(): Notices {
  const store = createStore<NoticesState>(() => ({ notices: [] }));
  let last = 0;
  const close = (id: number): void =>
    store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
  const show: Notices['show'] = (notice) => {
    const id = (last += 1);
    const full: Notice = { failure: null, said: null, action: null, ...notice, id };
    store.setState(({ notices }) => ({ notices: [full, ...notices].slice(0, MOST) }));
    // What can be taken back, and what went wrong, stays until a person has seen it.
    if (full.action === null && (full.kind === 'success' || full.kind === 'info')) setTimeout(() => close(id), NEWS_MS);
    return id;
  };
  return {
    store,
    show,
    close,
    fail: (failure, what) => {
      const say = (sentence: string): string => (what === undefined ? sentence : `${what}: ${sentence}`);
      return show({ kind: 'error', text: say(failure.message), said: say(failure.text), failure });
    },
  };
}
