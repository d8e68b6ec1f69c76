import fc from 'fast-check';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { tempFolder } from '../../../../test/support/temp-core.ts';
import { DuckdbEngine } from '../../duckdb/engine.ts';
import type { EngineLimits } from '../../duckdb/protocol.ts';
import { startEngine } from '../../duckdb/start-engine.ts';
import { factorOf, times } from './amounts.ts';

const engine = new DuckdbEngine(startEngine);
let limits: EngineLimits;
beforeEach(() => {
  limits = { memoryMb: 128, tempFolder: tempFolder(), tempMb: 100 };
});
afterAll(() => engine.close());

async function inDuckdb(amounts: readonly bigint[], factor: bigint): Promise<string[]> {
  const values = amounts.map((amount, at) => `(${at}, CAST(${amount} AS BIGINT))`).join(', ');
  const sql = `SELECT CAST(${times('a', factor)} AS VARCHAR) FROM (VALUES ${values}) t(i, a) ORDER BY i`;
  const { rows } = await engine.use({ read: [], write: [] }, limits, (db) => db.run(sql));
  return rows.map(([amount]) => String(amount));
}

test('factors of percentages', () => {
  const factor = (direction: 'uplift' | 'discount', percentage: string): bigint => factorOf({ direction, percentage });
  expect(factor('uplift', '3')).toBe(103_000_000n);
  expect(factor('uplift', '0.000001')).toBe(100_000_001n);
  expect(factor('uplift', '9999.999999')).toBe(10_099_999_999n);
  expect(factor('discount', '2.5')).toBe(97_500_000n);
  expect(factor('discount', '100')).toBe(0n);
  expect(factor('discount', '120')).toBe(-20_000_000n);
});

test('half away from zero, by hand', async () => {
  // 5 units and 10 % more are 5.5, and 6; 15 are 16.5, and 17; 4 are 4.4, and 4.
  expect(await inDuckdb([5n, -5n, 15n, -15n, 4n, -4n, 0n], 110_000_000n)).toEqual([
    '6',
    '-6',
    '17',
    '-17',
    '4',
    '-4',
    '0',
  ]);
  // 120 % off: 25 units are -5; 2 are -0.4, and 0; 3 are -0.6, and -1.
  expect(await inDuckdb([25n, -25n, 2n, 3n, -3n], -20_000_000n)).toEqual(['-5', '5', '0', '-1', '1']);
  // 895 million at 3 %.
  expect(await inDuckdb([8_950_000_000_000_000_000n], 103_000_000n)).toEqual(['9218500000000000000']);
});

test('too large an amount is an error', async () => {
  await expect(inDuckdb([8_960_000_000_000_000_000n], 103_000_000n)).rejects.toThrow(/[Oo]verflow/u);
});

test('as whole numbers without a limit have it', async () => {
  const percentage = fc
    .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 999_999 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(6, '0')}`);
  const amount = fc.bigInt({ min: -90_000_000_000_000_000n, max: 90_000_000_000_000_000n });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('uplift' as const, 'discount' as const),
      percentage,
      fc.array(amount, { minLength: 1, maxLength: 500 }),
      async (direction, text, amounts) => {
        const factor = factorOf({ direction, percentage: text });
        const expected = amounts.map((each) => {
          const product = each * factor;
          const size = product < 0n ? -product : product;
          const rounded = (size * 2n + 100_000_000n) / 200_000_000n;
          return String(product < 0n ? -rounded : rounded);
        });
        expect(await inDuckdb(amounts, factor)).toEqual(expected);
      },
    ),
    { numRuns: 40 },
  );
});
