import { formatCount, plural } from '../words.ts';
import type { Changed, Pasted } from './edits.ts';

/** All that a sheet says. */
export const WORDS = {
  hint: 'Type or press F2 to edit. Ctrl-D fills down. Escape, then Tab leaves the sheet.',
  instructions:
    'Arrow keys move, with Shift they select. Type or press F2 to edit, Delete empties, Control D fills down, ' +
    'Control C, X and V copy, cut and paste, Control Z and Y undo and redo. Press Escape, then Tab to leave the sheet.',
  leaving: 'Tab now leaves the sheet.',
  readOnly: 'This column can’t be changed here.',
  nothingToFill: 'There is no row above to fill from.',
  nothingToPaste: 'There is nothing on the clipboard that can be pasted.',
  empty: 'No rows to show.',
  row: 'Row',
  undo: 'Undo',
  redo: 'Redo',
  fillDown: 'Fill down',
} as const;

/** 'Pasted: 70,000 cells changed. 3 rows did not fit below the last row.' */
export function pastedWords({ cells, readOnly, beyond }: Pasted): string {
  const left = [
    ...(beyond.rows > 0 ? [`${plural(beyond.rows, 'row')} did not fit below the last row.`] : []),
    ...(beyond.columns > 0 ? [`${plural(beyond.columns, 'column')} did not fit beside the last column.`] : []),
  ];
  return [`Pasted: ${changedWords({ cells, readOnly })}`, ...left].join(' ');
}

/** '12 cells changed. 3 read-only cells were left alone.' */
export function changedWords({ cells, readOnly }: Pick<Changed, 'cells' | 'readOnly'>): string {
  const changed = cells === 0 ? 'no cell changed.' : `${plural(cells, 'cell')} changed.`;
  if (readOnly === 0) return changed;
  return `${changed} ${plural(readOnly, 'read-only cell')} ${readOnly === 1 ? 'was' : 'were'} left alone.`;
}

/** 'Emptied: 2 cells changed.' */
export function doneWords(what: string, changed: Pick<Changed, 'cells' | 'readOnly'>): string {
  return `${what}: ${changedWords(changed)}`;
}

/** 'Copied 3 × 2 cells.' */
export function copiedWords(rows: number, columns: number): string {
  return rows * columns === 1 ? 'Copied 1 cell.' : `Copied ${sizeWords(rows, columns)} cells.`;
}

/** '1,000 × 7': rows and columns. */
export function sizeWords(rows: number, columns: number): string {
  return `${formatCount(rows)} × ${formatCount(columns)}`;
}

/** What a changed cell was, for the status line and screen readers. */
export function wasWords(before: string): string {
  return before === '' ? 'Changed; it was empty.' : `Changed; it was '${before}'.`;
}
