/*
 * What the vendor does not document about its billing rules, as options: each has the values that are thinkable, the default first. A result
 * names the value of every one of them, because with another value it may be another amount.
 */

/** A point that is left open. */
interface OpenPoint {
  /** The default first. */
  readonly values: readonly string[];
  /** What it is about, as a sentence. */
  readonly about: string;
}

const POINTS = {
  'owner-fees': {
    values: ['stay', 'remove'],
    about: 'Whether the fees of a reservation or plan stay with its owner when its discounts are replaced.',
  },
  'uplift-tax': { values: ['no', 'yes'], about: 'Whether percentages change taxes.' },
  'uplift-credits': {
    values: ['yes', 'no'],
    about: 'Whether percentages change credits, refunds and discounts: an uplift makes a credit larger.',
  },
  'uplift-marketplace': { values: ['yes', 'no'], about: 'Whether percentages change what AWS Marketplace sells.' },
  'uplift-support': { values: ['yes', 'no'], about: 'Whether percentages change AWS Support.' },
  refunds: {
    values: ['other-credit', 'keep'],
    about: 'Whether refunds are removed with other credits.',
  },
  'edp-refunds': {
    values: ['edp', 'other-credit', 'keep'],
    about: 'With what the refunds are removed by which AWS gives an EDP discount.',
  },
  'plan-returns': {
    values: ['keep', 'other-credit'],
    about: 'Whether the refund of a plan that was returned within seven days is removed with other credits.',
  },
  'negation-without-arn': {
    values: ['ratio', 'keep'],
    about:
      'What becomes of a Savings Plan negation that does not name its plan: it is divided as the usage that it covers, or stays.',
  },
  'no-public-price': {
    values: ['keep', 'error'],
    about: 'What becomes of a line that is to have the public price and has none: it stays, or nothing is computed.',
  },
  'top-rate-covered': {
    values: ['no', 'yes'],
    about: 'Whether the top rate for all usage is also charged where a Savings Plan covers the usage.',
  },
  'long-lines': {
    values: ['never', 'first-day'],
    about: 'Whether rules by day count a line of more than 24 hours on its first day, or never.',
  },
  'day-zone': { values: ['UTC'], about: 'The time zone of the day of a line, such as America/New_York.' },
  'subset-at': {
    values: ['now', 'line-date'],
    about: 'Whose subset an account is in: as the ledger says now, or as it said on the day of the line.',
  },
  'net-costs': {
    values: ['where-present', 'gross'],
    about: 'Whether shared costs are those after EDP where the report has them.',
  },
  rounding: {
    values: ['line-10', 'group-2'],
    about: 'Where amounts are rounded, half away from zero: each line to ten decimals, or each group to cents.',
  },
} as const satisfies Readonly<Record<string, OpenPoint>>;

export type BillingOption = keyof typeof POINTS;

/** In the order in which they are shown. */
export const BILLING_OPTIONS = Object.keys(POINTS) as BillingOption[];

/** The value of every option. That of `day-zone` is any IANA time zone. */
export type BillingOptions = {
  readonly [Key in BillingOption]: Key extends 'day-zone' ? string : (typeof POINTS)[Key]['values'][number];
};

/** @returns what an option is about, as a sentence, and its values, the default first */
export function openPoint(key: BillingOption): OpenPoint {
  return POINTS[key];
}

export const DEFAULT_BILLING_OPTIONS = Object.fromEntries(
  BILLING_OPTIONS.map((key) => [key, POINTS[key].values[0]]),
) as unknown as BillingOptions;

/** Whether an option may have a value. */
export function isOptionValue(key: BillingOption, value: string): boolean {
  return (POINTS[key].values as readonly string[]).includes(value) || (key === 'day-zone' && isTimeZone(value));
}

/** Names of IANA's list only: an offset such as `+02:00` is the same on all days, and no zone. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]+(?:[_/+-][A-Za-z0-9]+)*$/u.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
