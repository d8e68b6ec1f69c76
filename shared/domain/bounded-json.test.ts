import { expect, test } from 'vitest';
import { assertBoundedJson, JSON_LIMITS, parseBoundedJson } from './bounded-json.ts';

test.each([
  ['nothing of it', '', true],
  ['a hundred deep', `${'['.repeat(100)}${']'.repeat(100)}`, true],
  ['a hundred and one deep', `${'['.repeat(101)}${']'.repeat(101)}`, false],
  ['objects and lists, by turns', `${'{"a":['.repeat(51)}${']}'.repeat(51)}`, false],
  ['brackets that are never closed', '['.repeat(101), false],
  ['many lists one after another', `[${'[],'.repeat(1000)}[]]`, true],
  ['brackets in a text', `"${'['.repeat(1000)}"`, true],
  ['brackets behind an escaped quotation mark', `"\\"${'['.repeat(1000)}"`, true],
  ['brackets behind a text that ends with a backslash', `["\\\\",${'['.repeat(100)}`, false],
  ['a text without an end', `"${'['.repeat(1000)}`, true],
  ['a text that ends in the middle of an escape', '["\\', true],
])('%s', (_name, text, fits) => {
  const look = (): void => assertBoundedJson(text);
  if (fits) expect(look).not.toThrow();
  else expect(look).toThrow('more than 100 deep');
});

test('values are counted, in lists and in objects, and told before anything is parsed', () => {
  const limits = { depth: 5, values: 4 };
  expect(parseBoundedJson('[1,2,3]', limits)).toEqual([1, 2, 3]);
  expect(() => parseBoundedJson('[1,2,3,4]', limits)).toThrow('more than 4 values');
  expect(() => parseBoundedJson('{"a":1,"b":{"c":1,"d":1}}', limits)).toThrow('more than 4 values');
  expect(() => parseBoundedJson('[,,,,', limits)).toThrow('more than 4 values');
});

test('40 MB of nested brackets are refused at once', () => {
  const text = `{"json":${'['.repeat(40_000_000)}`;
  expect(() => parseBoundedJson(text)).toThrow('more than 100 deep');
});

test('what is no JSON is told by the parser', () => {
  expect(() => parseBoundedJson('{')).toThrow(SyntaxError);
});

test('what comes from outside may be a hundred deep, and have two million values', () => {
  expect(JSON_LIMITS).toEqual({ depth: 100, values: 2_000_000 });
});
