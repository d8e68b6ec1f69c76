import { expect, test } from 'vitest';
import { cutMiddle, nameInWords, plural } from './words.ts';

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

test('long texts keep both ends', () => {
  expect(cutMiddle('abcdefghij', 7)).toBe('abc…hij');
  expect(cutMiddle('abc', 7)).toBe('abc');
});
