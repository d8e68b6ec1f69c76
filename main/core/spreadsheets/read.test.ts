import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { samplePath } from '../../../test/samples/files.ts';
import type { SampleName } from '../../../test/samples/files.ts';
import { tenThousand } from '../../../test/samples/text-lists.ts';
import { bytesSource, readAll, readRows, texts } from '../../../test/support/spreadsheet-files.ts';
import { cellText } from './cell.ts';
import { readTable } from './read.ts';

const long = (rows: number): Buffer =>
  Buffer.from(Array.from({ length: rows }, (_, index) => `name ${index},${index}\n`).join(''));

const sum = ({ user, system }: NodeJS.CpuUsage): number => user + system;

describe('readTable', () => {
  it('gives batches of at most 250 rows, waits for the caller, and works in a thread of its own', async () => {
    let most = 0;
    let total = 0;
    let batches = 0;
    const inAll = process.cpuUsage();
    const here = process.threadCpuUsage();
    for await (const event of readTable(bytesSource('long.csv', long(100_000)))) {
      if (event.type !== 'rows') continue;
      batches += 1;
      most = Math.max(most, event.rows.length);
      total += event.rows.length;
      if (batches % 100 === 0) await delay(5);
    }
    expect({ most, total, batches }).toEqual({ most: 250, total: 100_000, batches: 400 });
    // Processor time, which a busy machine does not lengthen: the caller only takes the rows over.
    expect(sum(process.threadCpuUsage(here)) / sum(process.cpuUsage(inAll))).toBeLessThan(0.5);
  });

  it('does not run ahead of a caller that is busy', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const events = readTable(bytesSource('long.csv', long(200_000)));
    for await (const event of events) {
      if (event.type === 'rows') break;
    }
    const again = readTable(bytesSource('long.csv', long(200_000)));
    let seen = 0;
    for await (const event of again) {
      if (event.type !== 'rows') continue;
      seen += 1;
      if (seen === 1) await delay(300);
      if (seen === 5) break;
    }
    // 3 batches may be under way: a hundred KB, not the tens of MB of all rows
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    expect(seen).toBe(5);
  });

  it('stops at once when it is aborted: before, in the middle, and while waiting', async () => {
    await expect(readAll(bytesSource('a.csv', 'a\n'), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    const control = new AbortController();
    let batches = 0;
    const reading = async (): Promise<void> => {
      for await (const event of readTable(bytesSource('long.csv', long(300_000)), { signal: control.signal })) {
        if (event.type !== 'rows') continue;
        batches += 1;
        if (batches === 2) control.abort();
      }
    };
    await expect(reading()).rejects.toMatchObject({
      code: 'CANCELLED',
      message: 'Reading the file was cancelled. Nothing was changed.',
    });
    expect(batches).toBe(2);
    const soon = new AbortController();
    const first = readTable(bytesSource('long.csv', long(300_000)), { signal: soon.signal }).next();
    soon.abort();
    // Nothing of the file is given any more, not even what it is.
    await expect(first).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('passes on what the caller throws while it reads', async () => {
    const reading = async (): Promise<void> => {
      for await (const event of readTable(bytesSource('a.csv', long(5_000))))
        if (event.type === 'rows') throw new RangeError('mine');
    };
    await expect(reading()).rejects.toThrow(new RangeError('mine'));
  });
});

describe('the samples', () => {
  const sample = (name: SampleName): { kind: 'path'; path: string } => ({ kind: 'path', path: samplePath(name) });
  const knownHeaders = ['Account Name', 'AWS Account Email', 'AWS Account ID', 'Subset Name'];

  it("reads a team's own workbook: titles, header in row 4, a second sheet", async () => {
    const { info, sheets } = await readAll(sample('billing-team-mapping.xlsx'));
    expect(info.sheets.map(({ name }) => name)).toEqual(['Mapping 2026', 'Notes']);
    const rows = sheets[0]?.rows ?? [];
    expect(rows.map(({ number }) => number)).toEqual([1, 2, ...Array.from({ length: 61 }, (_, index) => index + 4)]);
    expect(texts(rows)[2]).toEqual([
      '#',
      'Account Name',
      'AWS Account Email',
      'AWS Account ID',
      'Subset Name',
      'Billing Workflow Name',
      'Comment',
    ]);
    expect(rows[3]?.cells[3]).toEqual({ kind: 'text', text: '111122223333' });
    expect(texts(sheets[1]?.rows ?? [])).toEqual([['ask Ana about the dairy']]);
  });

  it('reads IDs that Excel has mangled as they are stored', async () => {
    const rows = await readRows(sample('ids-mangled-by-excel.xlsx'));
    expect(rows[5]?.cells[2]).toEqual({ kind: 'number', text: '12345678901', format: null });
    expect(rows.flatMap(({ cells }) => cells.filter((cell) => /E\+/.test(cellText(cell)))).map(cellText)).toEqual([
      '1.21212E+11',
    ]);
  });

  it('reads both European files to the same rows', async () => {
    const semicolons = await readAll(sample('semicolon-windows-1252.csv'), { knownHeaders });
    const tabs = await readAll(sample('unicode-text.txt'), { knownHeaders });
    expect(semicolons.info).toMatchObject({ encoding: 'windows-1252', delimiter: ';' });
    expect(tabs.info).toMatchObject({ encoding: 'utf-16le', delimiter: '\t' });
    const rows = texts(semicolons.sheets[0]?.rows ?? []);
    expect(rows).toEqual(texts(tabs.sheets[0]?.rows ?? []));
    expect(rows.length).toBe(61);
    expect(rows.flat()).toEqual(expect.arrayContaining(['Fromagerie L’Œuf', 'Møller & Søn A/S']));
  });

  it('reads 10,000 accounts and the faulty rows whole', async () => {
    expect((await readRows(bytesSource('ten-thousand.csv', tenThousand()), { knownHeaders })).length).toBe(10_001);
    const faulty = await readRows(sample('conflicts-and-bad-rows.csv'), { knownHeaders });
    expect(texts(faulty)[7]).toEqual([
      '=HYPERLINK("http://msp.example","Open")',
      'seven@msp.example',
      '333344445555',
      '@SUM(1,2)',
    ]);
    expect(texts(faulty)[8]).toEqual(['  Two   spaces ', 'eight@msp.example', ' 444455556666 ', 'harbour lane BOOKS']);
  });
});
