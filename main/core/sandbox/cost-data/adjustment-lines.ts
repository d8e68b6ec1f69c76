import type { LineItem } from './line-item.ts';
import { rateOf } from './month.ts';
import type { Month } from './month.ts';

/** What the Enterprise Discount Program takes off, in percent. */
export const EDP_PERCENT = 5n;
const TAX_PER_MILLE = 75n;
const CENT = 100_000_000n;

/**
 * Discounts, credits, refunds, other fees and tax of a month, each over the whole of it.
 * @param billed the sum of each account's other lines
 */
export function* adjustments(month: Month, billed: ReadonlyMap<string, bigint>): Generator<LineItem, void, void> {
  for (const each of fixedLines(month)) yield line(month, each);
  yield* enterpriseDiscount(month, billed);
  for (const [account, sum] of billed) {
    const tax = ((sum * TAX_PER_MILLE) / 1000n / CENT) * CENT;
    const description = 'Tax for product code of the month';
    if (tax > 0n) yield line(month, { type: 'Tax', account, product: 'AmazonEC2', units: tax, description });
  }
}

interface Adjustment {
  type: string;
  account: string;
  product: string;
  units: bigint;
  description: string;
}

function line(month: Month, { units, product, ...each }: Adjustment): LineItem {
  return {
    ...each,
    product,
    productName: product,
    start: month.start,
    end: month.end,
    amount: 1000n,
    unblended: units,
  };
}

/** The same in every month; what is late comes in when AWS refreshes a month that it has settled. */
function fixedLines({ accounts, report }: Month): Adjustment[] {
  const { payer } = report;
  const member = (index: number): string => accounts[index % accounts.length] ?? payer;
  const all: readonly (readonly [
    type: string,
    account: string,
    product: string,
    amount: string,
    description: string,
  ])[] = [
    ['Fee', payer, 'AWSSupportBusiness', '100', 'AWS Support (Business)'],
    ['Fee', member(1), 'AmazonRegistrar', '14', 'Registration of contoso.example'],
    ['FlatRateSubscription', member(5), 'AmazonCloudFront', '15', 'CloudFront flat-rate plan'],
    ['PrivateRateDiscount', member(0), 'AmazonS3', '-1.25', 'Private rate card discount'],
    ['RiVolumeDiscount', member(0), 'AmazonEC2', '-2.5', 'Reserved instance volume discount'],
    ['BundledDiscount', member(3), 'AmazonCloudFront', '-0.75', 'CloudFront security savings bundle'],
    ['SppDiscount', payer, 'AmazonEC2', '-3', 'Solution Provider Program discount'],
    ['DistributorDiscount', payer, 'AmazonEC2', '-1.1', 'Distributor discount'],
    ['Discount', payer, 'AmazonRDS', '-0.4', 'AWS service discount'],
    ['Credit', member(4), 'AmazonEC2', '-25', 'AWS Promotional Credit'],
    ['Credit', payer, 'AmazonEC2', '-40', 'APN Partner Accelerator credit'],
    ['Refund', member(0), 'AWSDataTransfer', '-6.3', 'Data egress waiver'],
    ['Refund', member(1), 'ComputeSavingsPlans', '-11', 'Return of a Savings Plan within seven days'],
    ...(report.late ? [['Refund', member(2), 'AmazonRDS', '-8.88', 'Service credit for a disruption'] as const] : []),
  ];
  return all.map(([type, account, product, amount, description]) => ({
    type,
    account,
    product,
    units: rateOf(amount),
    description,
  }));
}

/** As lines of its own or as refunds; in columns it stands on each line. */
function* enterpriseDiscount(month: Month, billed: ReadonlyMap<string, bigint>): Generator<LineItem, void, void> {
  const { edp } = month.report;
  if (edp === 'columns') return;
  const refunds = edp === 'refunds';
  for (const [account, sum] of billed) {
    yield line(month, {
      type: refunds ? 'Refund' : 'EdpDiscount',
      account,
      product: refunds ? 'ComputeSavingsPlans' : 'AmazonEC2',
      units: -(sum * EDP_PERCENT) / 100n,
      description: refunds ? 'Enterprise Program adjustment' : 'Enterprise Program Discount',
    });
  }
}
