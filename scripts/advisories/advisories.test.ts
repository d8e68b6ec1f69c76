import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { affectedPackages, lockedPackages } from './compare.ts';
import { readAdvisories } from './read-advisories.ts';
import { compareVersions, isIn } from './version-range.ts';

const LOCK = {
  packages: {
    '': {},
    'node_modules/yaml': { version: '2.9.1' },
    'node_modules/@a/b': { version: '1.4.0', dev: true },
    'node_modules/c/node_modules/yaml': { version: '1.10.2', dev: true },
  },
};
const found = (json: unknown): string[] => affectedPackages(lockedPackages(LOCK), readAdvisories(json));

const events = (...all: readonly object[]) => [{ type: 'SEMVER', events: all }];
const osv = (name: string, ranges: unknown, more: object = {}, ecosystem = 'npm') => ({
  id: 'GHSA-1',
  summary: 'Too much is read.',
  affected: [{ package: { ecosystem, name }, ranges }],
  ...more,
});

describe('advisories of OSV', () => {
  test('by where a range begins and ends', () => {
    const first = osv('yaml', events({ introduced: '0' }, { fixed: '2.9.1' }));
    expect(found(first)).toEqual(['yaml@1.10.2, a tool: GHSA-1, Too much is read.']);
    expect(found(osv('yaml', events({ introduced: '2.0.0' }, { last_affected: '2.9.1' })))).toEqual([
      'yaml@2.9.1, shipped: GHSA-1, Too much is read.',
    ]);
    expect(found(osv('yaml', events({ introduced: '0' }, { fixed: '1.0.0' }, { introduced: '2.9.0' })))).toEqual([
      'yaml@2.9.1, shipped: GHSA-1, Too much is read.',
    ]);
  });

  test('by versions, in lists, answers and reports', () => {
    const listed = { id: 'GHSA-2', affected: [{ package: { ecosystem: 'npm', name: '@a/b' }, versions: ['1.4.0'] }] };
    const expected = ['@a/b@1.4.0, a tool: GHSA-2'];
    for (const json of [[listed], { vulns: [listed] }, { results: [{ packages: [{ vulnerabilities: [listed] }] }] }])
      expect(found(json)).toEqual(expected);
  });

  test('not of other registries, nor taken back', () => {
    expect(found(osv('yaml', events({ introduced: '0' }), {}, 'PyPI'))).toEqual([]);
    expect(found(osv('yaml', events({ introduced: '0' }), { withdrawn: '2026-01-01T00:00:00Z' }))).toEqual([]);
  });
});

describe('advisories of npm audit', () => {
  test('each at its own package', () => {
    const via = {
      source: 7,
      name: 'yaml',
      title: 'T',
      url: 'https://github.com/advisories/GHSA-3',
      range: '>=2.0.0 <2.9.2',
    };
    expect(found({ auditReportVersion: 2, vulnerabilities: { yaml: { via: [via] }, c: { via: ['yaml'] } } })).toEqual([
      'yaml@2.9.1, shipped: https://github.com/advisories/GHSA-3, T',
    ]);
    expect(
      found({ advisories: { 9: { id: 9, module_name: '@a/b', vulnerable_versions: '<=1.4.0', title: 'U' } } }),
    ).toEqual(['@a/b@1.4.0, a tool: advisory 9, U']);
  });

  test('a range that is not understood counts, and says so', () => {
    const via = { source: 7, title: '', range: 'latest' };
    expect(found({ vulnerabilities: { '@a/b': { via: [via] } } })).toEqual([
      "@a/b@1.4.0, a tool: advisory 7 (the range 'latest' is not understood: look yourself)",
    ]);
  });
});

test.each([{ hello: 1 }, 'text', null, { affected: [7] }])('%j is no list of advisories', (json) => {
  expect(() => readAdvisories(json)).toThrow(/neither of OSV|something else where an object/u);
});

test.each([
  ['1.2.3', '<1.2.4', true],
  ['1.2.4', '<1.2.4', false],
  ['1.2.4-rc.1', '<1.2.4', true],
  ['2.0.0', '>= 1.0.0 < 2.0.0 || >=2.0.0 <2.0.1', true],
  ['1.5.0', '1.2.0 - 1.4.9 || 1.6.0', false],
  ['1.3.0', '1.2.0 - 1.4.9', true],
  ['1.9.9', '^1.2.3', true],
  ['2.0.0', '^1.2.3', false],
  ['0.2.9', '^0.2.3', true],
  ['0.3.0', '^0.2.3', false],
  ['1.2.9', '~1.2.3', true],
  ['1.3.0', '~1.2.3', false],
  ['1.9.0', '1.x', true],
  ['2.0.0', '1.x', false],
  ['9.9.9', '*', true],
  ['1.0.0', '', true],
  ['1.0.0', 'next', null],
])('%s in %s: %s', (version, range, expected) => {
  expect(isIn(version, range)).toBe(expected);
});

test('versions are ordered as semver.org says', () => {
  const order =
    '1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0'.split(' ');
  expect(order.toReversed().toSorted((a, b) => compareVersions(a, b) ?? 0)).toEqual(order);
});

test('the program says what it has read, and ends with 1 where something is found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-advisories-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const run = (name: string, json: unknown) => {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(json));
    const program = new URL('../advisories.ts', import.meta.url).pathname;
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, file], { encoding: 'utf8' });
    return { code: status, stdout: stdout.replace(/\d+ that/u, 'N that'), stderr, file };
  };
  const none = run('none.json', osv('yaml', events({ introduced: '0' }, { fixed: '0.0.1' })));
  expect(none).toMatchObject({
    code: 0,
    stdout: `${none.file}: statements about packages of npm: 1; about one of the N that are locked: 0.\n`,
    stderr: '',
  });
  const zod = run('zod.json', osv('zod', events({ introduced: '0' })));
  expect(zod).toMatchObject({
    code: 1,
    stderr: `zod@${manifest.dependencies.zod}, shipped: GHSA-1, Too much is read.\n`,
  });
  const odd = run('odd.json', { hello: 1 });
  expect(odd.code).toBe(3);
});
