import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { z } from 'zod';
import type { Failure } from './failure.ts';

/** A field that somebody else changed since a form showed it. */
export interface ChangedField {
  readonly field: string;
  /** What the form showed when a person began to type. */
  readonly shown: unknown;
  /** What the ledger has now. */
  readonly now: unknown;
  /** What was typed. */
  readonly typed: unknown;
}

/** What a person is asked: whether their values are saved over those of somebody else. */
export interface Question {
  readonly fields: readonly ChangedField[];
  readonly answer: (saveMine: boolean) => void;
}

/** The question that is open; only one form saves at a time. */
export interface Meanwhile {
  readonly store: StoreApi<{ readonly question: Question | null }>;
  /** @returns whether they are saved */
  readonly ask: (fields: readonly ChangedField[]) => Promise<boolean>;
}

/** No question yet. */
export function createMeanwhile(): Meanwhile {
  const store = createStore<{ readonly question: Question | null }>(() => ({ question: null }));
  return {
    store,
    ask: (fields) =>
      new Promise((resolve) => {
        const answer = (saveMine: boolean): void => {
          store.setState({ question: null });
          resolve(saveMine);
        };
        store.setState({ question: { fields, answer } });
      }),
  };
}

const dataSchema = z.object({ fields: z.array(z.object({ field: z.string(), shown: z.unknown(), now: z.unknown() })) });

/** The fields that a refused change names. @returns null where it was refused for something else */
export function changedFields({ code, data }: Failure): z.infer<typeof dataSchema>['fields'] | null {
  const read = code === 'CHANGED_MEANWHILE' ? dataSchema.safeParse(data) : null;
  return read?.success === true ? read.data.fields : null;
}
