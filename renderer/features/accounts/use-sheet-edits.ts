import { useCallback, useEffect, useRef, useState } from 'react';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { useSession } from '../../session/session.ts';
import type { SheetEdits } from '../../ui/sheet/sheet.tsx';
import { fromKept, keptEditsSchema, toKept } from './sheet-store.ts';

/** How long after a change it is written down, in milliseconds. */
const PAUSE_MS = 200;

/** Nothing changed in the sheet. */
export const NO_EDITS: SheetEdits = new Map();

/**
 * What was changed in the sheet of a payer account and not applied yet. It outlives the page, a reload and a restart.
 * The page that uses it has to be another one for another payer account.
 */
export function useSheetEdits(mpaId: AccountId): [SheetEdits, (edits: SheetEdits) => void] {
  const { memory } = useSession();
  const name = `accounts/edits/${mpaId}`;
  const [edits, setEdits] = useState(() => fromKept(memory.get(name, keptEditsSchema, {})));
  // Written when the frame of a big paste is over, and at the latest when the page goes.
  const unwritten = useRef<{ readonly edits: SheetEdits; readonly timer: ReturnType<typeof setTimeout> } | null>(null);
  const write = useCallback((): void => {
    if (unwritten.current === null) return;
    clearTimeout(unwritten.current.timer);
    memory.set(name, toKept(unwritten.current.edits));
    unwritten.current = null;
  }, [memory, name]);
  useEffect(() => {
    window.addEventListener('pagehide', write);
    return () => {
      window.removeEventListener('pagehide', write);
      write();
    };
  }, [write]);
  const keep = (next: SheetEdits): void => {
    setEdits(next);
    clearTimeout(unwritten.current?.timer);
    unwritten.current = { edits: next, timer: setTimeout(write, PAUSE_MS) };
  };
  return [edits, keep];
}
