import type { Cells } from './clipboard-text.ts';
import { textAt } from './data.ts';
import type { SheetData, SheetEdits } from './data.ts';
import { changeCells, clearCells, fillDown, pasteCells } from './edits.ts';
import type { Changed } from './edits.ts';
import { NO_HISTORY, record, redo, undo } from './history.ts';
import type { History, Played } from './history.ts';
import { clampSelection, moveSelection, nextCell, only, rangeOf, selectionOf } from './selection.ts';
import type { Bounds, Selection, Step } from './selection.ts';
import { doneWords, pastedWords, WORDS } from './words.ts';

/** What a sheet remembers beside its data. */
export interface SheetState {
  readonly selection: Selection;
  /** The text that the editor opened with; null while no cell is edited. `typed`: opened by typing, so arrows leave it. */
  readonly editing: { readonly text: string; readonly typed: boolean } | null;
  readonly history: History;
  /** Whether Tab leaves the sheet, rather than going to the next cell. */
  readonly tabLeaves: boolean;
  /** What the last command did, for the status line and screen readers. */
  readonly message: string;
}

/** How the editor was left: the way on from its cell. */
export type After = 'up' | 'down' | 'next' | 'previous' | 'stay';

/** What a person can do to a sheet. */
export type Command =
  | { readonly do: 'move'; readonly step: Step; readonly extend: boolean }
  | { readonly do: 'tab'; readonly backwards: boolean }
  | { readonly do: 'select'; readonly selection: Selection }
  | { readonly do: 'select-all' | 'select-rows' | 'select-columns' }
  | { readonly do: 'edit' | 'type' }
  | { readonly do: 'commit'; readonly text: string; readonly go: After }
  | { readonly do: 'cancel' | 'escape' }
  | { readonly do: 'paste'; readonly cells: Cells }
  | { readonly do: 'clear'; readonly word: 'Emptied' | 'Cut' }
  | { readonly do: 'fill-down' | 'undo' | 'redo' }
  | { readonly do: 'say'; readonly message: string };

/** What a command led to; `edits` is the same object if nothing changed. */
export interface Outcome {
  readonly state: SheetState;
  readonly edits: SheetEdits;
}

/** A sheet that was just opened. */
export const NEW_SHEET: SheetState = {
  selection: only({ row: 0, column: 0 }),
  editing: null,
  history: NO_HISTORY,
  tabLeaves: false,
  message: '',
};

/** The state with a selection that lies within its data, whose rows may have become fewer. */
export function within(state: SheetState, bounds: Bounds): SheetState {
  const selection = clampSelection(state.selection, bounds);
  return selection === state.selection ? state : { ...state, selection };
}

/** Does a command. @param page how many rows are in view */
export function perform(before: SheetState, data: SheetData, command: Command, page: number): Outcome {
  const bounds: Bounds = { rows: data.rows.length, columns: data.columns.length, page };
  const state: SheetState = { ...within(before, bounds), tabLeaves: false, message: '' };
  const { selection } = state;
  const range = rangeOf(selection);
  const selected = (next: Selection): Outcome => ({
    state: { ...state, selection: clampSelection(next, bounds) },
    edits: data.edits,
  });
  const said = (message: string): Outcome => ({ state: { ...state, message }, edits: data.edits });
  switch (command.do) {
    case 'move':
      return selected(moveSelection(selection, command.step, command.extend, bounds));
    case 'tab':
      return selected(only(nextCell(selection.focus, command.backwards, bounds) ?? selection.focus));
    case 'select':
      return selected(command.selection);
    case 'select-all':
      return selected(selectionOf({ top: 0, left: 0, bottom: bounds.rows - 1, right: bounds.columns - 1 }));
    case 'select-rows':
      return selected(selectionOf({ ...range, left: 0, right: bounds.columns - 1 }));
    case 'select-columns':
      return selected(selectionOf({ ...range, top: 0, bottom: bounds.rows - 1 }));
    case 'edit':
    case 'type':
      return openEditor(state, data, command.do === 'type');
    case 'commit':
      return commit(state, data, command, bounds);
    case 'cancel':
      return { state: { ...state, editing: null }, edits: data.edits };
    case 'escape':
      return { state: { ...state, tabLeaves: true, message: WORDS.leaving }, edits: data.edits };
    case 'paste':
      return paste(state, data, command.cells);
    case 'clear':
      return change(state, clearCells(data, range), command.word);
    case 'fill-down':
      if (range.bottom === 0) return said(WORDS.nothingToFill);
      return change(state, fillDown(data, range), 'Filled down');
    case 'undo':
      return played(state, data, undo(state.history, data.edits), 'Undone.', 'There is nothing to undo.');
    case 'redo':
      return played(state, data, redo(state.history, data.edits), 'Done again.', 'There is nothing to do again.');
    case 'say':
      return said(command.message);
  }
}

/** Opens the editor on the focused cell: with its text, or empty for what is typed. */
function openEditor(state: SheetState, data: SheetData, typed: boolean): Outcome {
  const { row, column } = state.selection.focus;
  const target = data.columns[column];
  if (data.rows.length === 0 || target === undefined) return { state, edits: data.edits };
  if (target.readOnly === true) return { state: { ...state, message: WORDS.readOnly }, edits: data.edits };
  const text = typed ? '' : textAt(data, row, column);
  return {
    state: { ...state, selection: only(state.selection.focus), editing: { text, typed } },
    edits: data.edits,
  };
}

function commit(
  state: SheetState,
  data: SheetData,
  { text, go }: Extract<Command, { do: 'commit' }>,
  bounds: Bounds,
): Outcome {
  const { focus } = state.selection;
  const changed = changeCells(data, rangeOf(only(focus)), () => text);
  const next = {
    up: () => moveSelection(state.selection, 'up', false, bounds).focus,
    down: () => moveSelection(state.selection, 'down', false, bounds).focus,
    next: () => nextCell(focus, false, bounds) ?? focus,
    previous: () => nextCell(focus, true, bounds) ?? focus,
    stay: () => focus,
  }[go]();
  return {
    state: { ...noted(state, changed), editing: null, selection: only(next) },
    edits: changed.edits,
  };
}

function paste(state: SheetState, data: SheetData, cells: Cells): Outcome {
  if (cells.length === 0 || data.rows.length === 0) {
    return { state: { ...state, message: WORDS.nothingToPaste }, edits: data.edits };
  }
  const pasted = pasteCells(data, rangeOf(state.selection), cells);
  return {
    state: { ...noted(state, pasted), selection: selectionOf(pasted.range), message: pastedWords(pasted) },
    edits: pasted.edits,
  };
}

function change(state: SheetState, changed: Changed, word: string): Outcome {
  return { state: { ...noted(state, changed), message: doneWords(word, changed) }, edits: changed.edits };
}

/** The state with a change in its history, if it was one. */
function noted(state: SheetState, { rows, cells }: Changed): SheetState {
  if (cells === 0) return state;
  return { ...state, history: record(state.history, { rows, selection: state.selection }) };
}

function played(state: SheetState, data: SheetData, outcome: Played | null, message: string, nothing: string): Outcome {
  if (outcome === null) return { state: { ...state, message: nothing }, edits: data.edits };
  const { history, selection, edits } = outcome;
  return { state: { ...state, history, selection, message }, edits };
}
