/** A place in a sheet, both counted from 0. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The cells from `anchor` to `focus`, two opposite corners; `focus` is the one that moves. */
export interface Selection {
  readonly anchor: Cell;
  readonly focus: Cell;
}

/** A rectangle of cells, all four sides included. */
export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** How big a sheet is, and how many rows of it are in view. */
export interface Bounds {
  readonly rows: number;
  readonly columns: number;
  readonly page: number;
}

/** A way to go from a cell. */
export type Step =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'page-up'
  | 'page-down'
  | 'row-start'
  | 'row-end'
  | 'top'
  | 'bottom'
  | 'first'
  | 'last';

/** Where a step leads; never out of the sheet. */
export function stepFrom({ row, column }: Cell, step: Step, { rows, columns, page }: Bounds): Cell {
  const lastRow = Math.max(0, rows - 1);
  const lastColumn = Math.max(0, columns - 1);
  switch (step) {
    case 'up':
      return { row: Math.max(0, row - 1), column };
    case 'down':
      return { row: Math.min(lastRow, row + 1), column };
    case 'left':
      return { row, column: Math.max(0, column - 1) };
    case 'right':
      return { row, column: Math.min(lastColumn, column + 1) };
    case 'page-up':
      return { row: Math.max(0, row - page), column };
    case 'page-down':
      return { row: Math.min(lastRow, row + page), column };
    case 'row-start':
      return { row, column: 0 };
    case 'row-end':
      return { row, column: lastColumn };
    case 'top':
      return { row: 0, column };
    case 'bottom':
      return { row: lastRow, column };
    case 'first':
      return { row: 0, column: 0 };
    case 'last':
      return { row: lastRow, column: lastColumn };
  }
}

/** Moves a selection. @param extend whether the anchor stays, as with Shift */
export function moveSelection(selection: Selection, step: Step, extend: boolean, bounds: Bounds): Selection {
  const focus = stepFrom(selection.focus, step, bounds);
  return { anchor: extend ? selection.anchor : focus, focus };
}

/** The next cell for Tab: along the row, then on in the next row; null past either end of the sheet. */
export function nextCell({ row, column }: Cell, backwards: boolean, { rows, columns }: Bounds): Cell | null {
  const next = row * columns + column + (backwards ? -1 : 1);
  if (next < 0 || next >= rows * columns) return null;
  return { row: Math.floor(next / columns), column: next % columns };
}

/** One cell alone. */
export function only(cell: Cell): Selection {
  return { anchor: cell, focus: cell };
}

/** The rectangle that a selection covers. */
export function rangeOf({ anchor, focus }: Selection): Range {
  return {
    top: Math.min(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    bottom: Math.max(anchor.row, focus.row),
    right: Math.max(anchor.column, focus.column),
  };
}

/** A selection of a rectangle that keeps its upper left cell in view. */
export function selectionOf({ top, left, bottom, right }: Range): Selection {
  return { anchor: { row: bottom, column: right }, focus: { row: top, column: left } };
}

/** How many cells a rectangle has. */
export function cellsIn({ top, left, bottom, right }: Range): number {
  return (bottom - top + 1) * (right - left + 1);
}

/** The same selection within a sheet that may have become smaller. */
export function clampSelection(selection: Selection, { rows, columns }: Bounds): Selection {
  const clamp = (cell: Cell): Cell => {
    const row = Math.max(0, Math.min(cell.row, rows - 1));
    const column = Math.max(0, Math.min(cell.column, columns - 1));
    return row === cell.row && column === cell.column ? cell : { row, column };
  };
  const anchor = clamp(selection.anchor);
  const focus = clamp(selection.focus);
  return anchor === selection.anchor && focus === selection.focus ? selection : { anchor, focus };
}
