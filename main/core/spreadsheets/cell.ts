/** What a cell holds, as it is stored; never what a spreadsheet program would display of it. */
export type CellValue =
  | { kind: 'blank' }
  | { kind: 'text'; text: string }
  /** `text` is the stored value, digit for digit ('45087558021', '1.5E+3'); `format` its number format code, null for General. */
  | { kind: 'number'; text: string; format: string | null }
  | { kind: 'boolean'; value: boolean }
  /** A number shown as a date or time: `text` in ISO 8601 ('2026-11-21', '08:30:00'), `raw` the stored value. */
  | { kind: 'date'; text: string; raw: string }
  /** `text` is the error as shown: '#N/A'. */
  | { kind: 'error'; text: string };

/**
 * A cell. `formula` is set where the stored value is the cached result of a formula; a formula without
 * a cached result is a blank with `formula` set. Formulas themselves are neither kept nor evaluated.
 */
export type Cell = CellValue & { readonly formula?: true };

/** Why a line of a .csv file can't be trusted; its cells are then only good for showing it. */
export interface RowProblem {
  kind: 'quote-not-closed' | 'text-after-quote' | 'stray-quote' | 'broken-byte';
  /** 1-based number of the column in which it happened. */
  column: number;
  /** What happened and what to do, for a person. */
  message: string;
}

/** One row that is not wholly blank. Blank rows are left out, so numbers can jump. */
export interface Row {
  /** 1-based: the row of the sheet, or the line of the file on which the record starts. */
  number: number;
  /** From column A on, gaps filled with blanks, no blanks at the end. */
  cells: Cell[];
  /** Hidden by hand, by a filter, or by a height of zero. */
  hidden: boolean;
  /** Present when the row is malformed: it must not be used as data, only reported. */
  problem?: RowProblem;
}

/** The one blank cell. */
export const BLANK: Cell = Object.freeze({ kind: 'blank' });

/** Whether a cell shows nothing and says nothing: a formula without a result is not blank in this sense. */
export function isBlankCell(cell: Cell): boolean {
  return cell.kind === 'blank' && cell.formula !== true;
}

/**
 * The text of a cell as a person would read the stored value: '' for a blank, 'TRUE' or 'FALSE', ISO dates, '#N/A', and numbers
 * in plain digits. An exact integer is never given in exponent form: '1.21212007919E+11' is '121212007919'.
 */
export function cellText(cell: Cell): string {
  switch (cell.kind) {
    case 'blank':
      return '';
    case 'number':
      return plainNumber(cell.text);
    case 'boolean':
      return cell.value ? 'TRUE' : 'FALSE';
    default:
      return cell.text;
  }
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
/** Doubles end at 1.8E308; longer texts are not worth spelling out. */
const MOST_DIGITS = 310;

/** Spells an integer out in digits; gives anything that is not an integer back as it was stored. */
function plainNumber(stored: string): string {
  const match = DECIMAL.exec(stored);
  if (match === null) return stored;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (digits === '' || point > MOST_DIGITS) return stored;
  const rest = point <= 0 ? digits : digits.slice(point);
  if (/[1-9]/.test(rest)) return stored;
  const integer = (point <= 0 ? '' : digits.slice(0, point).padEnd(point, '0')).replace(/^0+(?=\d)/, '');
  if (integer === '' || integer === '0') return '0';
  return (sign === '-' ? '-' : '') + integer;
}
