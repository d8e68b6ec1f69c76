/** A number taken apart without ever passing through a float, so that no digit is lost. */
export interface ExactNumber {
  negative: boolean;
  /** The digits of the whole part without leading zeros; '0' when there are none. */
  whole: string;
  /** Whether anything but zeros stands behind the decimal mark. */
  hasFraction: boolean;
  /** Digits that were written down, leading zeros aside: '1.21212E+11' has 6 of its 12. */
  writtenDigits: number;
  /** Whether it was written with an exponent. */
  scientific: boolean;
}

const NUMBER = /^([+-]?)(\d+)(?:([.,])(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/**
 * Reads a number as a spreadsheet stores it or shows it: '45087558021', '1.21212007919E+11', '1,21212E+11', '-3.5'.
 * A comma counts as a decimal mark, so text with grouped digits must be ungrouped before.
 * @returns undefined when the text is not one number.
 */
export function readExactNumber(text: string): ExactNumber | undefined {
  const parts = NUMBER.exec(text);
  if (parts === null) return undefined;
  const [, sign = '', wholePart = '', , fraction = '', exponentText] = parts;
  const exponent = exponentText === undefined ? 0 : Number(exponentText);
  const digits = wholePart + fraction;
  const point = wholePart.length + exponent;
  // An exponent beyond this is no identifier of any kind; cutting it keeps the text below short.
  const end = Math.min(Math.max(point, 0), 400);
  const whole = digits.slice(0, end).padEnd(end, '0').replace(/^0+/, '');
  return {
    negative: sign === '-',
    whole: whole === '' ? '0' : whole,
    hasFraction: /[1-9]/.test(digits.slice(Math.max(point, 0))) || (point < 0 && /[1-9]/.test(digits)),
    writtenDigits: digits.replace(/^0+/, '').length,
    scientific: exponentText !== undefined,
  };
}

/**
 * The whole numbers that would be shown as `whole` when only the first `kept` digits are shown, both ends included.
 * '121212000000' with 6 kept digits: from 121211500000 to 121212500000.
 */
export function roundingInterval(whole: string, kept: number): { from: bigint; to: bigint } {
  const unit = 10n ** BigInt(Math.max(whole.length - kept, 0));
  const value = BigInt(whole);
  return { from: value - unit / 2n, to: value + unit / 2n };
}
