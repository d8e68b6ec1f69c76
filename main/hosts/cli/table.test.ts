import { expect, test } from 'vitest';
import { cleanJson, cleanLine, cleanText } from './clean-text.ts';
import { count, pairs, table } from './table.ts';

test('columns are as wide as their content, numbers to the right, nothing trails', async () => {
  const text = await table(
    ['Name', 'Accounts', 'Note'],
    [
      ['Fabrikam', 7, 'x'],
      ['Contoso Retail', 1204, ''],
    ],
  );
  expect(text).toBe(
    ['Name            Accounts  Note', 'Fabrikam               7  x', 'Contoso Retail      1204'].join('\n'),
  );
});

test('wide characters take two columns and combining ones none', async () => {
  const text = await table(
    ['Name', 'N'],
    [
      ['日本', 1],
      ['Cafe\u0301', 2],
      ['🧑‍🚀!', 3],
      ['abcd', 4],
    ],
  );
  expect(text.split('\n')).toEqual(['Name  N', '日本  1', 'Cafe\u0301  2', '🧑‍🚀!   3', 'abcd  4']);
});

test('a table without rows has its headings', async () => {
  expect(await table(['Name', 'Accounts'], [])).toBe('Name  Accounts');
});

test('pairs stand under each other; those without a value are left out', () => {
  expect(
    pairs([
      ['Name', 'Café'],
      ['Spot Org ID', null],
      ['Accounts', 0],
    ]),
  ).toBe('Name:      Café\nAccounts:  0');
});

test('counts have their noun', () => {
  expect([count(0, 'account'), count(1, 'account'), count(1204, 'account'), count(2, 'entry', 'entries')]).toEqual([
    '0 accounts',
    '1 account',
    '1,204 accounts',
    '2 entries',
  ]);
});

test('what is read from a file can not steer the terminal', () => {
  expect(cleanText('\u001B[31mred\u001B]0;title\u0007 \u202Egpj.exe\nnext\tcell')).toBe(
    '⟨U+001B⟩[31mred⟨U+001B⟩]0;title⟨U+0007⟩ ⟨U+202E⟩gpj.exe\nnext\tcell',
  );
  expect(cleanText('Paid\rNot')).toBe('Paid\u240DNot');
  expect(cleanText('a\u200Bb 👩‍🚀 \u0645\u06CC\u200C\u062E')).toBe('a⟨U+200B⟩b 👩‍🚀 \u0645\u06CC\u200C\u062E');
  expect(cleanLine('a\r\nb\tc')).toBe('a b c');
});

test('JSON is the same document with nothing in it that a terminal obeys', () => {
  const value = { name: 'a\u202Eb\u009B\u{E0041}\u001B 👩‍🚀' };
  const text = cleanJson(value);
  expect(text).toBe('{"name":"a\\u202eb\\u009b\\udb40\\udc41\\u001b 👩\\u200d🚀"}');
  expect(JSON.parse(text)).toEqual(value);
});
