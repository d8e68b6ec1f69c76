import type { CostReport } from './cost-report.ts';
import { coveredByPlans, coveredByReservations } from './commitment-lines.ts';
import { adjustments } from './adjustment-lines.ts';
import { REGIONS, Month, rateOf } from './month.ts';
import { costOf } from './line-item.ts';
import type { LineItem } from './line-item.ts';

/**
 * Every line of a payer account's month, as far as it has come: use of several services by hour and by day, reservations and Savings Plans of
 * several owners, fees, discounts, credits, refunds, tax, Marketplace and free use. What balances in AWS's reports balances here: a rate times
 * its amount is the cost, and what a plan covers is taken back.
 */
export function* monthLines(report: CostReport): Generator<LineItem, void, void> {
  const month = new Month(report);
  const billed = new Map<string, bigint>();
  for (const line of charges(month)) {
    billed.set(line.account, (billed.get(line.account) ?? 0n) + line.unblended);
    yield line;
  }
  yield* adjustments(month, billed);
}

function* charges(month: Month): Generator<LineItem, void, void> {
  yield* computeByHour(month);
  yield* coveredByReservations(month);
  yield* coveredByPlans(month);
  for (const account of month.accounts) yield* usedByDay(month, account);
  yield* marketplace(month);
}

/** How many accounts run machines by the hour. */
const COMPUTE_ACCOUNTS = 6;

/** Machines on demand, one of them on Spot. */
function* computeByHour(month: Month): Generator<LineItem, void, void> {
  const rate = rateOf('0.096');
  for (const [index, account] of month.accounts.slice(0, COMPUTE_ACCOUNTS).entries()) {
    const spot = index === COMPUTE_ACCOUNTS - 1;
    const region = REGIONS[index % REGIONS.length] ?? REGIONS[0];
    for (const start of month.hours()) {
      const paid = spot ? rateOf('0.0384') : rate;
      yield {
        type: 'Usage',
        account,
        start,
        end: start + month.hour,
        product: 'AmazonEC2',
        productName: 'Amazon Elastic Compute Cloud',
        usageType: `${region.code}-${spot ? 'SpotUsage' : 'BoxUsage'}:m5.large`,
        operation: 'RunInstances',
        region: region.name,
        resource: `i-${account}`,
        amount: 1000n,
        rate: paid,
        unblended: paid,
        publicRate: rate,
        description: spot
          ? 'm5.large Linux/UNIX Spot Instance-hour'
          : '$0.096 per On Demand Linux m5.large Instance Hour',
        term: spot ? 'Spot' : 'OnDemand',
        unit: 'Hrs',
        more: { product_instance_type: 'm5.large' },
      };
    }
  }
}

interface DailyService {
  readonly product: string;
  readonly productName: string;
  readonly usageType: string;
  readonly operation: string;
  readonly unit: string;
  readonly rate: string;
  readonly description: string;
  /** Thousandths a day, for one unit of an account's size. */
  readonly amount: bigint;
}

const DAILY: readonly DailyService[] = [
  {
    product: 'AmazonS3',
    productName: 'Amazon Simple Storage Service',
    usageType: 'TimedStorage-ByteHrs',
    operation: 'StandardStorage',
    unit: 'GB-Mo',
    rate: '0.023',
    description: '$0.023 per GB - first 50 TB / month of storage used',
    amount: 4000n,
  },
  {
    product: 'AWSDataTransfer',
    productName: 'AWS Data Transfer',
    usageType: 'DataTransfer-Out-Bytes',
    operation: 'RunInstances',
    unit: 'GB',
    rate: '0.09',
    description: '$0.09 per GB - first 10 TB / month data transfer out',
    amount: 1500n,
  },
  {
    product: 'AmazonCloudWatch',
    productName: 'AmazonCloudWatch',
    usageType: 'CW:MetricMonitorUsage',
    operation: 'MetricStorage',
    unit: 'Metrics',
    rate: '0.3',
    description: '$0.30 per metric-month for the first 10000 metrics',
    amount: 200n,
  },
];

/** What every account uses, by day; the larger the account, the more. Every third has its function calls for nothing. */
function* usedByDay(month: Month, account: string): Generator<LineItem, void, void> {
  const size = month.sizeOf(account);
  const region = REGIONS[size % REGIONS.length] ?? REGIONS[0];
  for (const start of month.days()) {
    const base = { account, start, end: month.dayEnd(start), region: region.name };
    for (const { amount: each, rate: price, usageType, ...service } of DAILY) {
      const rate = rateOf(price);
      const amount = each * BigInt(size);
      const unblended = costOf(amount, rate);
      yield {
        ...base,
        ...service,
        type: 'Usage',
        usageType: `${region.code}-${usageType}`,
        amount,
        rate,
        unblended,
        publicRate: rate,
        term: 'OnDemand',
      };
    }
    yield functionCalls(base, region.code, size);
    yield trail(base, region.code);
  }
}

type Base = Pick<LineItem, 'account' | 'start' | 'end' | 'region'>;

function functionCalls(base: Base, code: string, size: number): LineItem {
  const free = size % 3 === 0;
  const rate = rateOf('0.0000002');
  const amount = 500_000n * BigInt(size) * 1000n;
  return {
    ...base,
    type: 'Usage',
    product: 'AWSLambda',
    productName: 'AWS Lambda',
    usageType: `${code}-Request`,
    operation: 'Invoke',
    amount,
    rate: free ? 0n : rate,
    unblended: free ? 0n : costOf(amount, rate),
    publicRate: rate,
    description: free
      ? 'AWS Lambda - Requests Free Tier - 1000000 Requests'
      : 'AWS Lambda - Total Requests - $0.20 per 1 million requests',
    term: 'OnDemand',
    unit: 'Requests',
  };
}

/** Free for everybody: it has no public price either. */
function trail(base: Base, code: string): LineItem {
  return {
    ...base,
    type: 'Usage',
    product: 'AWSCloudTrail',
    productName: 'AWS CloudTrail',
    usageType: `${code}-FreeEventsRecorded`,
    operation: 'None',
    amount: 120_000n,
    rate: 0n,
    unblended: 0n,
    publicRate: 0n,
    description: '0.0 per free event recorded in the region',
    term: 'OnDemand',
    unit: 'Events',
  };
}

function* marketplace(month: Month): Generator<LineItem, void, void> {
  const rate = rateOf('49');
  yield {
    type: 'Usage',
    account: month.accounts[2] ?? month.report.payer,
    start: month.start,
    end: month.end,
    product: '8vf3kq1z9x0c2madeup',
    productName: 'Made-up Log Search for Teams',
    usageType: 'MP:Seats',
    amount: 5000n,
    rate,
    unblended: costOf(5000n, rate),
    description: 'AWS Marketplace software usage - seats',
    entity: 'AWS Marketplace',
    unit: 'Units',
  };
}
