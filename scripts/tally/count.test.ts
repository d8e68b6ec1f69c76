import { expect, test } from 'vitest';
import { addUp, countOf } from './count.ts';

test('vitest: its own numbers', () => {
  const json = { success: false, numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, testResults: [] };
  expect(countOf(json)).toEqual({ passed: 5, failed: 2, skipped: 1 });
});

test('vitest: a file that could not be loaded is a failure', () => {
  const json = { success: false, numPassedTests: 5, numFailedTests: 0, numPendingTests: 0 };
  expect(countOf(json)).toEqual({ passed: 5, failed: 1, skipped: 0 });
});

test('Playwright: a flaky test and an error outside of tests are failures', () => {
  const json = { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 3 }, errors: [{ message: 'x' }] };
  expect(countOf(json)).toEqual({ passed: 7, failed: 3, skipped: 3 });
});

test('the checks: plain numbers', () => {
  expect(countOf({ passed: 4, failed: 1 })).toEqual({ passed: 4, failed: 1, skipped: 0 });
});

test('what is no report is refused', () => {
  expect(() => countOf({ tests: 3 })).toThrow('Invalid input');
});

test('sums', () => {
  expect(
    addUp([
      { passed: 1, failed: 0, skipped: 2 },
      { passed: 10, failed: 3, skipped: 0 },
    ]),
  ).toEqual({ passed: 11, failed: 3, skipped: 2 });
});
