import type { SheetColumn, SheetData, SheetEdits, SheetRow } from './data.ts';
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
 * Changes the cells of a range, as far as it lies in the sheet.
 * @param textFor the text that a cell is to have; undefined leaves it as it is
 */
export function changeCells(
  data: SheetData,
  range: Range,
  textFor: (row: number, column: number) => string | undefined,
): Changed {
  const rows = new Map<string, RowChange>();
  const bottom = Math.min(range.bottom, data.rows.length - 1);
  let cells = 0;
  let readOnly = 0;
  for (let row = Math.max(0, range.top); row <= bottom; row += 1) {
    const texts = data.rows[row] ?? {};
    const id = data.rowId(texts);
    const before = data.edits.get(id);
    const outcome = changeRow(data.columns, range, texts, before, (column) => textFor(row, column));
    cells += outcome.cells;
    readOnly += outcome.readOnly;
    if (outcome.cells > 0) rows.set(id, { before, after: outcome.after });
  }
  return { edits: cells === 0 ? data.edits : replay(data.edits, rows, 'after'), rows, cells, readOnly };
}

/** Changes the cells of one row; `after` is what it is edited to then, undefined if it is as it was. */
function changeRow(
  columns: readonly SheetColumn[],
  { left, right }: Pick<Range, 'left' | 'right'>,
  texts: SheetRow,
  before: SheetRow | undefined,
  textFor: (column: number) => string | undefined,
): { after: SheetRow | undefined; cells: number; readOnly: number } {
  const after: Record<string, string> = { ...before };
  let cells = 0;
  let readOnly = 0;
  for (let column = left; column <= right; column += 1) {
    const target = columns[column];
    const wanted = target === undefined ? undefined : textFor(column);
    if (target === undefined || wanted === undefined) continue;
    if (target.readOnly === true) {
      readOnly += 1;
      continue;
    }
    const text = asOption(wanted, target.options);
    const original = texts[target.key] ?? '';
    if (text === (after[target.key] ?? original)) continue;
    cells += 1;
    if (text === original) delete after[target.key];
    else after[target.key] = text;
  }
  return { after: isEmpty(after) ? undefined : after, cells, readOnly };
}

function isEmpty(texts: SheetRow): boolean {
  for (const _key in texts) return false;
  return true;
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
  const pasted = { top: range.top, left: range.left, bottom, right };
  const changed = changeCells(
    data,
    pasted,
    (row, column) => cells[(row - range.top) % height]?.[(column - range.left) % width],
  );
  return {
    ...changed,
    range: pasted,
    beyond: { rows: range.top + rows - 1 - bottom, columns: range.left + columns - 1 - right },
  };
}

/** Copies the first row of a range to its other rows; into a single row, the row above it. */
export function fillDown(data: SheetData, range: Range): Changed {
  const source = range.top === range.bottom ? range.top - 1 : range.top;
  const texts = new Map<number, string>();
  for (let column = range.left; column <= range.right; column += 1) texts.set(column, textAt(data, source, column));
  // Above the first row there is nothing to copy.
  return changeCells(data, { ...range, top: source + 1 }, (_row, column) =>
    source < 0 ? undefined : texts.get(column),
  );
}

/** Empties the cells of a range. */
export function clearCells(data: SheetData, range: Range): Changed {
  return changeCells(data, range, () => '');
}

/** The texts of a range, row by row. */
export function cellsOf(data: SheetData, range: Range): string[][] {
  return Array.from({ length: range.bottom - range.top + 1 }, (_row, row) =>
    Array.from({ length: range.right - range.left + 1 }, (_column, column) =>
      textAt(data, range.top + row, range.left + column),
    ),
  );
}
