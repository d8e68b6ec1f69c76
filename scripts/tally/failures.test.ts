import { expect, test } from 'vitest';
import { failuresOf } from './failures.ts';

test('vitest: the failed tests, and files that could not be loaded', () => {
  const passed = { status: 'passed', fullName: 'sums' };
  const failed = { status: 'failed', fullName: 'a month closes' };
  const json = {
    testResults: [
      { name: 'main/a.test.ts', status: 'failed', assertionResults: [passed, failed] },
      { name: 'main/b.test.ts', status: 'failed', assertionResults: [] },
      { name: 'main/c.test.ts', status: 'passed', assertionResults: [passed] },
    ],
  };
  expect(failuresOf(json)).toEqual(['main/a.test.ts › a month closes', 'main/b.test.ts']);
});

test('Playwright: the failed tests of inner suites too, and errors outside of tests', () => {
  const spec = (title: string, ok: boolean) => ({ title, ok, file: 'page.spec.ts' });
  const inner = { specs: [spec('by mouse', false), spec('by keyboard', true)] };
  const json = { suites: [{ specs: [spec('axe', false)], suites: [inner] }], errors: [{ message: 'no browser' }] };
  expect(failuresOf(json)).toEqual(['page.spec.ts › axe', 'page.spec.ts › by mouse', 'no browser']);
});

test('other reports name none', () => {
  expect(failuresOf({ passed: 4, failed: 1 })).toEqual([]);
});
