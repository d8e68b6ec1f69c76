import fc from 'fast-check';
import { expect, it } from 'vitest';
import { moneyInCents, moneyText, moneyUnits } from './money.ts';

it.each([
  [16823086974n, '1.6823086974'],
  [-7n, '-0.0000000007'],
  [0n, '0.0000000000'],
  [9223372036854775807n, '922337203.6854775807'],
])('%s units are %s', (units, text) => {
  expect(moneyText(units)).toBe(text);
  expect(moneyUnits(text)).toBe(units);
});

it.each([
  ['1.5', 15000000000n],
  ['-3', -30000000000n],
  ['+0.1', 1000000000n],
  ['1.00000000001', null],
  ['1e3', null],
  ['', null],
  ['1,5', null],
])('%s is %s units', (text, units) => {
  expect(moneyUnits(text)).toBe(units);
});

it.each([
  ['1234567.8900000000', '1,234,567.89'],
  ['-1234.5650000000', '-1,234.57'],
  ['0.0049999999', '0.00'],
  ['-0.0049999999', '0.00'],
  ['0.0050000000', '0.01'],
  ['999.9950000000', '1,000.00'],
])('%s is shown as %s', (text, shown) => {
  expect(moneyInCents(text)).toBe(shown);
});

it('goes there and back', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 27n), 10n ** 27n), (units) => {
      expect(moneyUnits(moneyText(units))).toBe(units);
    }),
  );
});
