import type { ReactElement } from 'react';
import { plural } from '../words.ts';
import { cellsIn, rangeOf } from './selection.ts';
import type { SheetState } from './sheet-state.ts';
import { sizeWords, WORDS } from './words.ts';

/** The line below a sheet: what was just done, else what is to be said about the focused cell, else which keys help. */
export function StatusLine({
  state,
  changed,
  empty,
  note,
}: {
  state: SheetState;
  /** How many rows have edits. */
  changed: number;
  empty: boolean;
  note: string | null;
}): ReactElement {
  const range = rangeOf(state.selection);
  const size = sizeWords(range.bottom - range.top + 1, range.right - range.left + 1);
  return (
    <div className="sheet-status">
      <span>
        <output>{state.message}</output>
        {state.message === '' ? (note ?? (empty ? WORDS.empty : WORDS.hint)) : null}
      </span>
      <span>
        {cellsIn(range) > 1 ? `${size} cells selected` : null}
        {cellsIn(range) > 1 && changed > 0 ? ' · ' : null}
        {changed > 0 ? `${plural(changed, 'row')} changed` : null}
      </span>
    </div>
  );
}
