import { createWriteStream, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { csvOf, USAGE } from '../../../../test/support/cost-report.ts';
import type { ReportLine } from '../../../../test/support/cost-report.ts';
import { tempFolder } from '../../../../test/support/temp-core.ts';
import { DuckdbEngine } from '../../duckdb/engine.ts';
import { startEngine } from '../../duckdb/start-engine.ts';
import { findReports } from '../sources/find-reports.ts';
import type { CostRule } from '../../../../shared/domain/cost-rules.ts';
import { readReport } from './read-report.ts';
import type { ReadReport } from './read-report.ts';
import { cachedLines } from './select-lines.ts';

let engine: DuckdbEngine;
beforeAll(() => {
  engine = new DuckdbEngine(startEngine);
});
afterAll(() => engine.close());

let folder: string;
beforeEach(() => {
  folder = tempFolder();
  for (const name of ['cache', 'temp', 'in']) mkdirSync(join(folder, name));
});

const limits = () => ({ memoryMb: 256, tempFolder: join(folder, 'temp'), tempMb: 200 });

async function read(
  paths: string[],
  { accept = [], month = null }: { accept?: CostRule[]; month?: string | null } = {},
): Promise<ReadReport> {
  const { reports } = await findReports(paths);
  const [report] = reports;
  if (report === undefined) throw new Error('there is no report');
  return readReport(report, {
    engine,
    limits: limits(),
    folder: join(folder, 'cache'),
    payer: '099999999999',
    month,
    accept,
    signal: new AbortController().signal,
    progress: () => undefined,
  });
}

/** Writes a file to be read. */
function put(name: string, content: string | Buffer): string {
  const path = join(folder, 'in', name);
  writeFileSync(path, content);
  return path;
}

async function zipped(name: string, csv: string): Promise<string> {
  const path = join(folder, 'in', name);
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(csv), 'report-1.csv');
  zip.end();
  await finished(zip.outputStream.pipe(createWriteStream(path)));
  return path;
}

/** What the cache has. */
async function lines({ cache, missing }: ReadReport, columns: string): Promise<unknown[]> {
  const { rows } = await engine.use({ read: [cache], write: [] }, limits(), (db) =>
    db.run(`SELECT ${columns} FROM ${cachedLines([{ path: cache, missing }])} ORDER BY ALL`),
  );
  return rows.map((row) => (row.length === 1 ? row[0] : row));
}

const cacheFiles = (): string[] => readdirSync(join(folder, 'cache'));

const TWO: ReportLine[] = [
  USAGE,
  {
    ...USAGE,
    identity_line_item_id: 'line-2',
    line_item_line_item_type: 'DiscountedUsage',
    line_item_unblended_cost: '-7.0E-10',
    pricing_public_on_demand_cost: '922337203.6854775807',
    reservation_reservation_a_r_n: 'arn:aws:ec2:eu-central-1:111111111111:reserved-instances/1',
    line_item_resource_id: 'a "name", in two\nlines',
    product_region_code: 'eu-central-1',
  },
];

describe('a report is read the same', () => {
  const expected = [
    [
      'DiscountedUsage',
      '-7',
      '9223372036854775807',
      'arn:aws:ec2:eu-central-1:111111111111:reserved-instances/1',
      'a "name", in two\nlines',
      'eu-central-1',
      '2026-10-05 00:00:00',
    ],
    ['Usage', '120000000', null, null, null, null, '2026-10-05 00:00:00'],
  ];
  const COLUMNS = `line_item_line_item_type, line_item_unblended_cost, pricing_public_on_demand_cost, reservation_reservation_a_r_n,
    line_item_resource_id, product_region_code, line_item_usage_start_date`;

  it.each([
    ['legacy csv', () => Promise.resolve(put('a.csv', csvOf(TWO))), 'nothing'],
    [
      'csv.gz of Windows’ lines',
      () => Promise.resolve(put('a.csv.gz', gzipSync(csvOf(TWO, { newLine: '\r\n' })))),
      'checksums',
    ],
    ['zip', () => zipped('a.zip', csvOf(TWO)), 'checksums'],
    ['csv by Athena’s names', () => Promise.resolve(put('a.csv', csvOf(TWO, { headings: (name) => name }))), 'nothing'],
    [
      'CUR 2.0 with the other spelling',
      () =>
        Promise.resolve(
          put(
            'a.csv.gz',
            gzipSync(
              csvOf(TWO, { headings: (name) => name.replace('_a_r_n', '_arn').replace('_region_code', '_region') }),
            ),
          ),
        ),
      'checksums',
    ],
    ['a byte order mark', () => Promise.resolve(put('a.csv', `\u{FEFF}${csvOf(TWO)}`)), 'nothing'],
    ['Parquet', () => parquet(TWO), 'nothing'],
  ] as const)('%s', async (_what, make, proven) => {
    const report = await read([await make()]);
    expect(await lines(report, COLUMNS)).toEqual(expected);
    expect(report).toMatchObject({ month: '2026-10', currency: 'USD', final: true, proven, accepted: [] });
    expect(report.content).toMatchObject({
      lines: 2,
      unblended: 119999993n,
      accounts: 1,
      payers: [{ value: '099999999999', lines: 2 }],
    });
  });
});

