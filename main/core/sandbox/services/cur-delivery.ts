import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { EDP_SHAPES, PARTS } from '../cost-data/cost-report.ts';
import type { CostReport } from '../cost-data/cost-report.ts';
import { REPORT_COLUMNS } from '../cost-data/line-item.ts';
import { columnsOf } from '../cost-data/write-report.ts';
import { crawlerTemplate } from '../templates/crawler-template.ts';
import type { WireObject } from '../wire.ts';
import type { World } from '../world.ts';
import { text, texts } from './input.ts';
import { membersOf } from './organizations.ts';
import { buckets, putDueObject, putObject } from './s3-state.ts';
import type { Bucket } from './s3-state.ts';
import { mayDeliver } from './service-access.ts';

/**
 * What crawler-cfn.yml has here. One whose end AWS has announced would stop every rehearsal and demo on that day: `npm run test:days` runs
 * them on later days.
 */
const SUPPORTED_RUNTIME = 'nodejs22.x';

const HOUR = 3_600_000;
/** What a report has is some hours old. */
const BEHIND_MS = 6 * HOUR;
/** On these days of the next month AWS settles a month, and in this world comes back to it once. */
const SETTLED_DAY = 6;
const LATE_DAY = 12;

/** What became of a delivery, as the service tells it. */
export type Delivered = Readonly<Record<'lastDelivery' | 'lastStatus', string>>;

/**
 * Delivers a report: the month, the one before as long as it can change, and crawler-cfn.yml. It begins with the month that it was made in.
 * @param at the time, as `created` in milliseconds since 1970
 */
export function deliver(
  world: World,
  accountId: AccountId,
  { definition, created }: { definition: WireObject; created: number },
  at: number,
): Delivered {
  const lastDelivery = new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/gu, '');
  const bucket = buckets(world)[text(definition, 'S3Bucket')];
  if (!bucket) return { lastDelivery, lastStatus: 'ERROR_NO_BUCKET' };
  const key = JSON.stringify(bucket.encryption ?? {}).includes('aws:kms');
  if (world.hasFault('not-delivered', accountId) || key || !mayDeliver(bucket, accountId)) {
    return { lastDelivery, lastStatus: 'ERROR_PERMISSIONS' };
  }
  for (const report of reportsAt(world, accountId, { at, created }))
    putReport(world, bucket, definition, { ...report, part: 0 });
  const asked = texts(definition, 'AdditionalArtifacts').includes('ATHENA');
  if (asked && !world.hasFault('crawler-template-missing', accountId)) {
    const template = templateOf(world, accountId, definition);
    putObject(world, bucket, `${folderOf(definition)}/crawler-cfn.yml`, template, 'application/x-yaml');
  }
  return { lastDelivery, lastStatus: 'SUCCESS' };
}

function folderOf(definition: WireObject): string {
  return `${text(definition, 'S3Prefix')}/${text(definition, 'ReportName')}`;
}

/** The months that a delivery has, each as it stands then. */
function reportsAt(
  world: World,
  payer: AccountId,
  { at, created }: { at: number; created: number },
): Omit<CostReport, 'part'>[] {
  const until = at - BEHIND_MS;
  const now = new Date(at);
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  const begin = Date.UTC(year, month);
  const of = (start: number): string => new Date(start).toISOString().slice(0, 7);
  const rank = world.accounts.indexOf(payer);
  const base = { payer, members: membersOf(world, payer), edp: EDP_SHAPES[rank % EDP_SHAPES.length] ?? 'lines' };
  const late = day >= LATE_DAY;
  const current = { ...base, month: of(begin), until, final: false, late: false };
  const before = { ...base, month: of(Date.UTC(year, month - 1)), until, final: day >= SETTLED_DAY, late };
  return [...(created < begin && day <= LATE_DAY ? [before] : []), ...(until > begin ? [current] : [])];
}

function putReport(world: World, bucket: Bucket, definition: WireObject, report: CostReport): void {
  const folder = folderOf(definition);
  const name = text(definition, 'ReportName');
  const [year = '', month = ''] = report.month.split('-');
  const start = Date.UTC(Number(year), Number(month) - 1);
  const end = Date.UTC(Number(year), Number(month));
  const day = (time: number): string => new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
  const keys = Array.from(
    { length: PARTS },
    (_, part) => `${folder}/${name}/year=${year}/month=${Number(month)}/${name}-0000${part + 1}.snappy.parquet`,
  );
  for (const [part, key] of keys.entries()) putDueObject(world, bucket, key, { ...report, part });
  const manifest = {
    assemblyId: `5a0b0c0d-0000-4000-8000-${String(world.nextNumber()).padStart(12, '0')}`,
    account: report.payer,
    columns: columnsOf(report).map((column) => ({ category: '', name: column, type: REPORT_COLUMNS[column] })),
    charset: 'UTF-8',
    compression: 'Parquet',
    contentType: 'Parquet',
    reportName: name,
    billingPeriod: { start: `${day(start)}T000000.000Z`, end: `${day(end)}T000000.000Z` },
    bucket: bucket.name,
    reportKeys: keys,
  };
  const body = JSON.stringify(manifest);
  putObject(world, bucket, `${folder}/${day(start)}-${day(end)}/${name}-Manifest.json`, body, 'application/json');
}

function templateOf(world: World, accountId: AccountId, definition: WireObject): string {
  const runtime = world.hasFault('lambda-runtime-retired', accountId) ? 'nodejs14.x' : SUPPORTED_RUNTIME;
  return crawlerTemplate({
    bucket: text(definition, 'S3Bucket'),
    prefix: text(definition, 'S3Prefix'),
    report: text(definition, 'ReportName'),
    runtime,
  });
}
