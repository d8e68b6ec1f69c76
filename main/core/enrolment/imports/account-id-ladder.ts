import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { rowFault } from '../../../../shared/domain/row-fault.ts';
import type { RowFaultDetails, RowFaultKey, SaidRowFault } from '../../../../shared/domain/row-fault.ts';
import type { Cell } from '../../spreadsheets/cell.ts';
import { cellText } from '../../spreadsheets/cell.ts';
import type { ExactNumber } from './decimal-text.ts';
import { readExactNumber, roundingInterval } from './decimal-text.ts';

/** What became of an account ID on its way through a spreadsheet. */
export type AccountIdReading =
  | { verdict: 'blank' }
  | { verdict: 'right'; id: AccountId }
  /**
   * All that is known is used; `sure` is false where zeros were put in front on the strength of the length alone: `missing` is how many.
   */
  | { verdict: 'repaired'; id: AccountId; sure: boolean; why: string; missing: number }
  /** The last digits are gone. `from` and `to` (12 digits each) enclose every ID that could have been shown like this. */
  | ({ verdict: 'lost-digits'; from: AccountId; to: AccountId } & SaidRowFault)
  | ({ verdict: 'invalid' } & SaidRowFault);

/** A number that ends in so many zeros has been rounded: one real ID in a million does. */
const ROUNDED_ZEROS = 6;
const ID_DIGITS = 12;
const LARGEST_ID = 999_999_999_999n;

