/** Sizes of a sheet (Excel 2007 and later). */
export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;

/** 0-based column of a cell reference such as 'AB12'; -1 where it is none or lies outside a sheet. Case does not matter. */
export function columnOf(reference: string): number {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at);
    if (code >= 65 && code <= 90) column = column * 26 + code - 64;
    else if (code >= 97 && code <= 122) column = column * 26 + code - 96;
    else if (code === 36) continue;
    else break;
  }
  return at === 0 || at > 8 || at === reference.length || column > LAST_COLUMN ? -1 : column - 1;
}

/** 1-based row of a cell reference such as 'AB12'; 0 or NaN where it has none. */
export function rowOf(reference: string): number {
  let row = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const digit = reference.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) row = row * 10 + digit;
    else if (row > 0) return Number.NaN;
  }
  return row;
}

/** Letters of a 0-based column: 0 is 'A', 26 'AA'. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
