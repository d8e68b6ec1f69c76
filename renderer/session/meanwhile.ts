import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
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

/** The fields that a refused change names, as the core gives them. @returns null where it was refused for something else */
export function changedFields({ code, data }: Failure): readonly Omit<ChangedField, 'typed'>[] | null {
  return code === 'CHANGED_MEANWHILE' ? (data['fields'] as readonly Omit<ChangedField, 'typed'>[]) : null;
}
