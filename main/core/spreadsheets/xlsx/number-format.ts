/** Number formats that are known by number and not written into styles.xml (ECMA-376 part 1, 18.8.30). */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'mm-dd-yy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yy h:mm',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;[Red](#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;[Red](#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
  48: '##0.0E+0',
  49: '@',
};

/** Built-in numbers whose form depends on the language but which are dates in each (27–36, 50–58). */
const isLocalDate = (id: number): boolean => (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** The format code of a built-in number, null for General and for what is not built in. */
export function builtInFormat(id: number): string | null {
  return isLocalDate(id) ? 'yyyy-mm-dd' : (BUILT_IN[id] ?? null);
}

/** Whether a format code shows dates, times or durations: a d, m, y, h or s outside quotes, escapes and brackets. */
export function isDateFormat(code: string): boolean {
  const bare = code
    .replace(/"[^"]*"?|\\.|[_*]./g, '')
    .replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]?/gi, '')
    .replace(/General/gi, '');
  return /[dmyhs]/i.test(bare.split(';')[0] ?? '');
}

const DAY_MS = 86_400_000;
/** 9999-12-31, the last day that Excel knows. */
const LAST_SERIAL = 2_958_465;

/**
 * A stored date number in ISO 8601: '2026-11-21', '2026-11-21T08:30:00', or '08:30:00' below one day. Fractions are rounded to milliseconds.
 * @param date1904 whether the workbook counts from 1904-01-01
 * @returns null for what is no date: negative or past the year 9999
 */
export function serialToIso(serial: number, date1904: boolean): string | null {
  if (!(serial >= 0 && serial < LAST_SERIAL + 1)) return null;
  let ms = Math.round(serial * DAY_MS);
  const days = Math.floor(ms / DAY_MS);
  ms -= days * DAY_MS;
  const time = new Date(ms)
    .toISOString()
    .slice(11, -1)
    .replace(/\.000$/, '');
  if (days === 0 && !date1904) return time;
  const date = isoDay(days, date1904);
  return ms === 0 ? date : `${date}T${time}`;
}

function isoDay(days: number, date1904: boolean): string {
  if (date1904) return new Date(Date.UTC(1904, 0, 1 + days)).toISOString().slice(0, 10);
  // the 1900 system has a 29 February 1900, which never was (kept from Lotus 1-2-3)
  if (days === 60) return '1900-02-29';
  return new Date(Date.UTC(1899, 11, (days < 60 ? 31 : 30) + days)).toISOString().slice(0, 10);
}
