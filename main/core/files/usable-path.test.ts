import { expect, test } from 'vitest';
import { assertUsablePath, usablePath } from './usable-path.ts';

test('in Windows a device is refused, with the place, the value, the reason and the remedy', () => {
  expect(() => assertUsablePath('C:\\out\\aux.db', '--out', 'win32')).toThrow(
    expect.objectContaining({
      code: 'INVALID_INPUT',
      message:
        "--out C:\\out\\aux.db can't be used: aux.db is the name of a device in Windows (AUX). Choose another name. Nothing was opened or changed.",
      data: { path: 'C:\\out\\aux.db', part: 'aux.db' },
    }) as Error,
  );
  assertUsablePath('C:\\out\\ledger.db', '--out', 'win32');
});

test.each([
  ['linux', `/out/${'n'.repeat(256)}`, `${'n'.repeat(40)}… is too long: it has 256 bytes, and a name may have 255`],
  ['linux', `/out/${'ä'.repeat(128)}`, `${'ä'.repeat(40)}… is too long: it has 256 bytes, and a name may have 255`],
  [
    'darwin',
    `/out/${'ä'.repeat(256)}`,
    `${'ä'.repeat(40)}… is too long: it has 256 characters, and a name may have 255`,
  ],
  ['linux', `/${'n/'.repeat(2048)}n`, `/${'n/'.repeat(19)}n… is too long: it has 4098 bytes, and a path may have 4095`],
  ['darwin', `/${'n/'.repeat(512)}n`, `/${'n/'.repeat(19)}n… is too long: it has 1026 bytes, and a path may have 1023`],
  ['linux', '/out/a\0b', '/out/a\0b has a NUL character in it'],
] as const)('a name that is too long for %s is refused, and one that is not is taken', (platform, path, why) => {
  const shown = path.length > 250 ? '--out' : `--out ${path}`;
  expect(() => assertUsablePath(path, '--out', platform)).toThrow(
    expect.objectContaining({
      code: 'INVALID_INPUT',
      message: `${shown} can't be used: ${why}. Choose another name. Nothing was opened or changed.`,
    }) as Error,
  );
  expect(() => assertUsablePath(`/out/${'ä'.repeat(127)}`, '--out', platform)).not.toThrow();
});

test('elsewhere such a name is one like others', () => {
  for (const platform of ['linux', 'darwin'] as const) {
    expect(() => assertUsablePath('/out/aux.db', '--out', platform)).not.toThrow();
  }
  if (process.platform !== 'win32') expect(usablePath('/out/x/../aux', '--out')).toBe('/out/aux');
});
