import { useEffect, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { flushSync } from 'react-dom';
import { concealed, revealed } from '../../../shared/domain/hidden-text.ts';
import { readClipboard, writeClipboard } from './clipboard.ts';
import type { SheetData } from './data.ts';
import { cellsOf } from './edits.ts';
import { commandOf } from './keys.ts';
import { nextCell, rangeOf } from './selection.ts';
import type { Command, SheetState } from './sheet-state.ts';
import { copiedWords } from './words.ts';

/** The length of a text from which pasting it takes long enough to be seen. */
const BIG = 100_000;

/** What a sheet's input needs to know. */
export interface SheetInput {
  readonly data: SheetData;
  readonly state: SheetState;
  readonly run: (command: Command) => void;
}

/** Takes a key that was pressed while the sheet itself has the focus. */
export function takeKey(event: KeyboardEvent<HTMLElement>, { data, state, run }: SheetInput): void {
  if (event.target !== event.currentTarget) return;
  const command = commandOf(event.nativeEvent);
  if (command === null) return;
  const { focus } = state.selection;
  if (command.do === 'tab') {
    const bounds = { rows: data.rows.length, columns: data.columns.length, page: 1 };
    if (state.tabLeaves || nextCell(focus, command.backwards, bounds) === null) return;
  }
  if (command.do === 'type' && data.columns[focus.column]?.readOnly !== true) {
    // The editor must have the focus before the browser types the character, which it does after this event.
    flushSync(() => run(command));
    return;
  }
  // Escape may also close what the sheet is shown in.
  if (command.do !== 'escape') event.preventDefault();
  run(command);
}

/**
 * Copies, cuts and pastes while the sheet itself has the focus. The document is listened to: browsers send these events to
 * where text is selected, which is nowhere in a sheet.
 */
export function useClipboard(grid: RefObject<HTMLElement | null>, input: SheetInput): void {
  const latest = useRef(input);
  useLayoutEffect(() => {
    latest.current = input;
  });
  useEffect(() => {
    const sheet = grid.current;
    const whenFocused = (take: (clipboard: DataTransfer, input: SheetInput) => void) => {
      return (event: ClipboardEvent): void => {
        if (event.clipboardData === null || document.activeElement !== sheet) return;
        event.preventDefault();
        take(event.clipboardData, latest.current);
      };
    };
    const copy = whenFocused(copyTo);
    const cut = whenFocused((clipboard, input) => {
      copyTo(clipboard, input);
      input.run({ do: 'clear', word: 'Cut' });
    });
    const paste = whenFocused((clipboard, { run }) => {
      const texts = { text: clipboard.getData('text/plain'), html: clipboard.getData('text/html') };
      // As everything that a page shows: what hides in it is seen.
      const cells = readClipboard(texts).map((row) => row.map(revealed));
      const paste = (): void => run({ do: 'paste', cells });
      // A big paste is read in one picture and done in the next: neither is late then.
      if (texts.text.length < BIG) paste();
      else requestAnimationFrame(() => setTimeout(paste));
    });
    document.addEventListener('copy', copy);
    document.addEventListener('cut', cut);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', cut);
      document.removeEventListener('paste', paste);
    };
  }, [grid]);
}

function copyTo(clipboard: DataTransfer, { data, state, run }: SheetInput): void {
  if (data.rows.length === 0) return;
  const cells = cellsOf(data, rangeOf(state.selection));
  // For other programs as it is in the ledger.
  const { text, html } = writeClipboard(cells.map((row) => row.map(concealed)));
  clipboard.setData('text/plain', text);
  clipboard.setData('text/html', html);
  run({ do: 'say', message: copiedWords(cells.length, cells[0]?.length ?? 0) });
}
