/** What `npm run test:days` gives to the tests and to the programs that they start. Expected: one day later, to a minute. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { systemTime } from '../../main/core/time/clock.ts';
import { tempFolder } from '../support/temp-core.ts';

const DAY = 86_400_000;

const PROGRAM = `
import { statSync, utimesSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
if (isMainThread) {
  writeFileSync('file', '');
  const made = statSync('file').mtimeMs;
  const promised = (await stat('file')).mtime.getTime();
  const given = new Date('2026-01-01T00:00:00Z');
  utimesSync('file', given, given);
  const set = statSync('file').mtime;
  new Worker(new URL(import.meta.url)).on('message', (thread) =>
    console.log(JSON.stringify({
      times: [Date.now(), new Date().getTime(), Date.parse(Date()), made, promised, thread],
      set: set.toISOString(),
      kinds: [new Date(), set, structuredClone(new Date(0))].map((each) => each instanceof Date),
    })));
} else {
  parentPort.postMessage(Date.now());
}
`;

test('the present, threads and the times of files move together; moments that are given stay', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'program.mjs'), PROGRAM);
  const moved = new URL('moved-date.mjs', pathToFileURL(import.meta.filename));
  moved.searchParams.set('ms', String(DAY));
  const NODE_OPTIONS = `${process.env['NODE_OPTIONS'] ?? ''} --import=${moved.href}`;
  const before = systemTime();
  const out = execFileSync(process.execPath, ['program.mjs'], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS },
    encoding: 'utf8',
  });
  const after = systemTime();
  const { times, set, kinds } = JSON.parse(out) as { times: number[]; set: string; kinds: boolean[] };
  expect(times).toHaveLength(6);
  for (const time of times) {
    // Dates in words have no milliseconds; a file's time is that of the kernel's last tick.
    expect(time).toBeGreaterThan(before + DAY - 2000);
    expect(time).toBeLessThan(after + DAY + 2000);
  }
  expect(set).toBe('2026-01-01T00:00:00.000Z');
  expect(kinds).toEqual([true, true, true]);
});
