import { expect, test } from 'vitest';
import { compareNames, cutMiddle, nameInWords, plural } from './words.ts';

test.each([
  ['stackId', 'Stack ID'],
  ['roleArn', 'Role ARN'],
  ['templateSha256', 'Template SHA-256'],
  ['bucket', 'Bucket'],
])('%s reads %s', (key, words) => {
  expect(nameInWords(key)).toBe(words);
});

test('counts have separators and the right number', () => {
  expect([plural(1, 'account'), plural(1248, 'account'), plural(2, 'match', 'matches')]).toEqual([
    '1 account',
    '1,248 accounts',
    '2 matches',
  ]);
});

// As Swedish has it, where z comes before ö, they would be in another order.
test('names are in the order of English in every language', () => {
  expect(['zeta', 'Öl', 'alpha', 'Beta', 'öl 2'].sort(compareNames)).toEqual(['alpha', 'Beta', 'Öl', 'öl 2', 'zeta']);
});

test('long texts keep both ends', () => {
  expect(cutMiddle('abcdefghij', 7)).toBe('abc…hij');
  expect(cutMiddle('abc', 7)).toBe('abc');
});
