import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { SheetData, SheetEdits } from './data.ts';
import { NO_HISTORY } from './history.ts';
import { NEW_SHEET, perform, within } from './sheet-state.ts';
import type { Command, SheetState } from './sheet-state.ts';

/** A sheet's state and what can be done to it. */
export interface SheetControl {
  readonly state: SheetState;
  readonly run: (command: Command) => void;
  /** What is in the editor; the editor keeps it up to date. */
  readonly draft: RefObject<string>;
  /** What was done last: a pointer selects what is in view already, all else is scrolled to. */
  readonly last: RefObject<Command['do']>;
}

/**
 * Keeps a sheet's state. A command sees what the one before it did, also before the page was drawn again. Edits that come
 * from elsewhere (applied, discarded) leave nothing to undo.
 */
export function useSheet(data: SheetData, onEdits: (next: SheetEdits) => void, page: number): SheetControl {
  const [state, setState] = useState(NEW_SHEET);
  const latest = useRef({ state, data, onEdits, page });
  const given = useRef(data.edits);
  const draft = useRef('');
  const last = useRef<Command['do']>('say');

  useLayoutEffect(() => {
    latest.current = { state, data, onEdits, page };
  });
  useLayoutEffect(() => {
    if (given.current === data.edits) return;
    given.current = data.edits;
    setState((state) => ({ ...state, history: NO_HISTORY }));
  }, [data.edits]);

  const apply = useCallback((command: Command) => {
    const { state, data, onEdits, page } = latest.current;
    const outcome = perform(state, data, command, page);
    latest.current = { ...latest.current, state: outcome.state, data: { ...data, edits: outcome.edits } };
    last.current = command.do;
    setState(outcome.state);
    if (outcome.edits === data.edits) return;
    given.current = outcome.edits;
    onEdits(outcome.edits);
  }, []);

  const run = useCallback(
    (command: Command) => {
      const { editing } = latest.current.state;
      const leaves = command.do === 'commit' || command.do === 'cancel';
      if (leaves && editing === null) return;
      if (!leaves && editing !== null) apply({ do: 'commit', text: draft.current, go: 'stay' });
      apply(command);
      draft.current = latest.current.state.editing?.text ?? '';
    },
    [apply],
  );

  const bounds = { rows: data.rows.length, columns: data.columns.length, page };
  return { state: within(state, bounds), run, draft, last };
}
