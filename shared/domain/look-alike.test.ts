import { describe, expect, test } from 'vitest';
import { lookAlikeKey, lookAlikes } from './look-alike.ts';

describe('names that look alike', () => {
  test.each([
    ['case and spaces', 'Contoso  Ltd', 'CONTOSO ltd'],
    ['a Cyrillic С and о', 'Contoso', '\u0421ont\u043Eso'],
    ['Greek capitals', 'KAPPA', '\u039A\u0391\u03A1\u03A1\u0391'],
    ['accents', 'Café Zürich', 'Cafe Zurich'],
    ['a letter with a stroke', 'Søren & Søn', 'Soren & Son'],
    ['signs', 'Contoso, Ltd.', 'Contoso Ltd'],
    ['dashes', 'Contoso-EU', 'Contoso \u2013 EU'],
    ['zero and O', 'Room 0', 'Room O'],
    ['one and l', 'Level 1', 'Level l'],
    ['full-width letters', 'ＡＢＣ', 'abc'],
  ])('%s', (_name, a, b) => {
    expect(lookAlikeKey(a)).toBe(lookAlikeKey(b));
  });

  test.each([
    ['numbers', 'Customer 1', 'Customer 2'],
    ['signs between digits', 'Release 1.1', 'Release 11'],
    ['i and l', 'Mail', 'Mall'],
    ['voiced and unvoiced kana', 'ガス', 'カス'],
    ['vowel signs', 'कि', 'की'],
    ['signs alone', '+++', '---'],
  ])('%s are told apart', (_name, a, b) => {
    expect(lookAlikeKey(a)).not.toBe(lookAlikeKey(b));
  });

  test('are put together', () => {
    const things = ['Acme', 'Contoso', 'ACME.', 'Northwind', 'Ácme'].map((name) => ({ name }));
    expect(lookAlikes(things).map((group) => group.map(({ name }) => name))).toEqual([['Acme', 'ACME.', 'Ácme']]);
    expect(lookAlikes([])).toEqual([]);
  });
});
