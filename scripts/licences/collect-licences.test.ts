import { expect, test } from 'vitest';
import { collectLicences, shippedFolders } from './collect-licences.ts';

test('what is needed is found as Node finds it: its own copy before the common one', () => {
  const lock = {
    'node_modules/a': { dependencies: { b: '1', c: '1' }, optionalDependencies: { gone: '1' } },
    'node_modules/b': { dependencies: { c: '1' } },
    'node_modules/c': {},
    'node_modules/a/node_modules/c': {},
    'node_modules/unused': {},
  };
  expect([...shippedFolders(lock, ['a'])]).toEqual([
    'node_modules/a',
    'node_modules/b',
    'node_modules/c',
    'node_modules/a/node_modules/c',
  ]);
  expect(() => shippedFolders(lock, ['missing'])).toThrow('missing, which package.json needs, is not installed');
});

test('every package that is shipped has a licence that lets it be shipped', () => {
  const { packages, texts } = collectLicences(new URL('../../', import.meta.url).pathname);
  const names = packages.map(({ name }) => name);
  for (const name of ['@aws-sdk/client-s3', '@cloudscape-design/components', 'better-sqlite3', 'electron', 'react'])
    expect(names).toContain(name);
  for (const name of ['vitest', 'electron-builder', 'typescript']) expect(names).not.toContain(name);
  expect([...new Set(packages.map(({ licence }) => licence))].sort()).toEqual([
    '(MIT OR CC0-1.0)',
    '0BSD',
    'Apache-2.0',
    'BSD-3-Clause',
    'BlueOak-1.0.0',
    'ISC',
    'MIT',
    'MIT-0',
    'Python-2.0',
  ]);
  const zod = packages.find(({ name }) => name === 'zod');
  expect(zod?.licence).toBe('MIT');
  expect(texts[zod?.text ?? -1]).toContain('Permission is hereby granted, free of charge');
});
