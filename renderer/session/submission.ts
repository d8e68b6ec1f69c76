import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../../shared/contract/client.ts';
import type { Api } from '../api.ts';
import { toFailure } from './failure.ts';
import type { Failure } from './failure.ts';

/** How far a form has come with what it is to do. */
export interface SubmissionState {
  /** Whether it is at it; its button turns so long. */
  readonly busy: boolean;
  /** Why the last attempt failed; the form says it, and stays open. */
  readonly failure: Failure | null;
}

/** What a form does when a person agrees to it, and how that stands. */
export interface Submission {
  readonly store: StoreApi<SubmissionState>;
  /** Does it. What it throws is the form's failure; a failure of before is forgotten. It never throws itself. */
  readonly submit: (run: (client: Client) => Promise<void>) => Promise<void>;
}

/** A form that has not done anything yet. */
export function createSubmission(api: Pick<Api, 'connected'>): Submission {
  const store = createStore<SubmissionState>(() => ({ busy: false, failure: null }));
  return {
    store,
    submit: async (run) => {
      store.setState({ busy: true, failure: null });
      try {
        const { client } = await api.connected();
        await run(client);
        store.setState({ busy: false });
      } catch (error) {
        store.setState({ busy: false, failure: toFailure(error) });
      }
    },
  };
}

/** Tells that work goes on, from its beginning to its end, however it ends. @returns what the work gives @throws what it throws */
export async function whileBusy<T>(setBusy: (busy: boolean) => void, work: () => Promise<T>): Promise<T> {
  setBusy(true);
  try {
    return await work();
  } finally {
    setBusy(false);
  }
}
