import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from './session.ts';
import { createSubmission, whileBusy } from './submission.ts';
import type { Submission, SubmissionState } from './submission.ts';

/** For a form that says itself why it failed. What changes the ledger and can be undone goes by `useAct` and `useBusy`. */
export function useSubmit(): SubmissionState & Pick<Submission, 'submit'> {
  const { api } = useSession();
  const [{ store, submit }] = useState(() => createSubmission(api));
  return { ...useStore(store), submit };
}

/** Whether something is being done here, and the way to do it: `await during(() => change(…))`. */
export function useBusy(): readonly [boolean, <T>(work: () => Promise<T>) => Promise<T>] {
  const [busy, setBusy] = useState(false);
  const during = useCallback(<T>(work: () => Promise<T>): Promise<T> => whileBusy(setBusy, work), []);
  return [busy, during];
}
