import { z } from 'zod';

/** How many tests of a run passed, failed and were skipped. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const vitest = z
  .object({ success: z.boolean(), numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int() })
  // A file that can't even be loaded has no tests to fail.
  .transform(({ success, numPassedTests, numFailedTests, numPendingTests }) => ({
    passed: numPassedTests,
    failed: Math.max(numFailedTests, success ? 0 : 1),
    skipped: numPendingTests,
  }));

const playwright = z
  .object({
    stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
    errors: z.array(z.unknown()),
  })
  .transform(({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }));

const plain = z
  .object({ passed: z.int(), failed: z.int(), skipped: z.int().default(0) })
  .transform((count): Count => count);

const report = z.union([vitest, playwright, plain]);

/** The count in a JSON report of vitest, of Playwright, or of `npm run check`. @throws ZodError on anything else. */
export function countOf(json: unknown): Count {
  return report.parse(json);
}

/** The sum of several counts. */
export function addUp(counts: readonly Count[]): Count {
  return counts.reduce(
    (sum, count) => ({
      passed: sum.passed + count.passed,
      failed: sum.failed + count.failed,
      skipped: sum.skipped + count.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}
