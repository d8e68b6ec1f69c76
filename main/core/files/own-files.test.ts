import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { skipOnWindows } from '../../../test/support/platform.ts';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { writeWhole } from './atomic-file.ts';
import { makeFolder, writeNew, writeUnlessDifferent } from './overwrite.ts';
import {
  appendOwnFile,
  copyOwnFile,
  makeOwnFile,
  makeOwnFolder,
  openRights,
  takeFromOthers,
  writeOwnFile,
} from './own-files.ts';

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

function withUmask(umask: number): void {
  const before = process.umask(umask);
  onTestFinished(() => void process.umask(before));
}

describe.each([0o000, 0o022, 0o077])('under the umask %o', (umask) => {
  test('what the program makes for itself is for its user alone', () => {
    withUmask(umask);
    const folder = join(tempFolder(), 'a', 'b');
    makeOwnFolder(folder);
    expect(makeOwnFile(join(folder, 'empty'))).toBe(true);
    expect(makeOwnFile(join(folder, 'empty'))).toBe(false);
    writeOwnFile(join(folder, 'text'), 'first');
    writeOwnFile(join(folder, 'text'), 'second', { flush: true });
    makeOwnFile(join(folder, 'pieces'));
    for (const piece of ['in ', 'pieces']) appendOwnFile(join(folder, 'pieces'), Buffer.from(piece));
    writeFileSync(join(folder, 'open'), 'of everybody');
    copyOwnFile(join(folder, 'open'), join(folder, 'copy'));
    expect(readFileSync(join(folder, 'text'), 'utf8')).toBe('second');
    expect(readFileSync(join(folder, 'copy'), 'utf8')).toBe('of everybody');
    expect(readFileSync(join(folder, 'pieces'), 'utf8')).toBe('in pieces');
    expect(readdirSync(folder).sort()).toEqual(['copy', 'empty', 'open', 'pieces', 'text']);
    if (process.platform === 'win32') return;
    expect([folder, join(folder, '..')].map(mode)).toEqual(['700', '700']);
    expect(['empty', 'text', 'copy', 'pieces'].map((name) => mode(join(folder, name)))).toEqual(Array(4).fill('600'));
  });

  test.skipIf(skipOnWindows('it keeps rights elsewhere'))(
    'what a person asked for follows the umask when it is whole, and is private until then',
    async () => {
      withUmask(umask);
      const folder = join(tempFolder(), 'out');
      await makeFolder(folder);
      const path = join(folder, 'sheet.csv');
      const seen: string[] = [];
      const chunks = async function* (): AsyncGenerator<Buffer> {
        yield Buffer.from('first');
        for (const name of readdirSync(folder)) seen.push(mode(join(folder, name)));
        yield await Promise.resolve(Buffer.from('second'));
      };
      await writeWhole(path, chunks());
      expect(seen).toEqual(['600']);
      expect(readdirSync(folder)).toEqual(['sheet.csv']);
      expect(mode(path)).toBe((0o666 & ~umask).toString(8));
      expect(mode(folder)).toBe((0o777 & ~umask).toString(8));
      // One that is there keeps the rights that somebody gave it.
      chmodSync(path, 0o640);
      await writeWhole(path, Readable.from([Buffer.from('again')]));
      expect([mode(path), readFileSync(path, 'utf8')]).toEqual(['640', 'again']);
    },
  );
});

test('what is only compared with a file that is there lies where nobody else may look', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'a.csv'), 'other');
  const at: string[] = [];
  const write = async (
    path: string,
  ): Promise<{ path: string; bytes: number; sha256: string; rows: number; neutralised: number }> => {
    at.push(
      ...readdirSync(folder)
        .filter((name) => name !== 'a.csv')
        .map((name) => mode(join(folder, name))),
    );
    return { path, ...(await writeWhole(path, Readable.from([Buffer.from('new')]))), rows: 1, neutralised: 0 };
  };
  await expect(writeUnlessDifferent(join(folder, 'a.csv'), false, write)).rejects.toMatchObject({
    code: 'ALREADY_EXISTS',
  });
  if (process.platform !== 'win32') expect(at).toEqual(['700']);
  expect(readdirSync(folder)).toEqual(['a.csv']);
});

test('nothing is written into what is there already, whatever it is', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'mine'), 'as it was');
  await expect(writeNew(join(folder, 'mine'), 'new')).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  expect(() => copyOwnFile(join(folder, 'mine'), join(folder, 'mine'))).toThrow('EEXIST');
  if (process.platform === 'win32') return;
  // A link that somebody has put where the file is written first.
  symlinkSync(join(folder, 'mine'), join(folder, 'state.new'));
  writeOwnFile(join(folder, 'state'), 'new');
  expect([readFileSync(join(folder, 'mine'), 'utf8'), readFileSync(join(folder, 'state'), 'utf8')]).toEqual([
    'as it was',
    'new',
  ]);
});

test.skipIf(skipOnWindows('it keeps rights elsewhere'))(
  'rights are taken from others; links and what is private already are left as they are',
  () => {
    const folder = tempFolder();
    const file = join(folder, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o664);
    symlinkSync(file, join(folder, 'link'));
    expect(takeFromOthers(join(folder, 'link'))).toBeNull();
    expect([mode(file), openRights(file)]).toEqual(['664', 0o664]);
    expect(takeFromOthers(file)).toBe('rw-rw-r--');
    expect([mode(file), takeFromOthers(file), openRights(file)]).toEqual(['600', null, null]);
    expect(takeFromOthers(join(folder, 'none'))).toBeNull();
  },
);

test('a folder is not made below a file, nor waited for without end', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeOwnFolder(join(folder, 'file', 'sub'))).toThrow(/EEXIST|ENOTDIR/u);
  mkdirSync(join(folder, 'there'));
  makeOwnFolder(join(folder, 'there'));
  if (existsSync('/proc/self')) expect(() => makeOwnFolder('/proc/none/sub')).toThrow(/ENOENT|EACCES|EPERM/u);
});
