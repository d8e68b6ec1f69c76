import { beforeEach, describe, expect, it, vi } from 'vitest';
import { endOfDay, isDay, localDay, localMinute, startOfDay, startOfNextDay } from './local-day.ts';

describe.each([
  ['UTC', '2026-11-24', '2026-11-24T00:00:00.000Z', '2026-11-24T23:59:59.000Z'],
  ['Europe/Berlin', '2026-11-24', '2026-11-23T23:00:00.000Z', '2026-11-24T22:59:59.000Z'],
  ['America/New_York', '2026-12-31', '2026-12-31T05:00:00.000Z', '2027-01-01T04:59:59.000Z'],
  ['Asia/Kolkata', '2028-02-29', '2028-02-28T18:30:00.000Z', '2028-02-29T18:29:59.000Z'],
  ['Pacific/Kiritimati', '2026-12-01', '2026-11-30T10:00:00.000Z', '2026-12-01T09:59:59.000Z'],
  // 23 and 25 hours: clocks are put forward and back.
  ['Europe/Berlin', '2027-03-28', '2027-03-27T23:00:00.000Z', '2027-03-28T21:59:59.000Z'],
  ['Europe/Berlin', '2027-10-31', '2027-10-30T22:00:00.000Z', '2027-10-31T22:59:59.000Z'],
  ['America/New_York', '2027-03-14', '2027-03-14T05:00:00.000Z', '2027-03-15T03:59:59.000Z'],
])('in %s, %s', (zone, day, first, last) => {
  beforeEach(() => void vi.stubEnv('TZ', zone));

  it('begins and ends', () => {
    expect(startOfDay(day).toISOString()).toBe(first);
    expect(endOfDay(day).toISOString()).toBe(last);
    expect(startOfNextDay(day).getTime() - endOfDay(day).getTime()).toBe(1000);
  });

  it('is the day of its first and its last moment, and of none beside them', () => {
    expect([first, last].map((at) => localDay(new Date(at)))).toEqual([day, day]);
    expect([first, last].map((at) => localMinute(new Date(at)))).toEqual([`${day} 00:00`, `${day} 23:59`]);
    expect(localDay(new Date(Date.parse(first) - 1))).not.toBe(day);
    expect(localDay(new Date(Date.parse(last) + 1000))).not.toBe(day);
  });
});

it('is written with four, two and two digits', () => {
  expect(['2026-11-24', '2026-1-4', '24.11.2026', '', undefined].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
