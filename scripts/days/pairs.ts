import { createHash } from 'node:crypto';

/** When and where the tests are run. */
export interface Pair {
  /** `2026-11-30T23:50` by the clocks of the zone, or `2026-11-30T23:50Z`. */
  readonly at: string;
  readonly zone: string;
  /** What LANG and LC_ALL say. */
  readonly lang: string;
}

export const ZONES: readonly string[] = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Kiritimati',
];

export const LANGUAGES: readonly string[] = ['C', 'de_DE.UTF-8'];

/** The last evening of a month of 30 days, of one of 31 in summer time, of a year; before and on a leap day. */
const EVENINGS = ['2026-11-30T23:50', '2027-08-31T23:50', '2026-12-31T23:50', '2028-02-28T23:50', '2028-02-29T23:50'];

/** Ten minutes before clocks are changed, where they are. */
const CHANGES: readonly (readonly [zone: string, at: string])[] = [
  ['Europe/Berlin', '2027-03-28T00:50Z'],
  ['Europe/Berlin', '2027-10-31T00:50Z'],
  ['America/New_York', '2027-03-14T06:50Z'],
  ['America/New_York', '2027-11-07T05:50Z'],
];

/** Every pair: each evening in each zone, by the clocks there and by UTC; and the nights of both changes of clocks. The languages take turns. */
export function allPairs(): Pair[] {
  const evenings = EVENINGS.flatMap((at) =>
    ZONES.flatMap((zone) => [[zone, at] as const, ...(zone === 'UTC' ? [] : [[zone, `${at}Z`] as const])]),
  );
  return [...evenings, ...CHANGES].map(([zone, at], i) => ({ at, zone, lang: LANGUAGES[i % 2] ?? 'C' }));
}

/** So many of the pairs, chosen by a text: the same ones for the same text. */
export function somePairs(pairs: readonly Pair[], count: number, seed: string): Pair[] {
  const rank = (pair: Pair): string =>
    createHash('sha256')
      .update(`${seed} ${pairText(pair)}`)
      .digest('hex');
  return pairs
    .map((pair) => ({ pair, rank: rank(pair) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, count)
    .map(({ pair }) => pair);
}

/** `2026-11-30T23:50 Asia/Kolkata C`. */
export function pairText({ at, zone, lang }: Pair): string {
  return `${at} ${zone} ${lang}`;
}

/**
 * The moment of a pair, in milliseconds since 1970. Of an hour that clocks have twice it is the first one.
 * @throws RangeError where there is no such time or zone.
 */
export function momentOf({ at, zone }: Pick<Pair, 'at' | 'zone'>): number {
  const utc = Date.parse(at.endsWith('Z') ? at : `${at}Z`);
  if (Number.isNaN(utc))
    throw new RangeError(`${at} is no moment; give one such as 2026-11-30T23:50, or 2026-11-30T23:50Z.`);
  if (at.endsWith('Z')) return utc;
  // The difference to UTC may be another one on both sides of the moment: the earlier one that fits counts.
  const fits = [utc - DAY_MS, utc + DAY_MS].map((near) => utc - aheadOfUtc(near, zone)).sort((a, b) => a - b);
  return fits.find((moment) => moment + aheadOfUtc(moment, zone) === utc) ?? fits[0] ?? utc;
}

const DAY_MS = 86_400_000;

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. */
function aheadOfUtc(moment: number, timeZone: string): number {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(moment);
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - Math.floor(moment / 1000) * 1000;
}
