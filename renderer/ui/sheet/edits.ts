import type { SheetData, SheetEdits, SheetRow } from './data.ts';
import { textAt } from './data.ts';
import type { Range } from './selection.ts';
import type { Cells } from './clipboard-text.ts';

/** What a row had been edited to, before and after a change; undefined where it was as the ledger has it. */
export interface RowChange {
  readonly before: SheetRow | undefined;
  readonly after: SheetRow | undefined;
}

/** One change of a sheet: what undo needs. */
export type RowChanges = ReadonlyMap<string, RowChange>;

/** What a change led to. */
export interface Changed {
  readonly edits: SheetEdits;
  readonly rows: RowChanges;
  /** How many cells have another text than before. */
  readonly cells: number;
  /** How many cells were left alone because their column is read-only. */
  readonly readOnly: number;
}

/**
 * Changes cells.
 * @param write calls `put` for each cell; one outside the sheet is passed over
 */
export function changeCells(
  data: SheetData,
  write: (put: (row: number, column: number, text: string) => void) => void,
): Changed {
  const drafts = new Map<number, Record<string, string>>();
  let cells = 0;
  let readOnly = 0;
  write((row, column, text) => {
    const texts = data.rows[row];
    const target = data.columns[column];
    if (texts === undefined || target === undefined) return;
    if (target.readOnly === true) {
      readOnly += 1;
      return;
    }
    const taken = asOption(text, target.options);
    const edited = drafts.get(row) ?? data.edits.get(data.rowId(texts));
    if (taken === (edited?.[target.key] ?? texts[target.key] ?? '')) return;
    cells += 1;
    const draft = drafts.get(row) ?? { ...edited };
    draft[target.key] = taken;
    drafts.set(row, draft);
  });
  return { ...settle(data, drafts), cells, readOnly };
}

/** Puts drafts into the edits, without what is as it was in the row. */
function settle(data: SheetData, drafts: ReadonlyMap<number, SheetRow>): { edits: SheetEdits; rows: RowChanges } {
  const rows = new Map<string, RowChange>();
  if (drafts.size === 0) return { edits: data.edits, rows };
  const edits = new Map(data.edits);
  for (const [row, draft] of drafts) {
    const texts = data.rows[row] ?? {};
    const id = data.rowId(texts);
    const changed = Object.entries(draft).filter(([key, text]) => text !== (texts[key] ?? ''));
    const after = changed.length === 0 ? undefined : Object.fromEntries(changed);
    rows.set(id, { before: edits.get(id), after });
    if (after === undefined) edits.delete(id);
    else edits.set(id, after);
  }
  return { edits, rows };
}

/** The options of a column by their folded spelling; made once for each list. */
const folded = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

/** A text in the spelling of the option that it means, whatever its capitals and surrounding spaces. */
function asOption(text: string, options: readonly string[] | undefined): string {
  if (options === undefined) return text;
  let known = folded.get(options);
  if (known === undefined) {
    // Where two options differ by capitals alone, each is still found by its own spelling.
    known = new Map([
      ...options.map((option) => [fold(option), option] as const),
      ...options.map((o) => [o, o] as const),
    ]);
    folded.set(options, known);
  }
  return known.get(text) ?? known.get(fold(text)) ?? text;
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}

/** Plays a change backwards or forwards. */
export function replay(edits: SheetEdits, rows: RowChanges, which: keyof RowChange): SheetEdits {
  const next = new Map(edits);
  for (const [id, change] of rows) {
    const texts = change[which];
    if (texts === undefined) next.delete(id);
    else next.set(id, texts);
  }
  return next;
}

/** What a paste led to. */
export interface Pasted extends Changed {
  /** The cells that were pasted over. */
  readonly range: Range;
  /** How many rows and columns of the clipboard reached past the end of the sheet. */
  readonly beyond: { readonly rows: number; readonly columns: number };
}

/**
 * Pastes cells over a range: from its upper left cell on, as far as the clipboard and the sheet reach. A range that the
 * clipboard fits into a whole number of times is filled with it, as spreadsheets do. Short rows leave cells as they are.
 */
export function pasteCells(data: SheetData, range: Range, cells: Cells): Pasted {
  const height = cells.length;
  const width = cells.reduce((most, row) => Math.max(most, row.length), 1);
  const tall = range.bottom - range.top + 1;
  const wide = range.right - range.left + 1;
  const rows = tall % height === 0 ? tall : height;
  const columns = wide % width === 0 ? wide : width;
  const bottom = Math.min(range.top + rows, data.rows.length) - 1;
  const right = Math.min(range.left + columns, data.columns.length) - 1;
  const changed = changeCells(data, (put) => {
    for (let row = range.top; row <= bottom; row += 1) {
      const source = cells[(row - range.top) % height] ?? [];
      for (let column = range.left; column <= right; column += 1) {
        const text = source[(column - range.left) % width];
        if (text !== undefined) put(row, column, text);
      }
    }
  });
  return {
    ...changed,
    range: { top: range.top, left: range.left, bottom, right },
    beyond: { rows: range.top + rows - 1 - bottom, columns: range.left + columns - 1 - right },
  };
}

/** Copies the first row of a range to its other rows; into a single row, the row above it. */
export function fillDown(data: SheetData, range: Range): Changed {
  const single = range.top === range.bottom;
  const source = single ? range.top - 1 : range.top;
  return changeCells(data, (put) => {
    if (source < 0) return;
    for (let column = range.left; column <= range.right; column += 1) {
      const text = textAt(data, source, column);
      for (let row = source + 1; row <= range.bottom; row += 1) put(row, column, text);
    }
  });
}

/** Empties the cells of a range. */
export function clearCells(data: SheetData, range: Range): Changed {
  return changeCells(data, (put) => {
    for (let row = range.top; row <= range.bottom; row += 1) {
      for (let column = range.left; column <= range.right; column += 1) put(row, column, '');
    }
  });
}

/** The texts of a range, row by row. */
export function cellsOf(data: SheetData, range: Range): string[][] {
  return Array.from({ length: range.bottom - range.top + 1 }, (_row, row) =>
    Array.from({ length: range.right - range.left + 1 }, (_column, column) =>
      textAt(data, range.top + row, range.left + column),
    ),
  );
}
