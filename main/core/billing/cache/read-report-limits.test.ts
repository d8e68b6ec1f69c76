import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ALL_COLUMNS, csvOf, legacyHeading, USAGE } from '../../../../test/support/cost-report.ts';
import { tempFolder } from '../../../../test/support/temp-core.ts';
import { DuckdbEngine } from '../../duckdb/engine.ts';
import type { EngineLink } from '../../duckdb/protocol.ts';
import { startEngine } from '../../duckdb/start-engine.ts';
import { findReports } from '../sources/find-reports.ts';
import { readReport } from './read-report.ts';
import type { ReadReport } from './read-report.ts';

interface Place {
  folder: string;
  links: EngineLink[];
  read: (path: string, memoryMb?: number) => Promise<ReadReport>;
}

/** A folder with an engine, whose processes are at hand. */
function start(): Place {
  const folder = tempFolder();
  const [cache, temp] = ['cache', 'temp'].map((name) => join(folder, name)) as [string, string];
  for (const each of [cache, temp]) mkdirSync(each);
  const links: EngineLink[] = [];
  const engine = new DuckdbEngine(() => {
    const link = startEngine();
    links.push(link);
    return link;
  });
  onTestFinished(() => engine.close());
  const read: Place['read'] = async (path, memoryMb = 256) => {
    const { reports } = await findReports([path]);
    const [report] = reports;
    if (report === undefined) throw new Error('there is no report');
    return readReport(report, {
      engine,
      limits: { memoryMb, tempFolder: temp, tempMb: 200 },
      folder: cache,
      payer: '099999999999',
      month: null,
      accept: [],
      signal: new AbortController().signal,
      progress: () => undefined,
    });
  };
  return { folder, links, read };
}

it('a report of 200 columns, of which most are not kept', async () => {
  const { folder, read } = start();
  const tags = Array.from({ length: 200 - ALL_COLUMNS.length }, (_, n) => `resourceTags/user:tag-${n + 1}`);
  const line = { ...USAGE, ...Object.fromEntries(tags.map((tag) => [tag, `"${tag}", or another`])) };
  const path = join(folder, 'wide.csv');
  const headings = (name: string): string => (tags.includes(name) ? name : legacyHeading(name));
  const csv = csvOf(
    Array.from({ length: 2000 }, () => line),
    { columns: [...ALL_COLUMNS, ...tags], headings },
  );
  expect(csv.slice(0, csv.indexOf('\n')).split(',')).toHaveLength(200);
  writeFileSync(path, csv);
  const { content, missing } = await read(path);
  // 2,000 × 0.012
  expect([content.lines, content.unblended, missing]).toEqual([2000, 240_000_000_000n, []]);
});

it('bytes that are no text are damage in columns that are not kept, too', async () => {
  const { folder, read } = start();
  const columns = [...ALL_COLUMNS, 'resourceTags/user:team'];
  const csv = csvOf([USAGE, { ...USAGE, 'resourceTags/user:team': 'X-team' }, USAGE], { columns });
  const bytes = Buffer.from(csv);
  bytes[csv.indexOf('X-team')] = 0xff;
  const path = join(folder, 'a.csv');
  writeFileSync(path, bytes);
  await expect(read(path)).rejects.toMatchObject({
    code: 'FILE_DAMAGED',
    message: expect.stringContaining("a.csv can't be used: line 3 has bytes that are no UTF-8") as string,
    data: { line: 3 },
  });
  expect(readdirSync(join(folder, 'cache'))).toEqual([]);
});

it('a report that needs more memory than is given is refused, with where more is given', async () => {
  const { folder, read } = start();
  const path = join(folder, 'long.csv');
  writeFileSync(path, csvOf(Array.from({ length: 100_000 }, () => USAGE)));
  await expect(read(path, 16)).rejects.toMatchObject({
    code: 'FILE_TOO_LARGE',
    message:
      'The report needs more memory than the settings give cost data. Nothing was kept. Give it more, and add the report again: \u27E6cost-data.memory\u27E7',
  });
  expect(readdirSync(join(folder, 'cache'))).toEqual([]);
  expect((await read(path, 256)).content.lines).toBe(100_000);
});

it('an engine that dies in the middle leaves nothing in the cache, and the report is read by the next one', async () => {
  const { folder, links, read } = start();
  const path = join(folder, 'long.csv');
  writeFileSync(path, csvOf(Array.from({ length: 100_000 }, () => USAGE)));
  const cached = (): string[] => readdirSync(join(folder, 'cache'));
  const reading = Promise.allSettled([read(path)]);
  while (cached().length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  links[0]?.end();
  expect(await reading).toMatchObject([
    {
      status: 'rejected',
      reason: {
        code: 'ENGINE_STOPPED',
        message: expect.stringContaining('ended before it was done (SIGKILL)') as string,
      },
    },
  ]);
  expect(cached()).toEqual([]);
  expect((await read(path)).content.lines).toBe(100_000);
  expect([cached().length, links.length]).toEqual([1, 2]);
});
