import { expect, test } from 'vitest';
import { allPairs, momentOf, pairText, somePairs } from './pairs.ts';

test.each([
  ['2026-11-30T23:50', 'UTC', '2026-11-30T23:50:00.000Z'],
  ['2026-11-30T23:50', 'Europe/Berlin', '2026-11-30T22:50:00.000Z'],
  ['2027-08-31T23:50', 'Europe/Berlin', '2027-08-31T21:50:00.000Z'],
  ['2026-12-31T23:50', 'America/New_York', '2027-01-01T04:50:00.000Z'],
  ['2028-02-28T23:50', 'Asia/Kolkata', '2028-02-28T18:20:00.000Z'],
  ['2028-02-29T23:50', 'Pacific/Kiritimati', '2028-02-29T09:50:00.000Z'],
  ['2028-02-29T23:50Z', 'Pacific/Kiritimati', '2028-02-29T23:50:00.000Z'],
  // Before and after the clocks were put forward, and the hour that there is twice.
  ['2027-03-28T01:50', 'Europe/Berlin', '2027-03-28T00:50:00.000Z'],
  ['2027-03-28T03:10', 'Europe/Berlin', '2027-03-28T01:10:00.000Z'],
  ['2027-10-31T02:50', 'Europe/Berlin', '2027-10-31T00:50:00.000Z'],
])('%s in %s is %s', (at, zone, moment) => {
  expect(new Date(momentOf({ at, zone })).toISOString()).toBe(moment);
});

test('what is no moment, or no zone, is refused', () => {
  expect(() => momentOf({ at: 'tomorrow', zone: 'UTC' })).toThrow(RangeError);
  expect(() => momentOf({ at: '2026-11-30T23:50', zone: 'Europe/Atlantis' })).toThrow(RangeError);
});

test('each evening meets each zone on both sides, and each change of clocks its zone', () => {
  const pairs = allPairs().map(({ at, zone }) => `${at} ${zone}`);
  expect(pairs).toHaveLength(5 * 9 + 4);
  expect(new Set(pairs).size).toBe(pairs.length);
  expect(pairs).toEqual(
    expect.arrayContaining(['2026-11-30T23:50 Asia/Kolkata', '2028-02-29T23:50Z America/New_York']),
  );
  expect(pairs.slice(-4).map((text) => text.slice(0, 10))).toEqual([
    '2027-03-28',
    '2027-10-31',
    '2027-03-14',
    '2027-11-07',
  ]);
});

test('every zone is met in both languages', () => {
  expect(new Set(allPairs().map(({ zone, lang }) => `${zone} ${lang}`)).size).toBe(10);
});

test('a text chooses the same pairs every time, and another text others', () => {
  const chosen = (seed: string) => somePairs(allPairs(), 3, seed).map(pairText);
  expect(chosen('b48f768')).toHaveLength(3);
  expect(chosen('b48f768')).toEqual(chosen('b48f768'));
  expect(chosen('b48f768')).not.toEqual(chosen('cba303b'));
});