/** Spaces, dashes of every kind (and the minus sign), control and format characters, which are invisible. */
const DROPPED = /[\p{Z}\p{Pd}\p{Cc}\p{Cf}\u2212\u3164\uFFA0]+/gu;
const QUOTES =
  /^["'\u2018\u2019\u201C\u201D\u02BC`]+|(?<!["'\u2018\u2019\u201C\u201D`])["'\u2018\u2019\u201C\u201D`]+$/gu;
const GROUPED = /^\d{1,3}([.,'\u2019\u066C])\d{3}(?:\1\d{3})+$/u;
/** 0 of the decimal digits that people type on their own keyboards: full-width, Arabic, Persian, Devanagari, Bengali, Thai. */
const OTHER_ZEROS = [0xff10, 0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];

/**
 * The repair ladder: what account ID, if any, a cell stands for.
 *
 * Source: docs/procedure.md: 'Account IDs'. In full:
 * - 12 digits as a number are complete, yet marked repaired (sure): the column holds numbers and will lose other IDs' zeros.
 * - 12 digits in another script, grouped by thousands ('121,212,007,919') or with '.0' behind are complete: repaired (sure).
 * - `="012345678901"`, quotation marks and a leading apostrophe are ways of writing text: they are dropped.
 * - Scientific text with all its digits ('1.21212007919E+11') is an exact number; with fewer it has lost digits, even where
 *   the rest might have been zeros.
 * - A number that ends in six zeros is a rounded one that was saved: lost digits.
 * Whether the ledger knows a padded ID, which makes it sure, is for the caller to find out.
 */
export function readAccountId(cell: Cell): AccountIdReading {
  switch (cell.kind) {
    case 'blank':
      return { verdict: 'blank' };
    case 'text':
      return readText(cell.text);
    case 'number':
      return readNumberCell(cell.text, cell.format);
    case 'boolean':
      return invalid('id-yes-no');
    case 'date':
      return invalid('id-date', { value: cellText(cell) });
    case 'error':
      return invalid('id-cell-error', { value: cellText(cell) });
  }
}

/** Whether a number format shows twelve digits with leading zeros: 000000000000, 0000-0000-0000, "000000000000;@". */
export function isTwelveZerosFormat(format: string | null): boolean {
  const first = (format ?? '').split(';')[0] ?? '';
  return first.replace(/\\.|"[^"]*"?|_.|\[[^\]]*\]?|[\s-]/g, '') === '0'.repeat(ID_DIGITS);
}

function readText(text: string): AccountIdReading {
  // Before dashes are dropped: in '1.2E-5' the dash is part of the number.
  const scientific = readExactNumber(text.trim());
  if (scientific?.scientific === true) return readScientificText(scientific);
  const bare = unwrapped(text);
  if (bare === '') return { verdict: 'blank' };
  if (/^#+$/.test(bare)) return invalid('id-signs');
  const ascii = toAsciiDigits(bare);
  const digits = GROUPED.test(ascii) ? ascii.replace(/\D/g, '') : ascii.replace(/^(\d+)[.,]0{1,2}$/, '$1');
  if (/^\d+$/.test(digits))
    return readDigits(digits, digits === bare ? undefined : 'written in an unusual way, all twelve digits are there');
  const number = readExactNumber(ascii);
  if (number?.scientific === true) return readScientificText(number);
  if (number !== undefined) return invalid('id-fraction-or-sign', { value: text.trim() });
  const letters = /\p{L}/u.test(bare);
  return invalid('id-other-characters', { value: shortened(text), what: letters ? 'letters' : 'signs' });
}

function readDigits(digits: string, oddWriting: string | undefined): AccountIdReading {
  if (/^0+$/.test(digits)) return invalid('id-zero');
  if (digits.length > ID_DIGITS) return invalid('id-too-long', { digits: digits.length });
  if (digits.length < ID_DIGITS) return padded(digits, false);
  const id = accountId(digits);
  return oddWriting === undefined
    ? { verdict: 'right', id }
    : { verdict: 'repaired', id, sure: true, why: oddWriting, missing: 0 };
}

function readScientificText(number: ExactNumber): AccountIdReading {
  const unusable = unusableNumber(number);
  if (unusable !== undefined) return unusable;
  if (number.writtenDigits < number.whole.length) return lostDigits(number.whole, number.writtenDigits);
  return completeNumber(number.whole, false, 'written as a scientific number, all digits are there');
}

function readNumberCell(text: string, format: string | null): AccountIdReading {
  const number = readExactNumber(text.trim());
  if (number === undefined) return invalid('id-no-number', { value: shortened(text) });
  const unusable = unusableNumber(number);
  if (unusable !== undefined) return unusable;
  const significant = number.whole.replace(/0+$/, '').length;
  if (number.whole.length - significant >= ROUNDED_ZEROS) return lostDigits(number.whole, significant);
  return completeNumber(number.whole, isTwelveZerosFormat(format), 'stored as a number, all twelve digits are there');
}

function unusableNumber(number: ExactNumber): AccountIdReading | undefined {
  if (number.negative) return invalid('id-negative');
  if (number.hasFraction) return invalid('id-fraction');
  if (number.whole === '0') return invalid('id-zero');
  if (number.whole.length > ID_DIGITS) return invalid('id-number-too-long');
  return undefined;
}

function completeNumber(whole: string, formatted: boolean, why: string): AccountIdReading {
  if (whole.length === ID_DIGITS) return { verdict: 'repaired', id: accountId(whole), sure: true, why, missing: 0 };
  return padded(whole, formatted);
}

function padded(digits: string, formatted: boolean): AccountIdReading {
  const missing = ID_DIGITS - digits.length;
  const zeros = `${missing} leading ${missing === 1 ? 'zero' : 'zeros'} put back`;
  return {
    verdict: 'repaired',
    id: accountId(digits.padStart(ID_DIGITS, '0')),
    sure: formatted,
    why: formatted ? `${zeros}, as the number format of the cell shows them` : zeros,
    missing,
  };
}

function lostDigits(whole: string, kept: number): AccountIdReading {
  const { from, to } = roundingInterval(whole, kept);
  const id = (value: bigint): AccountId => accountId(String(value).padStart(ID_DIGITS, '0'));
  return {
    verdict: 'lost-digits',
    from: id(from < 1n ? 1n : from),
    to: id(to > LARGEST_ID ? LARGEST_ID : to),
    ...rowFault('id-lost-digits', { digits: whole.length, kept }),
  };
}

function unwrapped(text: string): string {
  const formula = /^\s*=\s*"(.*)"\s*$/s.exec(text);
  return (formula?.[1] ?? text).replace(DROPPED, '').replace(QUOTES, '');
}

function toAsciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = OTHER_ZEROS.find((start) => code >= start && code <= start + 9) ?? code;
    return String(code - zero);
  });
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function invalid(key: RowFaultKey, details?: RowFaultDetails): AccountIdReading {
  return { verdict: 'invalid', ...rowFault(key, details) };
}
