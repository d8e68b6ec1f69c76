import { waitingInWords } from '../../shared/domain/aws/waiting.ts';
import type { WaitingCall } from '../../shared/domain/aws/waiting.ts';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

/** How far long work has come, as the core tells it. */
export interface JobProgress {
  readonly what: string;
  readonly done: number;
  readonly total?: number | undefined;
}

/** Long work that is under way. */
export interface Job {
  readonly id: number;
  /** 'Import accounts.xlsx into Contoso' */
  readonly title: string;
  readonly progress: JobProgress | null;
  /** What it waits for, where AWS has not answered for some seconds. */
  readonly waiting: string | null;
  /** Whether a person has asked for its end. */
  readonly cancelling: boolean;
}

export interface JobsState {
  readonly jobs: readonly Job[];
}

/** A stream of long work: progress and other events, then its result. */
export type JobStream<Event, Result> = AsyncIterator<Event, Result, unknown>;

/** The long work of this page. */
export interface Jobs {
  readonly store: StoreApi<JobsState>;
  /**
   * Runs long work to its end, shows how far it is, and lets it be cancelled.
   * @param begin starts it; its signal is aborted when the job is cancelled
   * @param onEvent gets what is no progress
   * @throws what the work throws; AppError CANCELLED when it was cancelled.
   */
  run<Event extends object, Result>(
    title: string,
    begin: (signal: AbortSignal) => Promise<JobStream<Event, Result>>,
    onEvent?: (event: Event) => void,
  ): Promise<Result>;
  cancel(id: number): void;
}

/** No work yet. */
export function createJobs(): Jobs {
  const store = createStore<JobsState>(() => ({ jobs: [] }));
  const ends = new Map<number, AbortController>();
  let last = 0;
  const change = (id: number, by: Partial<Job>): void =>
    store.setState(({ jobs }) => ({ jobs: jobs.map((job) => (job.id === id ? { ...job, ...by } : job)) }));
  // Events come by the dozen at once: React takes so many renderings of nothing new for a circle, and ends the page.
  const wait = (id: number, waiting: string | null): void => {
    if (store.getState().jobs.some((job) => job.id === id && job.waiting !== waiting)) change(id, { waiting });
  };
  return {
    store,
    run: async (title, begin, onEvent) => {
      const id = (last += 1);
      const end = new AbortController();
      ends.set(id, end);
      store.setState(({ jobs }) => ({
        jobs: [...jobs, { id, title, progress: null, waiting: null, cancelling: false }],
      }));
      try {
        const stream = await begin(end.signal);
        for (;;) {
          const step = await stream.next();
          if (step.done === true) return step.value;
          wait(id, isWaiting(step.value) ? waitingInWords(step.value) : null);
          if (isProgress(step.value)) change(id, { progress: step.value });
          else onEvent?.(step.value);
        }
      } finally {
        ends.delete(id);
        store.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.id !== id) }));
      }
    },
    cancel: (id) => {
      change(id, { cancelling: true });
      ends.get(id)?.abort();
    },
  };
}

/** Whether an event says what is waited for. */
export function isWaiting(event: object): event is WaitingCall {
  return 'type' in event && event.type === 'waiting';
}

function isProgress(event: object): event is JobProgress {
  return 'what' in event && 'done' in event;
}
