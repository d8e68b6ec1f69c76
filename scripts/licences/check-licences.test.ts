import { describe, expect, test } from 'vitest';
import lock from '../../package-lock.json' with { type: 'json' };
import { isAllowed, refusedLicences } from './check-licences.ts';

describe('licences', () => {
  test('of every package in the lockfile are allowed', () => {
    expect(refusedLicences(lock.packages)).toEqual([]);
  });

  test('that are not allowed, or not named, are refused with the package', () => {
    expect(
      refusedLicences({
        '': {},
        'node_modules/a': { version: '1.0.0', license: 'GPL-3.0-only' },
        'node_modules/b/node_modules/@c/d': { version: '2.0.0', dev: true },
        'node_modules/e': { version: '1.0.0', license: 'MPL-2.0' },
        'node_modules/f': { version: '1.0.0', license: 'MPL-2.0', dev: true },
      }),
    ).toEqual([
      'a@1.0.0 has the licence GPL-3.0-only, which is not allowed for what is shipped.',
      '@c/d@2.0.0 names no licence. Look it up, and write it into check-licences.ts.',
      'e@1.0.0 has the licence MPL-2.0, which is not allowed for what is shipped.',
    ]);
  });

  test.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['(MIT AND Zlib)', true],
    ['MIT AND GPL-3.0-only', false],
    ['MIT AND (ISC OR GPL-2.0-only)', false],
    ['SEE LICENSE IN LICENSE.md', false],
    ['UNLICENSED', false],
  ])('%s', (expression, allowed) => {
    expect(isAllowed(expression, new Set(['MIT', 'ISC', 'Zlib']))).toBe(allowed);
  });
});
