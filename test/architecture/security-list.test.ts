import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SECURITY_RULES } from '../../scripts/security/rules.ts';
import { SECURITY_PAGE, securityPage } from '../../scripts/security/security-page.ts';
import { testNames } from '../../scripts/security/test-names.ts';

const ROOT = new URL('../../', import.meta.url).pathname;

test('docs/security.md is up to date (npm run docs), and every rule has tests that are there', () => {
  expect(readFileSync(`${ROOT}${SECURITY_PAGE}`, 'utf8')).toBe(securityPage(ROOT, SECURITY_RULES));
});

test('the rules are numbered one after another', () => {
  expect(SECURITY_RULES.map(({ number }) => number)).toEqual(SECURITY_RULES.map((_, index) => index + 1));
  expect(SECURITY_RULES.length).toBeGreaterThanOrEqual(30);
});

test('a rule without a test, and a test that is gone, are named', () => {
  const rule = (tests: Readonly<Record<string, readonly string[]>>) => [{ number: 7, rule: 'A rule', tests }];
  expect(() => securityPage(ROOT, rule({}))).toThrow('Rule 7 has no test.');
  expect(() => securityPage(ROOT, rule({ 'test/none.test.ts': ['x'] }))).toThrow(
    'Rule 7: there is no file test/none.test.ts.',
  );
  const own = 'test/architecture/security-list.test.ts';
  expect(() => securityPage(ROOT, rule({ [own]: ['gone'] }))).toThrow(`Rule 7: ${own} has no test named 'gone'.`);
});

test('names of tests are found in groups and over tables', () => {
  const source = `describe('a', () => { test('one', () => {}); it.each([1])('two %s', () => {}); }); test.skip('three', () => {});`;
  expect(testNames('x.ts', source)).toEqual(['a › one', 'a › two %s']);
});
