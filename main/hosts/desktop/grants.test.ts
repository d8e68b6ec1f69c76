import { mkdirSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

test('links lead nowhere out of a folder that was given: not to files, folders, or what is not there yet', () => {
  const folder = tempFolder();
  for (const name of ['out', 'out/deep', 'elsewhere']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'elsewhere', 'ledger.db'), '');
  writeFileSync(join(folder, 'out', 'mine.csv'), '');
  // 'junction' is what everybody may make on Windows, for folders.
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'out', 'deep', 'there'), 'junction');
  const grants = new Grants();
  grants.add(join(folder, 'out'));
  const asked = ['out/mine.csv', 'out/new.csv', 'out/deep/there', 'out/deep/there/ledger.db', 'out/deep/there/new.csv'];
  expect(asked.filter((name) => grants.cover(join(folder, name)))).toEqual(['out/mine.csv', 'out/new.csv']);
  rmSync(join(folder, 'elsewhere'), { recursive: true });
  expect(asked.filter((name) => grants.cover(join(folder, name)))).toEqual(['out/mine.csv', 'out/new.csv']);
});

test('what takes the place of a file or folder that was given is not what was given', () => {
  const folder = tempFolder();
  for (const name of ['out', 'elsewhere']) mkdirSync(join(folder, name));
  const grants = new Grants();
  grants.add(join(folder, 'out'));
  grants.add(join(folder, 'later'));
  renameSync(join(folder, 'out'), join(folder, 'before'));
  for (const name of ['out', 'later']) symlinkSync(join(folder, 'elsewhere'), join(folder, name), 'junction');
  // Nor where they are given once more, to a core that is started again.
  expect(grants.list()).toEqual([]);
  expect(['out', 'out/a.csv', 'later'].filter((name) => grants.cover(join(folder, name)))).toEqual([]);
});

test('a folder that a person chose by a link is the one that it led to', () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'real'));
  symlinkSync(join(folder, 'real'), join(folder, 'link'), 'junction');
  const grants = new Grants();
  grants.add(join(folder, 'link'));
  const all = ['link', 'link/a.csv', 'real/a.csv'];
  expect(all.filter((name) => grants.cover(join(folder, name)))).toEqual(all);
  expect(grants.list()).toEqual([realpathSync.native(join(folder, 'real'))]);
});
