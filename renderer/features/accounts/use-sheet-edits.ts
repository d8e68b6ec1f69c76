import { useState } from 'react';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { useSession } from '../../session/session.ts';
import type { SheetEdits } from '../../ui/sheet/sheet.tsx';
import { fromKept, keptEditsSchema, toKept } from './sheet-store.ts';

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
  const keep = (next: SheetEdits): void => {
    setEdits(next);
    memory.set(name, toKept(next));
  };
  return [edits, keep];
}
