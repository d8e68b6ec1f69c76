import type { Cell, Row } from '../../spreadsheets/cell.ts';
import { BLANK, cellText, isBlankCell } from '../../spreadsheets/cell.ts';
import { columnOf, rowOf } from '../../spreadsheets/xlsx/reference.ts';

interface MergedRange {
  /** 0-based. */
  readonly column: number;
  readonly first: number;
  readonly last: number;
}

/** A row with what merged cells above it say. */
export interface CarriedRow {
  readonly row: Row;
  /** The columns whose cell is merged with one above that has a value. */
  readonly carried: readonly number[];
}

/**
 * Merged cells have their value in their first cell alone; a person sees it beside each of their rows. Given the rows of a sheet in
 * their order, this carries the value down. Cells merged to the right show one value in one place, so nothing is carried there.
 */
export class MergedCells {
  readonly #byFirst = new Map<number, MergedRange[]>();
  #active: { readonly range: MergedRange; readonly cell: Cell }[] = [];

  /** @param ranges as the sheet has them: 'C3:C14' */
  constructor(ranges: readonly string[]) {
    for (const text of ranges) {
      const range = readRange(text);
      if (range === null || range.last === range.first) continue;
      this.#byFirst.set(range.first, [...(this.#byFirst.get(range.first) ?? []), range]);
    }
  }

  /** The row as a person sees it. To be called once for each row, in the order of the sheet. */
  carry(row: Row): CarriedRow {
    const begin = this.#byFirst.get(row.number) ?? [];
    if (this.#active.length === 0 && begin.length === 0) return { row, carried: [] };
    this.#active = this.#active.filter(({ range }) => range.last >= row.number);
    const carried: number[] = [];
    let cells = row.cells;
    for (const { range, cell } of this.#active) {
      if (!isBlankCell(cells[range.column] ?? BLANK)) continue;
      if (carried.length === 0) cells = [...cells];
      while (cells.length < range.column) cells.push(BLANK);
      cells[range.column] = cell;
      carried.push(range.column);
    }
    for (const range of begin) {
      const cell = row.cells[range.column];
      if (cell !== undefined && cellText(cell).trim() !== '') this.#active.push({ range, cell });
    }
    return carried.length === 0 ? { row, carried } : { row: { ...row, cells }, carried };
  }
}

function readRange(text: string): MergedRange | null {
  const [from = '', to = ''] = text.split(':');
  const column = columnOf(from);
  return column < 0 ? null : { column, first: rowOf(from), last: rowOf(to) };
}
