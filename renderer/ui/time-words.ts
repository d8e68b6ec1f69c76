const DAY_MS = 86_400_000;

/** Where and in which language times are shown; both are the computer's own unless given. */
export interface TimeWords {
  readonly timeZone?: string;
  readonly locale?: string;
}

/** '24 Nov 2026, 14:05', in the zone of this computer. */
export function formatTime(iso: string, { timeZone, locale = 'en-GB' }: TimeWords = {}): string {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(new Date(iso));
}

/** 'Tue 24 Nov'; with the year where it is another one than now. */
export function formatDay(iso: string, now: Date, { timeZone, locale = 'en-GB' }: TimeWords = {}): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const year = new Intl.DateTimeFormat(locale, { year: 'numeric', ...zone });
  const sameYear = year.format(new Date(iso)) === year.format(now);
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' as const }),
    ...zone,
  })
    .format(new Date(iso))
    .replaceAll(',', '');
}

/** The same moment in UTC, for who hovers: '2026-11-24 13:05 UTC'. */
export function formatUtc(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** How far a moment is: 'in 3 days', 'in 9 hours', '2 days ago', 'now'. */
export function formatDistance(iso: string, now: Date): string {
  const away = Date.parse(iso) - now.getTime();
  const words = distanceWords(Math.abs(away));
  if (words === null) return 'now';
  return away > 0 ? `in ${words}` : `${words} ago`;
}

function distanceWords(ms: number): string | null {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return null;
  if (minutes < 60) return unit(minutes, 'minute');
  // Up to two days in hours: 'in 26 hours' says more than 'in 1 day'.
  if (ms < 2 * DAY_MS) return unit(Math.round(ms / 3_600_000), 'hour');
  return unit(Math.round(ms / DAY_MS), 'day');
}

function unit(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}

/** A due date: 'in 3 days (Mon 23 Nov)'; within two days with the time of day. */
export function formatDue(iso: string, now: Date, words: TimeWords = {}): string {
  const near = Math.abs(Date.parse(iso) - now.getTime()) < 2 * DAY_MS;
  const clock = near ? `, ${clockOf(iso, words)}` : '';
  return `${formatDistance(iso, now)} (${formatDay(iso, now, words)}${clock})`;
}

function clockOf(iso: string, { timeZone, locale = 'en-GB' }: TimeWords): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(new Date(iso));
}
