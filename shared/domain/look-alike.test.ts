import { describe, expect, test } from 'vitest';
import { alikeAddress, alikeSentence, lookAlikeKey, lookAlikes } from './look-alike.ts';

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
    ['letters of mathematics', '\u{1D402}ontoso', 'Contoso'],
    ['an Armenian o', 'C\u0585ntoso', 'Contoso'],
    ['Cherokee capitals', '\u13AA\u13B3\u13A2', 'AWT'],
    ['small capitals', '\u1D04ontoso', 'Contoso'],
    ['a Cyrillic ghe', 'No\u0433thwind', 'Northwind'],
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

describe('what a new name is easily taken for', () => {
  test('is named, with the letters that are not Latin', () => {
    expect(alikeSentence('subset', '\u0421ontos\u043E', ['Fabrikam', 'Contoso'])).toBe(
      "The name '\u0421ontos\u043E' is easily taken for the subset 'Contoso': it has \u0421 (U+0421), \u043E (U+043E).",
    );
    expect(alikeSentence('subset', 'Contoso Ltd.', ['Contoso, Ltd'])).toBe(
      "The name 'Contoso Ltd.' is easily taken for the subset 'Contoso, Ltd'.",
    );
  });

  test('is not the name itself, nor another one', () => {
    expect(alikeSentence('subset', 'Contoso', ['CONTOSO', 'Fabrikam'])).toBeNull();
    expect(alikeSentence('subset', '\u0412\u043E\u0441\u0442\u043E\u043A', ['Contoso'])).toBeNull();
  });

  test('of addresses only the letters count', () => {
    expect(alikeAddress('kim@c\u043Entoso.example', ['a@b.example', 'Kim@contoso.example'])).toBe(
      'The address kim@c\u043Entoso.example is easily taken for Kim@contoso.example: it has \u043E (U+043E).',
    );
    expect(alikeAddress('k.im@contoso.example', ['kim@contoso.example'])).toBeNull();
  });
});
