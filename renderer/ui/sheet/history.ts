import { replay } from './edits.ts';
import type { RowChanges } from './edits.ts';
import type { SheetEdits } from './data.ts';
import type { Selection } from './selection.ts';

/** One change, and what was selected when it was made. */
export interface Entry {
  readonly rows: RowChanges;
  readonly selection: Selection;
}

/** What can be undone and what can be done again, the next one last. */
export interface History {
  readonly done: readonly Entry[];
  readonly undone: readonly Entry[];
}

/** How many changes can be taken back: more than one remembers, and little to keep. */
const MOST = 200;

/** Nothing was done yet. */
export const NO_HISTORY: History = { done: [], undone: [] };

/** Notes a change; what was undone before can no longer be done again. */
export function record(history: History, entry: Entry): History {
  return { done: [...history.done.slice(1 - MOST), entry], undone: [] };
}

/** What going back or forth in the history leads to. */
export interface Played {
  readonly history: History;
  readonly edits: SheetEdits;
  readonly selection: Selection;
}

/** Takes the last change back; null if there is none. */
export function undo({ done, undone }: History, edits: SheetEdits): Played | null {
  const entry = done.at(-1);
  if (entry === undefined) return null;
  return {
    history: { done: done.slice(0, -1), undone: [...undone, entry] },
    edits: replay(edits, entry.rows, 'before'),
    selection: entry.selection,
  };
}

/** Does again what was undone last; null if nothing was. */
export function redo({ done, undone }: History, edits: SheetEdits): Played | null {
  const entry = undone.at(-1);
  if (entry === undefined) return null;
  return {
    history: { done: [...done, entry], undone: undone.slice(0, -1) },
    edits: replay(edits, entry.rows, 'after'),
    selection: entry.selection,
  };
}
