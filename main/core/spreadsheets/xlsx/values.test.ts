import { describe, expect, it } from 'vitest';
import { decodeEscapes, encodeText } from './escapes.ts';
import { builtInFormat, isDateFormat, serialToIso } from './number-format.ts';
import { columnLetters, columnOf, rowOf } from './reference.ts';
import { resolveTarget } from './relationships.ts';

describe('number formats', () => {
  it.each(['mm-dd-yy', 'h:mm', '[h]:mm:ss', 'yyyy"年"m"月"', '[$-409]d\\-mmm', 'm/d/yy h:mm;@', 'AM/PM h'])(
    '%s shows a date',
    (code) => {
      expect(isDateFormat(code)).toBe(true);
    },
  );

  it.each([
    '0',
    '000000000000',
    '@',
    'General',
    '0.00E+00',
    '#,##0 "days"',
    '[Red]0',
    '0\\d',
    '_d0',
    '[$USD] 0',
    '0;[h]',
    '"d"0',
  ])('%s does not', (code) => {
    expect(isDateFormat(code)).toBe(false);
  });

  it('knows the built-in numbers', () => {
    expect([0, 1, 14, 31, 49, 57, 60].map(builtInFormat)).toEqual([
      null,
      '0',
      'mm-dd-yy',
      'yyyy-mm-dd',
      '@',
      'yyyy-mm-dd',
      null,
    ]);
  });

  // day 1, the day that never was, the day after it, a leap day, the last day: from Excel's own documentation of the 1900 system
  it.each([
    [1, false, '1900-01-01'],
    [59, false, '1900-02-28'],
    [60, false, '1900-02-29'],
    [61, false, '1900-03-01'],
    [45351, false, '2024-02-29'],
    [2958465, false, '9999-12-31'],
    [0.999999999, false, '1900-01-01'],
    [46347.00001157407, false, '2026-11-21T00:00:01'],
    [46347.5000000579, false, '2026-11-21T12:00:00.005'],
    [0, true, '1904-01-01'],
    [1.25, true, '1904-01-02T06:00:00'],
    [-1, false, null],
    [2958466, false, null],
    [Number.NaN, false, null],
  ])('%d (1904: %s) is %s', (serial, date1904, iso) => {
    expect(serialToIso(serial, date1904)).toBe(iso);
  });
});

describe('escapes', () => {
  it.each([
    ['a & b < c > d "e"', 'a &amp; b &lt; c &gt; d &quot;e&quot;'],
    ['a\rb\u0001\u0000', 'a_x000D_b_x0001__x0000_'],
    ['_x0031_ _x_ _x12_', '_x005F_x0031_ _x_ _x12_'],
    ['_x000d__x0031_', '_x005F_x000d__x005F_x0031_'],
    ['tab\tand\nline', 'tab\tand\nline'],
    ['😀\ud800x\udc00\ufffe\uffff', '😀x'],
    ['\u007f\u0085', '\u007f\u0085'],
  ])('writes %j as %j', (text, xml) => {
    expect(encodeText(text)).toBe(xml);
  });

  it('decodes hex in either case, and nothing else', () => {
    expect(decodeEscapes('_x000d__X000D__x00_ _x005F_x0041_')).toBe('\r_X000D__x00_ _x0041_');
  });
});

describe('references', () => {
  it('names columns by their letters', () => {
    expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
      'XFD',
    ]);
  });

  it.each([
    ['A1', 0],
    ['Z9', 25],
    ['aa10', 26],
    ['XFD1048576', 16_383],
    ['$B$2', 1],
    ['XFE1', -1],
    ['AAAAAAAAAA1', -1],
    ['12', -1],
    ['A', -1],
    ['', -1],
  ])('%s is column %d', (reference, column) => {
    expect(columnOf(reference)).toBe(column);
  });

  it.each([
    ['A1', 1],
    ['$B$20', 20],
    ['XFD1048576', 1_048_576],
    ['A', 0],
    ['A1x', Number.NaN],
  ])('%s is in row %d', (reference, row) => {
    expect(rowOf(reference)).toBe(row);
  });

  it.each([
    ['xl/', 'worksheets/sheet1.xml', 'xl/worksheets/sheet1.xml'],
    ['xl/', '/xl/a.xml', 'xl/a.xml'],
    ['xl/', '../../../etc/passwd', 'etc/passwd'],
    ['', './xl/./a%20b.xml', 'xl/a b.xml'],
  ])('a target from %j, %j, is the part %j', (folder, target, part) => {
    expect(resolveTarget(folder, target)).toBe(part);
  });
});
