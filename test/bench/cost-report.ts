import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** A report has so many lines for each account of the other cases: 5 million for 100,000. */
export const LINES_PER_ACCOUNT = 50;

const COLUMNS = [
  'identity/LineItemId',
  'identity/TimeInterval',
  'bill/InvoiceId',
  'bill/BillingEntity',
  'bill/BillType',
  'bill/PayerAccountId',
  'bill/BillingPeriodStartDate',
  'bill/BillingPeriodEndDate',
  'lineItem/UsageAccountId',
  'lineItem/LineItemType',
  'lineItem/UsageStartDate',
  'lineItem/UsageEndDate',
  'lineItem/ProductCode',
  'lineItem/UsageType',
  'lineItem/Operation',
  'lineItem/AvailabilityZone',
  'lineItem/ResourceId',
  'lineItem/UsageAmount',
  'lineItem/CurrencyCode',
  'lineItem/UnblendedRate',
  'lineItem/UnblendedCost',
  'lineItem/LineItemDescription',
  'product/ProductName',
  'product/region',
  'pricing/publicOnDemandCost',
  'pricing/publicOnDemandRate',
  'pricing/term',
  'reservation/ReservationARN',
  'reservation/EffectiveCost',
  'savingsPlan/SavingsPlanARN',
];
/** The heading line. */
export const COST_HEADINGS = COLUMNS.join(',');

const SERVICES = ['AmazonEC2', 'AmazonS3', 'AmazonRDS', 'AWSLambda', 'AmazonCloudWatch', 'AWSDataTransfer'];
const REGIONS = ['us-east-1', 'eu-central-1', 'eu-west-1', 'ap-south-1'];

/** Where the report of a size lies. */
export function costReportPath(folder: string): string {
  return join(folder, 'cost-1.csv.gz');
}

/** Writes a made-up report of 30 columns; the same for the same size. */
export async function writeCostReport(folder: string, lines: number): Promise<void> {
  const path = costReportPath(folder);
  if (existsSync(path)) return;
  await pipeline(Readable.from(chunks(lines)), createGzip({ level: 1 }), createWriteStream(path));
}

function* chunks(lines: number): Generator<string, void, void> {
  let text = `${COST_HEADINGS}\n`;
  for (let line = 0; line < lines; line += 1) {
    text += lineOf(line);
    if (text.length > 1 << 20) {
      yield text;
      text = '';
    }
  }
  yield text;
}

function lineOf(n: number): string {
  const hour = n % 744;
  const day = String(1 + Math.floor(hour / 24)).padStart(2, '0');
  const time = `2026-10-${day}T${String(hour % 24).padStart(2, '0')}:00:00Z`;
  const service = SERVICES[n % SERVICES.length] ?? '';
  const region = REGIONS[n % REGIONS.length] ?? '';
  const account = String(100_000_000_000 + (n % 800));
  const units = (n * 7919) % 100_000;
  const cost = `0.${String(units).padStart(10, '0')}`;
  const id = `${(n * 2_654_435_761) % 4_294_967_296}`.padStart(10, '0').repeat(3);
  return `${id},${time}/${time},INV-1,AWS,Anniversary,099999999999,2026-10-01T00:00:00.000Z,2026-11-01T00:00:00.000Z,${account},Usage,${time},${time},${service},${region}-BoxUsage:m5.large,RunInstances,${region}a,"arn:aws:x:${region}:${account}:r/${n % 50_000}",1.0000000000,USD,${cost},${cost},"$${cost} per hour, on demand",${service},${region},${cost},${cost},OnDemand,,,\n`;
}
