import { expect, test } from 'vitest';
import { BILLING_OPTIONS, DEFAULT_BILLING_OPTIONS, isOptionValue, openPoint } from './billing-option.ts';

test('the defaults', () => {
  expect(DEFAULT_BILLING_OPTIONS).toEqual({
    'owner-fees': 'stay',
    'uplift-tax': 'no',
    'uplift-credits': 'yes',
    'uplift-marketplace': 'yes',
    'uplift-support': 'yes',
    refunds: 'other-credit',
    'edp-refunds': 'edp',
    'plan-returns': 'keep',
    'negation-without-arn': 'ratio',
    'no-public-price': 'keep',
    'top-rate-covered': 'no',
    'long-lines': 'never',
    'day-zone': 'UTC',
    'subset-at': 'now',
    'net-costs': 'where-present',
    rounding: 'line-10',
  });
});

test('each has a sentence, and takes its values and no other one', () => {
  for (const key of BILLING_OPTIONS) {
    const { about, values } = openPoint(key);
    expect(about).toMatch(/^[A-Z].*\.$/u);
    expect(values.filter((value) => !isOptionValue(key, value))).toEqual([]);
    expect(isOptionValue(key, '')).toBe(false);
    expect(isOptionValue(key, 'maybe')).toBe(false);
  }
});

test('the day of a line may be that of any time zone', () => {
  const zones = ['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Kiritimati', 'Etc/GMT+5'];
  expect(zones.filter((zone) => !isOptionValue('day-zone', zone))).toEqual([]);
  const others = ['Berlin', '+02:00', "UTC'; DROP", 'Europe/Atlantis'];
  expect(others.filter((zone) => isOptionValue('day-zone', zone))).toEqual([]);
});
