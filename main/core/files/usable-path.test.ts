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

test('elsewhere such a name is one like others', () => {
  for (const platform of ['linux', 'darwin'] as const) {
    expect(() => assertUsablePath('/out/aux.db', '--out', platform)).not.toThrow();
  }
  if (process.platform !== 'win32') expect(usablePath('/out/x/../aux', '--out')).toBe('/out/aux');
});
