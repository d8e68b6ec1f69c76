import type { Command } from './sheet-state.ts';
import type { Step } from './selection.ts';

/** What a sheet looks at of a key that was pressed. */
export type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'>;

const STEPS: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'row-start',
  End: 'row-end',
};

/** The same keys with Ctrl, or Cmd on a Mac. */
const FAR_STEPS: Readonly<Record<string, Step>> = {
  ArrowUp: 'top',
  ArrowDown: 'bottom',
  ArrowLeft: 'row-start',
  ArrowRight: 'row-end',
  Home: 'first',
  End: 'last',
};

/**
 * What a key does to a sheet in which no cell is edited: as in Excel and LibreOffice. Null for a key that is none of the
 * sheet's business: it is the browser's, also Ctrl-C, X and V, which arrive as copy, cut and paste.
 */
export function commandOf(key: Key): Command | null {
  if (key.isComposing || key.altKey) return null;
  return key.ctrlKey || key.metaKey ? withControl(key) : plain(key);
}

function plain({ key, shiftKey }: Key): Command | null {
  const step = STEPS[key];
  if (step !== undefined) return { do: 'move', step, extend: shiftKey };
  switch (key) {
    case 'Tab':
      return { do: 'tab', backwards: shiftKey };
    case 'Enter':
      return { do: 'move', step: shiftKey ? 'up' : 'down', extend: false };
    case 'F2':
      return { do: 'edit' };
    case 'Delete':
    case 'Backspace':
      return { do: 'clear', word: 'Emptied' };
    case 'Escape':
      return { do: 'escape' };
    case ' ':
      return shiftKey ? { do: 'select-rows' } : { do: 'type' };
    // A dead key (´, ^) and an input method begin a text as well; the editor takes them over.
    case 'Dead':
    case 'Process':
      return { do: 'type' };
    default:
      return /^.$/u.test(key) ? { do: 'type' } : null;
  }
}

function withControl({ key, shiftKey }: Key): Command | null {
  const step = FAR_STEPS[key];
  if (step !== undefined) return { do: 'move', step, extend: shiftKey };
  switch (key.toLowerCase()) {
    case 'a':
      return { do: 'select-all' };
    case 'd':
      return { do: 'fill-down' };
    case 'z':
      return { do: shiftKey ? 'redo' : 'undo' };
    case 'y':
      return { do: 'redo' };
    case ' ':
      return { do: 'select-columns' };
    default:
      return null;
  }
}
