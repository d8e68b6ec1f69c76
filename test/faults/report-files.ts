import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { quoted } from '../../main/core/duckdb/quoted.ts';
import type { DuckdbEngine } from '../../main/core/duckdb/engine.ts';
import { archive } from '../support/archive.ts';
import { ALL_COLUMNS, csvOf, legacyHeading, USAGE } from '../support/cost-report.ts';
import type { ReportLine } from '../support/cost-report.ts';
import { randomFrom } from './sample.ts';

/** The forms in which reports come, as they are damaged: with the last one the manifest is. */
export const FORMS = ['csv.gz', 'zip', 'csv', 'Parquet', 'csv with manifest', 'manifest'] as const;
export type Form = (typeof FORMS)[number];

/** A report as files by their names; the first is the one to be damaged. */
export type ReportFiles = readonly (readonly [name: string, bytes: Buffer])[];

export const PAYER = '099999999999';
export const LINES = 1500;

/** One report in every form. */
export async function makeReports(engine: DuckdbEngine): Promise<Readonly<Record<Form, ReportFiles>>> {
  const headings = (name: string): string =>
    name.startsWith('resource_tags_user_')
      ? name.replace('resource_tags_user_', 'resourceTags/user:')
      : legacyHeading(name);
  const csv = Buffer.from(csvOf(manyLines(), { columns: COLUMNS, headings }));
  const plain = ['october-1.csv', csv] as const;
  const manifest = ['october-Manifest.json', Buffer.from(MANIFEST)] as const;
  return {
    'csv.gz': [['october-1.csv.gz', gzipSync(csv)]],
    zip: [['october-1.zip', await archive({ 'october-1.csv': csv })]],
    csv: [plain],
    Parquet: [['october-1.parquet', await parquetOf(engine)]],
    'csv with manifest': [plain, manifest],
    manifest: [manifest, plain],
  };
}

/** Those of tags are not kept. */
const COLUMNS = [...ALL_COLUMNS, 'resource_tags_user_team', 'resource_tags_user_project'];

const MANIFEST = JSON.stringify({
  assemblyId: '16e57707-f9e3-49be-8be6-b84e684b5194',
  account: PAYER,
  reportName: 'october',
  billingPeriod: { start: '20261001T000000.000Z', end: '20261101T000000.000Z' },
  reportKeys: ['reports/october/20261001-20261101/october-1.csv'],
});

/** With the types that AWS gives its columns. */
async function parquetOf(engine: DuckdbEngine): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-reports-'));
  try {
    const [csv, path, tempFolder] = ['a.csv', 'a.parquet', 'temp'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    mkdirSync(tempFolder);
    writeFileSync(csv, csvOf(manyLines(), { columns: COLUMNS, headings: (name) => name }));
    await engine.use({ read: [csv], write: [path] }, { memoryMb: 256, tempFolder, tempMb: 100 }, (db) =>
      db.run(`COPY (SELECT * REPLACE (CAST(line_item_unblended_cost AS DOUBLE) AS line_item_unblended_cost,
          CAST(line_item_usage_amount AS DOUBLE) AS line_item_usage_amount,
          CAST(line_item_usage_start_date AS TIMESTAMP) AS line_item_usage_start_date)
        FROM read_csv(${quoted(csv)}, all_varchar = true, header = true, quote = '"', escape = '"', delim = ','))
      TO ${quoted(path)} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 2048)`),
    );
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const SERVICES = ['AmazonEC2', 'AmazonS3', 'AmazonRDS', 'AWSLambda', 'AWSDataTransfer'];

/** Lines of October 2026 as real ones are: hours, several accounts, tiny costs with an exponent, quoted texts, refunds. The same every time. */
function manyLines(): ReportLine[] {
  const random = randomFrom('the report', 'lines');
  const pick = (count: number): number => Math.floor(random() * count);
  return Array.from({ length: LINES }, (_, n) => {
    const day = String(1 + pick(31)).padStart(2, '0');
    const hour = String(pick(23)).padStart(2, '0');
    const start = `2026-10-${day}T${hour}:00:00Z`;
    const end = `2026-10-${day}T${String(Number(hour) + 1).padStart(2, '0')}:00:00Z`;
    const service = SERVICES[pick(SERVICES.length)] ?? '';
    const cost = n % 3 === 0 ? `${1 + pick(9)}.${pick(10)}E-${4 + pick(6)}` : (random() * 10).toFixed(10);
    return {
      ...USAGE,
      identity_line_item_id: randomId(random),
      identity_time_interval: `${start}/${end}`,
      line_item_usage_account_id: String(100_000_000_000 + pick(20) * 7),
      line_item_line_item_type: n % 50 === 0 ? 'Refund' : 'Usage',
      line_item_usage_start_date: start,
      line_item_usage_end_date: end,
      line_item_product_code: service,
      line_item_usage_type: `EUC1-${service}:${pick(12)}`,
      line_item_usage_amount: String(random() * 100),
      line_item_unblended_cost: n % 50 === 0 ? `-${cost}` : cost,
      line_item_resource_id: `arn:aws:s3:::büro-${pick(900)}`,
      resource_tags_user_team: `Team ${pick(5)}`,
      resource_tags_user_project: n % 4 === 0 ? '' : `project "${pick(40)}", größer`,
      line_item_line_item_description: `$0.0${pick(90)} per GB, first ${pick(9)} "TB" / month`,
    };
  });
}

function randomId(random: () => number): string {
  return Array.from({ length: 6 }, () =>
    Math.floor(random() * 2 ** 32)
      .toString(36)
      .padStart(7, '0'),
  ).join('');
}
