import { useState } from 'react';

/** What was typed into a form, and what the form showed of the same fields when a person began to type. */
export interface Edits<T> {
  readonly typed: Partial<T>;
  readonly shown: Partial<T>;
}

/** The fields of a form over what the ledger has. */
export interface Fields<T> {
  /** What was typed, else what the ledger has now. */
  readonly values: T;
  readonly set: (change: Partial<T>) => void;
  /** Null where nothing differs from the ledger. */
  readonly edits: Edits<T> | null;
  /** Forgets what was typed: it is saved, or given up. */
  readonly forget: () => void;
}

/**
 * Follows the ledger in every field but those that were typed into: these keep what was typed.
 * @param now what the ledger has
 * @param proposed what is typed already when the form is opened
 */
export function useFields<T extends object>(now: T, proposed: Partial<T> = {}): Fields<T> {
  const [edits, setEdits] = useState<Edits<T>>(() => begin({ typed: {}, shown: {} }, proposed, now));
  const differ = (Object.keys(edits.typed) as (keyof T)[]).filter((key) => edits.typed[key] !== now[key]);
  const pick = (from: Partial<T>): Partial<T> =>
    Object.fromEntries(differ.map((key) => [key, from[key]])) as Partial<T>;
  return {
    values: { ...now, ...edits.typed },
    edits: differ.length === 0 ? null : { typed: pick(edits.typed), shown: pick(edits.shown) },
    set: (change) => setEdits(({ typed, shown }) => begin({ typed, shown }, change, now)),
    forget: () => setEdits({ typed: {}, shown: {} }),
  };
}

/** A field that is typed into for the first time keeps what it showed; one that is put back to what the ledger has is not typed into. */
function begin<T extends object>({ typed, shown }: Edits<T>, change: Partial<T>, now: T): Edits<T> {
  const next = { typed: { ...typed, ...change }, shown: { ...shown } };
  for (const key of Object.keys(change) as (keyof T)[]) {
    if (!Object.hasOwn(shown, key)) next.shown[key] = now[key];
    if (next.typed[key] !== now[key]) continue;
    delete next.typed[key];
    delete next.shown[key];
  }
  return next;
}
