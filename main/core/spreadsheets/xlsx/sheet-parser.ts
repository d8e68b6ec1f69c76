import { BLANK, isBlankCell } from '../cell.ts';
import type { Cell, Row } from '../cell.ts';
import { damaged, tooLarge } from '../limits.ts';
import type { Limits } from '../limits.ts';
import { cellValue } from './cell-value.ts';
import type { RawCell, ValueContext } from './cell-value.ts';
import { columnLetters, columnOf, LAST_COLUMN, LAST_ROW } from './reference.ts';
import { RichString } from './shared-strings.ts';
import { isTrue } from './workbook.ts';
import type { Attributes, XmlHandlers } from './xml.ts';

/** Turns the XML of a worksheet into rows. `rows` is filled as parsing goes on; the owner takes them out. */
export class SheetParser implements XmlHandlers {
  rows: Row[] = [];
  /** 0-based; complete when `started` is true. */
  readonly hiddenColumns: number[] = [];
  /** Whether the rows have begun: what stands before them has been read. */
  started = false;
  rowCount = 0;
  hiddenRows = 0;
  #cellCount = 0;
  #inRows = false;
  #row: Row | null = null;
  #rowNumber = 0;
  #column = -1;
  #cell: RawCell | null = null;
  #inValue = false;
  #inInline = false;
  #zeroHeight = false;
  readonly #string: RichString;
  readonly #context: ValueContext;
  readonly #limits: Limits;

  constructor(context: ValueContext, limits: Limits) {
    this.#context = context;
    this.#limits = limits;
    this.#string = new RichString(limits.cellLength);
  }

  open(name: string, attributes: Attributes): void {
    if (this.#cell !== null) this.#openInCell(this.#cell, name);
    else if (this.#row !== null) {
      if (name === 'c') this.#openCell(attributes);
    } else if (this.#inRows) {
      if (name === 'row') this.#openRow(attributes);
    } else if (name === 'sheetData') {
      this.#inRows = true;
      this.started = true;
    } else if (name === 'col') this.#hideColumns(attributes);
    else if (name === 'sheetFormatPr') this.#zeroHeight = isTrue(attributes['zeroHeight']);
  }

  close(name: string): void {
    if (this.#cell !== null) {
      if (name === 'c') this.#closeCell(this.#cell);
      else this.#closeInCell(this.#cell, name);
    } else if (name === 'row') this.#closeRow();
    else if (name === 'sheetData') this.#inRows = false;
  }

  text(text: string): void {
    if (this.#inInline) this.#string.text(text);
    else if (this.#inValue && this.#cell !== null) {
      this.#cell.value += text;
      if ((this.#cell.value ?? '').length > this.#limits.cellLength) {
        throw tooLarge(
          'cellLength',
          `has more than ${this.#limits.cellLength} characters in cell ${this.#place()}, which no account list has. Shorten it.`,
          { cell: this.#place() },
        );
      }
    }
  }

  #openRow(attributes: Attributes): void {
    const { r, hidden, ht } = attributes;
    this.#rowNumber = r === undefined ? this.#rowNumber + 1 : Number(r);
    if (!Number.isInteger(this.#rowNumber) || this.#rowNumber < 1 || this.#rowNumber > LAST_ROW) {
      throw damaged(
        `The file is damaged: it has a row ${r ?? this.#rowNumber}, and a sheet ends with row ${LAST_ROW}.`,
        { row: r },
      );
    }
    const isHidden =
      isTrue(hidden) ||
      (ht !== undefined && Number(ht) === 0) ||
      (this.#zeroHeight && ht === undefined && hidden === undefined);
    this.#row = { number: this.#rowNumber, cells: [], hidden: isHidden };
    this.#column = -1;
  }

  #openCell({ r, t, s }: Attributes): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r);
    if (this.#column < 0 || this.#column >= LAST_COLUMN) {
      throw damaged(
        `The file is damaged: row ${this.#rowNumber} has a cell ${r ?? 'past the last column'}, which is not on the sheet.`,
        { row: this.#rowNumber, cell: r },
      );
    }
    this.#cell = { type: t ?? 'n', style: s === undefined ? 0 : Number(s), value: null, inline: null, formula: false };
  }

  #openInCell(cell: RawCell, name: string): void {
    if (this.#inInline) this.#string.open(name);
    else if (name === 'v') {
      this.#inValue = true;
      cell.value = '';
    } else if (name === 'is') {
      this.#inInline = true;
      this.#string.start();
    } else if (name === 'f') cell.formula = true;
  }

  #closeInCell(cell: RawCell, name: string): void {
    if (name === 'v') this.#inValue = false;
    else if (name === 'is') {
      this.#inInline = false;
      cell.inline = this.#string.end();
    } else if (this.#inInline) this.#string.close(name);
  }

  #closeCell(raw: RawCell): void {
    const value = cellValue(raw, this.#context, () => this.#place());
    this.#cell = null;
    this.#inValue = false;
    this.#inInline = false;
    if (isBlankCell(value) || this.#row === null) return;
    if (this.#column >= this.#limits.columns) {
      const what = `has a value in cell ${this.#place()}; only ${this.#limits.columns} columns are read. Remove what stands to the right of the list.`;
      throw tooLarge('columns', what, { cell: this.#place() });
    }
    fill(this.#row.cells, this.#column);
    this.#row.cells[this.#column] = value;
  }

  #closeRow(): void {
    const row = this.#row;
    this.#row = null;
    if (row === null || row.cells.length === 0) return;
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
    return `${columnLetters(this.#column)}${this.#rowNumber}`;
  }
}

function fill(cells: Cell[], length: number): void {
  while (cells.length < length) cells.push(BLANK);
}