/** Written by the engine with the types that AWS gives its columns: money as doubles would lose the large one, so it is text here. */
async function parquet(rows: ReportLine[]): Promise<string> {
  const csv = put('source.csv', csvOf(rows, { headings: (name) => name }));
  const path = join(folder, 'in', 'a.parquet');
  rmSync(path, { force: true });
  await engine.use({ read: [csv], write: [path] }, limits(), (db) =>
    db.run(`COPY (SELECT * REPLACE (CAST(line_item_unblended_cost AS DOUBLE) AS line_item_unblended_cost,
        CAST(line_item_usage_start_date AS TIMESTAMP) AS line_item_usage_start_date) FROM read_csv('${csv}', all_varchar = true, header = true, quote = '"', escape = '"', delim = ','))
      TO '${path}' (FORMAT parquet, COMPRESSION snappy)`),
  );
  return path;
}

it('several files with other columns are one report; CUR 2.0 keeps some in maps', async () => {
  const maps = csvOf(
    [
      {
        ...USAGE,
        product: '{"instance_type": "t3.micro", "region": "eu-central-1"}',
        discount: '{"edp_discount": "-0.0012"}',
      },
    ],
    {
      columns: [
        'line_item_usage_account_id',
        'line_item_line_item_type',
        'line_item_usage_start_date',
        'line_item_product_code',
        'line_item_unblended_cost',
        'product',
        'discount',
      ],
      headings: (name) => name,
    },
  );
  const report = await read([put('1.csv', csvOf([USAGE])), put('2.csv.gz', gzipSync(maps))]);
  expect(await lines(report, 'product_instance_type, discount_edp_discount, bill_payer_account_id')).toEqual([
    ['t3.micro', '-12000000', null],
    [null, null, '099999999999'],
  ]);
  expect(report.files.map(({ name, lines: count }) => [name, count])).toEqual([
    ['1.csv', 1],
    ['2.csv.gz', 1],
  ]);
  expect(report).toMatchObject({ final: false, proven: 'nothing' });
});

describe('what breaks a rule is refused by its name, and taken where that is accepted', () => {
  it.each([
    [
      'account-ids',
      { line_item_usage_account_id: '1.21212E+11' },
      "One line has account IDs that are not 12 digits, such as '1.21212E+11'.",
    ],
    [
      'outside-period',
      { line_item_usage_start_date: '2026-09-30T23:00:00Z' },
      'One line has use outside of 2026-10: from 2026-09-30 23:00 to 2026-10-05 00:00 UTC.',
    ],
    ['round', { line_item_unblended_cost: '0.01200000005' }, 'One line has money with more than ten decimals'],
    ['round', { line_item_unblended_cost: '5E-11' }, 'One line has money with more than ten decimals'],
    ['round', { pricing_public_on_demand_cost: '1e-30' }, 'One line has money with more than ten decimals'],
    [
      'other-payer',
      { bill_payer_account_id: '088888888888' },
      'One line has another payer account than 099999999999: 088888888888.',
    ],
  ] as const)('%s: %j', async (rule, change, sentence) => {
    const path = put('a.csv', csvOf([USAGE, { ...USAGE, ...change }]));
    await expect(read([path])).rejects.toMatchObject({
      code: 'INVALID_ROWS',
      message: expect.stringContaining(sentence) as string,
      data: { accept: [rule] },
    });
    expect(cacheFiles()).toEqual([]);
    const report = await read([path], { accept: [rule] });
    expect(report.accepted.map(({ rule: accepted, lines: count }) => [accepted, count])).toEqual([[rule, 1]]);
    expect(report.content.lines).toBe(2);
  });

  it('rounds half away from zero; digits that are noughts are none', async () => {
    const costs = ['0.00000000005', '-0.00000000005', '0.000000000049', '1.000000000000', '0.0120000000'];
    const path = put('a.csv', csvOf(costs.map((cost) => ({ ...USAGE, line_item_unblended_cost: cost }))));
    const report = await read([path], { accept: ['round'] });
    expect(report.content).toMatchObject({ moreDecimals: 3, unblended: 10120000000n });
    expect(await lines(report, 'line_item_unblended_cost')).toEqual(['-1', '0', '1', '120000000', '10000000000']);
  });

  it('doubles of Parquet likewise, and one that is too large is damage', async () => {
    const costs = ['5e-11', '-5e-11', '4.9e-11', '1e-300', '12345.6789012345', '-0.0120000000'];
    const lineOf = (cost: string): ReportLine => ({ ...USAGE, line_item_unblended_cost: cost });
    const report = await read([await parquet(costs.map(lineOf))]);
    expect(report.content.moreDecimals).toBe(0);
    expect(await lines(report, 'line_item_unblended_cost')).toEqual([
      '-120000000',
      '-1',
      '0',
      '0',
      '1',
      '123456789012345',
    ]);
    for (const cost of ['922337204', '-1e300', 'nan', 'inf'])
      await expect(read([await parquet([lineOf(cost)])])).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
  });

  it('two currencies never', async () => {
    const path = put('a.csv', csvOf([USAGE, { ...USAGE, line_item_currency_code: 'EUR' }]));
    await expect(
      read([path], { accept: ['account-ids', 'outside-period', 'round', 'other-payer'] }),
    ).rejects.toMatchObject({
      code: 'INVALID_ROWS',
      message:
        "The report has more than one currency: EUR on 1 lines, USD on 1 lines. Their sums would say nothing, so it can't be used. Nothing was kept.",
    });
  });
});

