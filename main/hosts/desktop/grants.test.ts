import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { Grants } from './grants.ts';

test('a file that was given, and no other', () => {
  const folder = tempFolder();
  const grants = new Grants();
  grants.add(join(folder, 'accounts.xlsx'));
  const asked = ['accounts.xlsx', 'other.xlsx', 'accounts.xlsx.bak', '.', '../accounts.xlsx', 'x/../accounts.xlsx'];
  expect(asked.filter((name) => grants.cover(join(folder, name)))).toEqual(['accounts.xlsx', 'x/../accounts.xlsx']);
});

test('all that lies in a folder that was given, and nothing beside it', () => {
  const folder = tempFolder();
  const grants = new Grants();
  grants.add(join(folder, 'out'));
  const asked = ['out', 'out/a.csv', 'out/deep/a.csv', 'outside', 'out/../a.csv', 'out/../../etc/passwd'];
  expect(asked.filter((name) => grants.cover(`${folder}/${name}`))).toEqual(['out', 'out/a.csv', 'out/deep/a.csv']);
});

test('nothing to begin with', () => {
  expect(new Grants().cover('/')).toBe(false);
  expect(new Grants().list()).toEqual([]);
});
