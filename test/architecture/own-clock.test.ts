/** desk/no-own-clock as `npm run lint` has it: what it refuses, what it lets be, and the few files that may ask `Date` for the present. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { tempFolder } from '../support/temp-core.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CONFIG = join(ROOT, '.oxlintrc.json');

interface Config {
  rules: Record<string, unknown>;
  overrides: { files: string[]; rules: Record<string, unknown> }[];
}

/** What the linter of the project says to a file of this text, as `line: rule`; the other rules are left out. */
function refused(source: string): Promise<string[]> {
  const file = join(tempFolder(), 'some.test.ts');
  writeFileSync(file, source);
  const lint = [join(ROOT, 'node_modules/oxlint/bin/oxlint'), '-c', CONFIG, '--format=unix'];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...lint, '-A=all', '-D=desk/no-own-clock', file],
      { cwd: ROOT },
      (_error, out, said) => {
        const lines = [...out.matchAll(/^.*?:(\d+):\d+: .*\/(.*)\]$/gmu)].map(([, line, rule]) => `${line}: ${rule}`);
        // What is neither of these is a fault of the linter.
        resolve(lines.length > 0 || out.trim() === '' ? lines : [out, said]);
      },
    );
  });
}

test('who asks Date for the present is refused, in whatever words', async () => {
  const source = [
    'export const a = new Date();',
    'export const b = new Date;',
    'export const c = Date();',
    'export const d = Date.now();',
    "export const e = [1].map(Date['now']);",
    'export const { now } = Date;',
    'export const f = globalThis.Date.now();',
    '',
  ].join('\n');
  expect(await refused(source)).toEqual([1, 2, 3, 4, 5, 6, 7].map((line) => `${line}: desk(no-own-clock)`));
});

test('moments that are given are not', async () => {
  const source = [
    "export const a = new Date('2026-11-30T23:50:00Z');",
    'export const b = [Date.parse(String(a)), Date.UTC(2026, 10, 30), a instanceof Date];',
    'export const c = performance.now();',
    'export function d(at: Date): Date {\n  return at;\n}',
    '',
  ].join('\n');
  expect(await refused(source)).toEqual([]);
});

test('the rule is on; the files that it leaves out are these', () => {
  const { rules, overrides } = JSON.parse(readFileSync(CONFIG, 'utf8')) as Config;
  expect(rules['desk/no-own-clock']).toBe('error');
  expect(overrides.filter(({ rules: changed }) => 'desk/no-own-clock' in changed)).toEqual([
    {
      files: [
        'main/core/time/clock.ts',
        'renderer/ui/system-time.ts',
        'scripts/build/build.ts',
        'test/days/moved-date.mjs',
      ],
      rules: { 'desk/no-own-clock': 'off' },
    },
  ]);
});
