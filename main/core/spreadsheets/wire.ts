import { BLANK } from './cell.ts';
import type { Cell, Row, RowProblem } from './cell.ts';

/**
 * A batch of rows as it crosses from the reading thread: flat arrays, because cloning 7,000 small objects costs
 * several times as much as cloning 7,000 strings.
 */
export interface PackedRows {
  numbers: Float64Array;
  hidden: Uint8Array;
  widths: Uint32Array;
  kinds: Uint8Array;
  /** One for a text or error; two for a number (value, format or '') and a date (ISO, raw). */
  texts: string[];
  /** Place in the batch and the problem. */
  problems: [number, RowProblem][];
}

const TEXT = 1;
const NUMBER = 2;
const TRUE = 3;
const FALSE = 4;
const DATE = 5;
const ERROR = 6;
const FORMULA = 8;

/** Packs rows; the opposite of unpackRows. */
export function packRows(rows: readonly Row[]): PackedRows {
  const count = rows.reduce((sum, row) => sum + row.cells.length, 0);
  const packed: PackedRows = {
    numbers: new Float64Array(rows.length),
    hidden: new Uint8Array(rows.length),
    widths: new Uint32Array(rows.length),
    kinds: new Uint8Array(count),
    texts: [],
    problems: [],
  };
  let at = 0;
  for (const [index, row] of rows.entries()) {
    packed.numbers[index] = row.number;
    packed.hidden[index] = row.hidden ? 1 : 0;
    packed.widths[index] = row.cells.length;
    if (row.problem !== undefined) packed.problems.push([index, row.problem]);
    for (const cell of row.cells) {
      packed.kinds[at] = packCell(cell, packed.texts) + (cell.formula === true ? FORMULA : 0);
      at += 1;
    }
  }
  return packed;
}

function packCell(cell: Cell, texts: string[]): number {
  switch (cell.kind) {
    case 'blank':
      return 0;
    case 'text':
      texts.push(cell.text);
      return TEXT;
    case 'number':
      texts.push(cell.text, cell.format ?? '');
      return NUMBER;
    case 'boolean':
      return cell.value ? TRUE : FALSE;
    case 'date':
      texts.push(cell.text, cell.raw);
      return DATE;
    case 'error':
      texts.push(cell.text);
      return ERROR;
  }
}

/** Unpacks what packRows has packed. */
export function unpackRows(packed: PackedRows): Row[] {
  const rows: Row[] = [];
  let at = 0;
  let text = 0;
  const next = (): string => packed.texts[text++] ?? '';
  for (let index = 0; index < packed.numbers.length; index += 1) {
    const cells: Cell[] = [];
    for (const end = at + (packed.widths[index] ?? 0); at < end; at += 1)
      cells.push(unpackCell(packed.kinds[at] ?? 0, next));
    rows.push({ number: packed.numbers[index] ?? 0, cells, hidden: packed.hidden[index] === 1 });
  }
  for (const [index, problem] of packed.problems) {
    const row = rows[index];
    if (row !== undefined) row.problem = problem;
  }
  return rows;
}

function unpackCell(code: number, next: () => string): Cell {
  if (code === 0) return BLANK;
  if (code === TEXT) return { kind: 'text', text: next() };
  const value = unpackValue(code & ~FORMULA, next);
  return code & FORMULA ? { ...value, formula: true } : value;
}

function unpackValue(kind: number, next: () => string): Cell {
  switch (kind) {
    case TEXT:
      return { kind: 'text', text: next() };
    case NUMBER: {
      const text = next();
      const format = next();
      return { kind: 'number', text, format: format === '' ? null : format };
    }
    case TRUE:
      return { kind: 'boolean', value: true };
    case FALSE:
      return { kind: 'boolean', value: false };
    case DATE: {
      const text = next();
      return { kind: 'date', text, raw: next() };
    }
    case ERROR:
      return { kind: 'error', text: next() };
    default:
      return BLANK;
  }
}
