/** Money is a whole number of 1e-10 units of its currency inside, and decimal text at the edges. */
const DECIMALS = 10;
const UNIT = 10n ** BigInt(DECIMALS);

/** Units as decimal text with all ten decimals: 16823086974n is '1.6823086974'. */
export function moneyText(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(DECIMALS + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`;
}

/** Decimal text with two decimals and thousands separators, half away from zero: '-1234.5650000000' is '-1,234.57'. For showing. */
export function moneyInCents(text: string): string {
  const units = moneyUnits(text) ?? 0n;
  const size = units < 0n ? -units : units;
  const cents = (size + UNIT / 200n) / (UNIT / 100n);
  const digits = cents.toString().padStart(3, '0');
  const whole = digits.slice(0, -2).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');
  return `${units < 0n && cents > 0n ? '-' : ''}${whole}.${digits.slice(-2)}`;
}

/** Decimal text as units. @returns null for what is no decimal, or has more than ten decimals */
export function moneyUnits(text: string): bigint | null {
  const [, sign, whole = '', part = ''] = /^([-+]?)(\d{1,18})(?:\.(\d{1,10}))?$/u.exec(text.trim()) ?? [];
  if (sign === undefined) return null;
  const units = BigInt(whole) * UNIT + BigInt(part.padEnd(DECIMALS, '0') || '0');
  return sign === '-' ? -units : units;
}
