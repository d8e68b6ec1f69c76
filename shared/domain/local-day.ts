/**
 * Days as a person means them: by the clocks of the computer that runs this, whose zone may put them forward and back. A day is written
 * `2026-11-21`.
 */

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/u;

/** Whether a text is written as a day; absent it is not. */
export function isDay(text: string | undefined): text is string {
  return text !== undefined && DAY.test(text);
}

/** The day of a moment. */
export function localDay(at: Date): string {
  const [month, date] = [at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${at.getFullYear()}-${month}-${date}`;
}

/** A moment by the clocks here, to the minute: `2026-11-21 09:05`. */
export function localMinute(at: Date): string {
  const [hours, minutes] = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0'));
  return `${localDay(at)} ${hours}:${minutes}`;
}

/** The first moment of a day. */
export function startOfDay(day: string): Date {
  return dayAt(day, 0);
}

/** The first moment of the day after it. */
export function startOfNextDay(day: string): Date {
  return dayAt(day, 1);
}

/** The last whole second of a day. */
export function endOfDay(day: string): Date {
  return new Date(startOfNextDay(day).getTime() - 1000);
}

function dayAt(day: string, later: number): Date {
  const [, year, month, date] = DAY.exec(day) ?? [];
  return new Date(Number(year), Number(month) - 1, Number(date) + later);
}
