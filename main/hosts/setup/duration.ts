const UNITS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };

/** A duration such as 1d, 12h or 1d12h, in milliseconds; null where the text is none. */
export function readDuration(text: string): number | null {
  const parts = [...text.trim().matchAll(/(\d{1,9})([dhms])/gu)];
  const whole = parts.map(([part]) => part).join('');
  if (whole === '' || whole !== text.trim()) return null;
  return parts.reduce((sum, [, number = '', unit = '']) => sum + Number(number) * (UNITS[unit] ?? 0), 0);
}

/** Milliseconds, to the second, in the largest units that fit: `1d 12h`. */
export function durationText(milliseconds: number): string {
  let left = Math.round(milliseconds / 1000) * 1000;
  const parts: string[] = [];
  for (const [unit, length] of Object.entries(UNITS)) {
    const number = Math.floor(left / length);
    left -= number * length;
    if (number > 0) parts.push(`${number}${unit}`);
  }
  return parts.length === 0 ? '0s' : parts.join(' ');
}