describe('damage', () => {
  it.each([
    [
      'a line with a column less',
      (csv: string) => csv.replace('AmazonEC2,', ''),
      'line 3 has 49 values, and there are 50 headings',
    ],
    [
      'a line with a column more',
      (csv: string) => csv.replace('AmazonEC2,', 'Amazon,EC2,'),
      'line 3 has 51 values, and there are 50 headings',
    ],
    [
      'money that is none',
      (csv: string) => csv.replace('0.0120000000,,$0', 'free,,$0'),
      "line_item_unblended_cost 'free'",
    ],
    [
      'money with underscores',
      (csv: string) => csv.replace('0.0120000000,,$0', '1_000,,$0'),
      "line_item_unblended_cost '1_000'",
    ],
    [
      'a time that is none',
      (csv: string) => csv.replace('2026-10-05T00:00:00Z,2026', 'Monday,2026'),
      "line_item_usage_start_date 'Monday'",
    ],
    ['a line that is cut', (csv: string) => csv.slice(0, -20), 'ends in the middle of line'],
    [
      'a heading that is gone',
      (csv: string) => csv.replace('lineItem/UnblendedCost', 'lineItem/Cost'),
      'line_item_unblended_cost',
    ],
  ])('%s is refused with its place, and nothing is kept', async (_what, change, said) => {
    const line = { ...USAGE, line_item_line_item_description: '$0.012 an hour' };
    const csv = csvOf([line, line, line]);
    const at = csv.indexOf('\n', csv.indexOf('\n') + 1) + 1;
    const changed =
      _what.includes('heading') || _what.includes('cut') ? change(csv) : csv.slice(0, at) + change(csv.slice(at));
    expect(changed).not.toBe(csv);
    await expect(read([put('a.csv', changed)])).rejects.toThrow(said);
    expect(cacheFiles()).toEqual([]);
  });

  it('Parquet that is cut is refused', async () => {
    const whole = readFileSync(await parquet(TWO));
    for (const at of [3, 8, 100, whole.length - 1, whole.length - 9]) {
      await expect(read([put('cut.parquet', whole.subarray(0, at))])).rejects.toThrow(/can't be used|can’t be used/u);
    }
    expect(cacheFiles()).toEqual([]);
  });

  it('Parquet whose end has bytes that are no text is refused', async () => {
    const bytes = readFileSync(await parquet(TWO));
    // Who wrote it stands in its end.
    const at = bytes.lastIndexOf('DuckDB');
    expect(at).toBeGreaterThan(0);
    bytes[at] = 0xff;
    await expect(read([put('changed.parquet', bytes)])).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
    expect(cacheFiles()).toEqual([]);
  });

  it('lines of several months need a word', async () => {
    const other = { ...USAGE, bill_billing_period_start_date: '2026-09-01', line_item_usage_start_date: '2026-09-05' };
    const path = put('a.csv', csvOf([USAGE, other]));
    await expect(read([path])).rejects.toMatchObject({
      code: 'CHOICE_NEEDED',
      message: expect.stringContaining('2026-09 (1 lines), 2026-10 (1 lines)') as string,
    });
    expect((await read([path], { month: '2026-10', accept: ['outside-period'] })).content.outsidePeriod).toBe(1);
  });
});
