import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { Uploads } from './uploads.ts';
import type { FileToCome } from './uploads.ts';

/** Files that are waited for in a folder inside of another one. */
function waiting(...files: FileToCome[]) {
  const around = tempFolder();
  const folder = join(around, 'work');
  const uploads = new Uploads();
  const abort = new AbortController();
  const progress: number[] = [];
  let uploadId = '';
  const received = uploads.receive(files, folder, {
    tell: (id) => (uploadId = id),
    progress: (bytes) => progress.push(bytes),
    signal: abort.signal,
  });
  // Each test looks at it.
  received.catch(() => undefined);
  const take = (file: number, at: number, text: string): void =>
    uploads.take({ uploadId, file, at, bytes: Buffer.from(text) });
  return { around, folder, abort, progress, received, take };
}

test('what is sent lies in the folder that it is meant for, under its own names', async () => {
  const { folder, progress, received, take } = waiting(
    { name: 'r/10/a b.csv', bytes: 5 },
    { name: 'empty.csv', bytes: 0 },
    { name: 'r/Manifest.json', bytes: 2 },
  );
  take(0, 0, 'abc');
  take(2, 0, '{}');
  take(0, 3, 'de');
  await received;
  expect(progress).toEqual([3, 5, 7]);
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  expect(['r/10/a b.csv', 'empty.csv', 'r/Manifest.json'].map(text)).toEqual(['abcde', '', '{}']);
  expect(() => take(0, 5, 'f')).toThrow('not waited for any more');
});

test.each([
  '../a.csv',
  'r/../../a.csv',
  '/a.csv',
  'r//a.csv',
  './a.csv',
  'r/',
  '..',
  'a\0.csv',
  `${'a'.repeat(256)}.csv`,
])('a name that leads elsewhere, or nowhere, is refused: %j', async (name) => {
  const { around, received } = waiting({ name, bytes: 1 });
  await expect(received).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect(readdirSync(around, { recursive: true, encoding: 'utf8' }).filter((made) => made !== 'work')).toEqual([]);
});

test.each([
  ['twice the same', ['r/a.csv', 'r/a.csv']],
  ['a file, and a folder of its name', ['r', 'r/a.csv']],
  ['a folder, and a file of its name', ['r/a.csv', 'r']],
])('files that can’t lie side by side are refused: %s', async (_what, names) => {
  const { received } = waiting(...names.map((name) => ({ name, bytes: 1 })));
  await expect(received).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('only the piece that comes next is taken, and no byte more than was told', async () => {
  const { folder, received, take } = waiting({ name: 'a.csv', bytes: 4 });
  for (const [file, at, text] of [
    [0, 1, 'b'],
    [0, 0, 'abcde'],
    [0, 0, ''],
    [1, 0, 'a'],
  ] as const)
    expect(() => take(file, at, text)).toThrow('not the piece that comes next');
  take(0, 0, 'ab');
  expect(() => take(0, 0, 'ab')).toThrow('not the piece that comes next');
  take(0, 2, 'cd');
  await received;
  expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('abcd');
});

test('who cancels is waited for no more', async () => {
  const { abort, received, take } = waiting({ name: 'a.csv', bytes: 4 });
  take(0, 0, 'ab');
  abort.abort();
  await expect(received).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(() => take(0, 2, 'cd')).toThrow('not waited for any more');
});
