import { BLANK, cellText, isBlankCell } from '../cell.ts';
import type { Cell, Row } from '../cell.ts';
import { damaged, tooLarge } from '../limits.ts';
import type { Limits } from '../limits.ts';
import { cellValue } from './cell-value.ts';
import type { RawCell, ValueContext } from './cell-value.ts';
import type { PartHandlers } from './places.ts';
import type { Attributes } from './prefixes.ts';
import { columnLetters, columnOf, LAST_COLUMN, LAST_ROW, rowOf } from './reference.ts';
import { RichString } from './shared-strings.ts';
import { isTrue } from './workbook.ts';

/** Turns the elements of a worksheet into rows. `rows` is filled as parsing goes on; the owner takes them out. */
export class SheetParser {
  rows: Row[] = [];
  /** 0-based; complete when `started` is true. */
  readonly hiddenColumns: number[] = [];
  /** Whether the rows have begun: what stands before them has been read. */
  started = false;
  rowCount = 0;
  hiddenRows = 0;
  #cellCount = 0;
  /** The row that elements are being read of; it is whole when one of another number comes. */
  #row: Row = { number: 0, cells: [], hidden: false };
  /** Whether the present `row` element has said its number. */
  #numbered = false;
  #hidden = false;
  #column = -1;
  #cell: RawCell = newCell({});
  #zeroHeight = false;
  readonly #string: RichString;
  readonly #context: ValueContext;
  readonly #limits: Limits;

  constructor(context: ValueContext, limits: Limits) {
    this.#context = context;
    this.#limits = limits;
    this.#string = new RichString(limits.cellLength);
  }

  /** What is to be done with the elements of a worksheet. */
  handlers(): PartHandlers<'worksheet'> {
    const inline = { text: (text: string) => this.#string.add(text) };
    return {
      'worksheet/sheetFormatPr': { open: ({ zeroHeight }) => (this.#zeroHeight = isTrue(zeroHeight)) },
      'worksheet/cols/col': { open: (attributes) => this.#hideColumns(attributes) },
      'worksheet/sheetData': { open: () => (this.started = true), close: () => this.#finishRow() },
      'worksheet/sheetData/row': { open: (attributes) => this.#openRow(attributes), close: () => this.#closeRow() },
      'worksheet/sheetData/row/c': { open: (attributes) => this.#openCell(attributes), close: () => this.#closeCell() },
      'worksheet/sheetData/row/c/f': { open: () => (this.#cell.formula = true) },
      'worksheet/sheetData/row/c/v': { open: () => (this.#cell.value = ''), text: (text) => this.#addValue(text) },
      'worksheet/sheetData/row/c/is': {
        open: () => this.#string.start(),
        close: () => (this.#cell.inline = this.#string.end()),
      },
      'worksheet/sheetData/row/c/is/t': inline,
      'worksheet/sheetData/row/c/is/r/t': inline,
    };
  }

  #openRow({ r, hidden, ht }: Attributes): void {
    this.#hidden =
      isTrue(hidden) ||
      (ht !== undefined && Number(ht) === 0) ||
      (this.#zeroHeight && ht === undefined && hidden === undefined);
    this.#numbered = false;
    if (r !== undefined) this.#enterRow(Number(r));
  }

  /** Goes on with the row of this number, or begins it. Some writers make a `row` element for each cell. */
  #enterRow(number: number): void {
    this.#numbered = true;
    const last = this.#row.number;
    if (!Number.isInteger(number) || number < 1 || number > LAST_ROW) {
      throw damaged(`The file is damaged: it has a row ${number}, and a sheet ends with row ${LAST_ROW}.`, {
        row: number,
      });
    }
    if (number !== last) {
      if (number < last) {
        throw damaged(`The file is damaged: its rows are not in order, row ${number} stands behind row ${last}.`, {
          row: number,
        });
      }
      this.#finishRow();
      this.#row = { number, cells: [], hidden: false };
      this.#column = -1;
    }
    if (this.#hidden) this.#row.hidden = true;
  }

  #openCell(attributes: Attributes): void {
    const { r } = attributes;
    const row = r === undefined ? null : rowOf(r);
    if (!this.#numbered) this.#enterRow(row ?? this.#row.number + 1);
    this.#column = r === undefined ? this.#column + 1 : columnOf(r);
    if (this.#column < 0 || this.#column >= LAST_COLUMN || (row !== null && row !== this.#row.number)) {
      throw damaged(
        `The file is damaged: row ${this.#row.number} has a cell ${r ?? 'past the last column'}, which is not on ${row === null || row === this.#row.number ? 'the sheet' : 'it'}.`,
        { row: this.#row.number, cell: r },
      );
    }
    this.#cell = newCell(attributes);
  }

  #addValue(text: string): void {
    this.#cell.value += text;
    if ((this.#cell.value ?? '').length > this.#limits.cellLength) {
      throw tooLarge(
        'cellLength',
        `has more than ${this.#limits.cellLength} characters in cell ${this.#place()}, which no account list has. Shorten it.`,
        { cell: this.#place() },
      );
    }
  }

  #closeCell(): void {
    const value = cellValue(this.#cell, this.#context, () => this.#place());
    if (isBlankCell(value)) return;
    if (this.#column >= this.#limits.columns) {
      const what = `has a value in cell ${this.#place()}; only ${this.#limits.columns} columns are read. Remove what stands to the right of the list.`;
      throw tooLarge('columns', what, { cell: this.#place() });
    }
    const { cells } = this.#row;
    const before = cells[this.#column];
    if (before !== undefined && !isBlankCell(before) && cellText(before) !== cellText(value)) {
      throw damaged(
        `The file is damaged: cell ${this.#place()} stands in it twice, as '${cellText(before)}' and as '${cellText(value)}'.`,
        { cell: this.#place() },
      );
    }
    fill(cells, this.#column);
    cells[this.#column] = value;
  }

  #closeRow(): void {
    if (!this.#numbered) this.#enterRow(this.#row.number + 1);
  }

  #finishRow(): void {
    const row = this.#row;
    if (row.cells.length === 0) return;
    this.rowCount += 1;
    this.#cellCount += row.cells.length;
    if (row.hidden) this.hiddenRows += 1;
    if (this.rowCount > this.#limits.rows)
      throw tooLarge('rows', `has more than ${this.#limits.rows} rows. Split it.`, { row: row.number });
    if (this.#cellCount > this.#limits.cells)
      throw tooLarge(
        'cells',
        `has more than ${this.#limits.cells} cells. Split it, or remove columns that are not needed.`,
        { row: row.number },
      );
    this.rows.push(row);
  }

  #hideColumns({ min, max, hidden, width }: Attributes): void {
    if (!isTrue(hidden) && !(width !== undefined && Number(width) === 0)) return;
    const last = Math.min(Number(max), this.#limits.columns);
    for (
      let column = Math.max(1, Number(min));
      column <= last && this.hiddenColumns.length < this.#limits.columns;
      column += 1
    )
      this.hiddenColumns.push(column - 1);
  }

  #place(): string {
    return `${columnLetters(this.#column)}${this.#row.number}`;
  }
}

/** A cell without content. */
function newCell({ t, s }: Attributes): RawCell {
  return { type: t ?? 'n', style: s === undefined ? 0 : Number(s), value: null, inline: null, formula: false };
}

function fill(cells: Cell[], length: number): void {
  while (cells.length < length) cells.push(BLANK);
}
