import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { replaceFile, replaceFileSync } from './replace-file.ts';

test('a file takes the place of another one', async () => {
  const folder = tempFolder();
  const [from, to] = [join(folder, 'new'), join(folder, 'old')];
  writeFileSync(to, 'old');
  writeFileSync(from, 'new');
  await replaceFile(from, to);
  expect(readFileSync(to, 'utf8')).toBe('new');
  writeFileSync(from, 'newer');
  replaceFileSync(from, to);
  expect(readFileSync(to, 'utf8')).toBe('newer');
  expect(existsSync(from)).toBe(false);
});

test("what can't be replaced is the system's error at once", async () => {
  const folder = tempFolder();
  const [from, to] = [join(folder, 'new'), join(folder, 'folder')];
  writeFileSync(from, 'new');
  mkdirSync(to);
  await expect(replaceFile(from, to)).rejects.toMatchObject({ syscall: 'rename' });
  expect(() => replaceFileSync(from, to)).toThrow(expect.objectContaining({ syscall: 'rename' }) as Error);
  await expect(replaceFile(join(folder, 'none'), to)).rejects.toMatchObject({ code: 'ENOENT' });
});
