import { expect, test } from 'vitest';
import { durationText } from '../setup/duration.ts';
import { toDuration } from './duration.ts';

test.each([
  ['1d', 86_400_000, '1d'],
  ['12h', 43_200_000, '12h'],
  ['1d12h', 129_600_000, '1d 12h'],
  ['90m', 5_400_000, '1h 30m'],
  ['45s', 45_000, '45s'],
])('%s are %i milliseconds', (text, milliseconds, shown) => {
  expect(toDuration(text)).toBe(milliseconds);
  expect(durationText(milliseconds)).toBe(shown);
});

test.each(['', '1', 'd', '1w', '1.5d', '-1d', '1d x'])('%j is no duration', (text) => {
  expect(() => toDuration(text)).toThrow('It is a duration such as 1d, 12h or 1d12h (d, h, m, s).');
});

test.each(['0s', '367d', '1000000d'])('%s is too short or too long', (text) => {
  expect(() => toDuration(text)).toThrow('It is at least 1s and at most 366d at once.');
});
