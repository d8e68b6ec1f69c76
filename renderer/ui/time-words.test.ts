import { expect, test } from 'vitest';
import { formatDay, formatDistance, formatDue, formatTime, formatUtc } from './time-words.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const BERLIN = { timeZone: 'Europe/Berlin' };

test.each([
  ['2026-11-23T12:00:00Z', 'in 3 days (Mon 23 Nov)'],
  ['2026-11-20T21:00:00Z', 'in 9 hours (Fri 20 Nov, 22:00)'],
  ['2026-11-21T14:00:00Z', 'in 26 hours (Sat 21 Nov, 15:00)'],
  ['2026-11-20T12:01:00Z', 'in 1 minute (Fri 20 Nov, 13:01)'],
  ['2026-11-17T12:00:00Z', '3 days ago (Tue 17 Nov)'],
  ['2027-01-02T12:00:00Z', 'in 43 days (Sat 2 Jan 2027)'],
])('%s is due %s', (iso, words) => {
  expect(formatDue(iso, NOW, BERLIN)).toBe(words);
});

test('a moment of now is now', () => {
  expect(formatDistance('2026-11-20T12:00:20Z', NOW)).toBe('now');
});

test('times are those of the place, with UTC beside them', () => {
  expect(formatTime('2026-11-24T23:30:00Z', BERLIN)).toBe('25 Nov 2026, 00:30');
  expect(formatDay('2026-11-24T23:30:00Z', NOW, BERLIN)).toBe('Wed 25 Nov');
  expect(formatUtc('2026-11-24T23:30:59.123Z')).toBe('2026-11-24 23:30 UTC');
});
