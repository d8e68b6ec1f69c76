import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { accountListsOf, isOpenable } from './account-list-files.ts';
import { readStart } from './start-options.ts';

test('of the arguments of a start only account lists that are there are taken', () => {
  const folder = tempFolder();
  for (const name of ['accounts.xlsx', 'LIST.CSV', 'run.sh']) writeFileSync(join(folder, name), '');
  mkdirSync(join(folder, 'folder.xlsx'));
  const args = ['.', '--ledger', '/l.db', 'accounts.xlsx', `${folder}/LIST.CSV`, 'run.sh', 'folder.xlsx', 'none.csv'];
  const { ledger, rest } = readStart([...args, '--no-sandbox', '--user-data-dir=/x.csv', 'https://evil.example/a.csv']);
  expect(ledger).toBe('/l.db');
  expect(accountListsOf(rest, folder)).toEqual([join(folder, 'accounts.xlsx'), join(folder, 'LIST.CSV')]);
});

test('what the page may have opened: nothing that runs', () => {
  const names = ['a.eml', 'a.XLSX', 'a.csv', 'a.pdf', 'a.txt', 'a.json', 'a.exe', 'a.sh', 'a.desktop', 'a.html', 'a'];
  expect(names.filter(isOpenable)).toEqual(['a.eml', 'a.XLSX', 'a.csv', 'a.pdf', 'a.txt', 'a.json']);
});
