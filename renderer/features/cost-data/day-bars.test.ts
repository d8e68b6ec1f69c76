import { expect, it } from 'vitest';
import { dayBars } from './day-bars.ts';

const sum = (day: string, type: string, unblended: string) => ({ day, type, unblended });

it('what costs is stacked above 0 and what is taken off below, in thousandths of the height', () => {
  const bars = dayBars([
    sum('2026-10-01', 'Usage', '6.0000000000'),
    sum('2026-10-01', 'Tax', '2.0000000000'),
    sum('2026-10-01', 'Credit', '-2.0000000000'),
    sum('2026-10-02', 'Usage', '4.0000000000'),
  ]);
  expect([bars.types, bars.most, bars.least, bars.zero]).toEqual([
    ['Usage', 'Tax', 'Credit'],
    '8.0000000000',
    '-2.0000000000',
    800,
  ]);
  const parts = bars.days.map(({ day, parts: all }) => [
    day,
    ...all.map(({ type, top, height }) => [type, top, height]),
  ]);
  expect(parts).toEqual([
    ['2026-10-01', ['Usage', 200, 600], ['Tax', 0, 200], ['Credit', 800, 200]],
    ['2026-10-02', ['Usage', 400, 400]],
  ]);
  expect(bars.days[1]?.cost).toEqual(['4.0000000000', '0.0000000000', '0.0000000000']);
});

it('the smallest of more than six types are together; sums that are 0 have no part', () => {
  const types = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
  const bars = dayBars(types.map((type, at) => sum('2026-10-01', type, `${9 - at}.0000000000`)));
  expect(bars.types).toEqual(['A', 'B', 'C', 'D', 'E', 'Others']);
  expect(bars.days[0]?.cost.at(-1)).toBe('7.0000000000');
  const nothing = dayBars([sum('2026-10-01', 'Tax', '0.0000000000')]);
  expect([nothing.days[0]?.parts, nothing.zero]).toEqual([[], 0]);
});
