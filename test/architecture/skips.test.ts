import { expect, test } from 'vitest';
import { readSources } from '../../scripts/layers/read-tree.ts';

/** The tests that `npm test` runs: they need nothing but a clone. What needs other programs or a special machine is in test/e2e. */
const SOURCES = readSources(new URL('../../', import.meta.url));
const TESTS = SOURCES.filter(
  ({ path }) => /\.test\.tsx?$/u.test(path) && !/^test\/(?:e2e|bench)\/|\/skips\.test\.ts$/u.test(path),
);
/** Where a test is left out, whatever the reason: by the name of its function, or by what its function is given. */
const LEFT_OUT = /^\s*(?:test|it|describe)(?:\.\w+)*\.(?:skip|only|todo|skipIf|runIf)\b|^\s*skip,?$|\(\{[^}]*\bskip\b/u;
/** Leaves a test out on another system, and prints why; asked at the test, or once for several. */
const BY_SYSTEM = /^\s*(?:test|it|describe)\.skipIf\((?:skipOnWindows|skipOffLinux)\(/u;
const ASKED_ONCE = /^const (\w+) = (?:skipOnWindows|skipOffLinux)\(/gmu;

/** The places where a test file leaves out a test for another reason than the system. */
function skipsOf({ path, source }: { path: string; source: string }): string[] {
  const asked = [...source.matchAll(ASKED_ONCE)].map(([, name]) => `.skipIf(${name})`);
  return source
    .split('\n')
    .filter((line) => LEFT_OUT.test(line) && !BY_SYSTEM.test(line) && !asked.some((name) => line.includes(name)))
    .map((line) => `${path}: ${line.trim()}`);
}

test('no test of npm test is left out but on another system', () => {
  expect(TESTS.length).toBeGreaterThan(200);
  expect(TESTS.flatMap(skipsOf)).toEqual([]);
});

test('a test that is left out is found', () => {
  const source = `const noShell = skipOnWindows('no shell');
test.skipIf(noShell)('a', () => {});
test.skipIf(skipOffLinux('no xdg-open'))('b', () => {});
test.skipIf(missing)('c', () => {});
  it.concurrent.skip('d', () => {});
test('e', ({ skip }) => skip());
test('f', async ({
  skip,
}) => {});
await client.steps.skip({ step });`;
  expect(skipsOf({ path: 'a.test.ts', source })).toEqual([
    "a.test.ts: test.skipIf(missing)('c', () => {});",
    "a.test.ts: it.concurrent.skip('d', () => {});",
    "a.test.ts: test('e', ({ skip }) => skip());",
    'a.test.ts: skip,',
  ]);
});

test('no file looks for samples outside the project', () => {
  const files = SOURCES.filter(({ source }) => /shared\/samples/u.test(source));
  expect(files.map(({ path }) => path)).toEqual([]);
});
