import { moneyText } from '../../../../shared/domain/money.ts';
import type { LineItem } from './line-item.ts';
import { rateOf } from './month.ts';
import type { Month } from './month.ts';

interface Reservation {
  owner: string;
  arn: string;
  /** Which accounts use one each. */
  users: readonly string[];
  /** It is used in so many hours of a day; in the others it is paid for nothing. */
  hoursADay: number;
  amortized: string;
  recurring: string;
  onDemand: string;
  machine: Pick<LineItem, 'product' | 'productName' | 'usageType' | 'operation'> & { type: string };
}

const DAY_HOURS = 24;
const EC2 = { product: 'AmazonEC2', productName: 'Amazon Elastic Compute Cloud', operation: 'RunInstances' };
const RDS = { product: 'AmazonRDS', productName: 'Amazon Relational Database Service', operation: 'CreateDBInstance' };

/** An account by its number, the payer account where there are fewer. */
function nth({ accounts, report }: Month, index: number): string {
  return index < accounts.length - 1 ? (accounts[index] ?? report.payer) : report.payer;
}

/** A made-up identifier in the form of a UUID. */
function madeUpUuid(seed: number): string {
  const digits = (seed * 2_654_435_761).toString(16).padStart(12, '0').slice(0, 12);
  return `5a0b0c0d-0000-4000-8000-${digits}`;
}

function reservationsOf(month: Month): Reservation[] {
  const first = nth(month, 0);
  const { payer } = month.report;
  return [
    {
      owner: first,
      arn: `arn:aws:ec2:us-east-1:${first}:reserved-instances/${madeUpUuid(1)}`,
      users: [first, nth(month, 3), nth(month, 4)],
      hoursADay: DAY_HOURS,
      amortized: '0.0415',
      recurring: '0.0605',
      onDemand: '0.192',
      machine: { ...EC2, usageType: 'USE1-BoxUsage:m5.xlarge', type: 'm5.xlarge' },
    },
    {
      owner: payer,
      arn: `arn:aws:rds:us-east-1:${payer}:ri:made-up-${payer.slice(-4)}`,
      users: [nth(month, 7)],
      hoursADay: 12,
      amortized: '0.115',
      recurring: '0',
      onDemand: '0.24',
      machine: { ...RDS, usageType: 'USE1-InstanceUsage:db.r5.large', type: 'db.r5.large' },
    },
  ];
}

/** What reservations cover, what they cost each month in the account that owns them, and one that is bought. */
export function* coveredByReservations(month: Month): Generator<LineItem, void, void> {
  for (const each of reservationsOf(month)) {
    for (const account of each.users) yield* reserved(month, each, account);
    yield reservationFee(month, each);
  }
  yield* reservationBought(month);
}

function* reserved(month: Month, of: Reservation, account: string): Generator<LineItem, void, void> {
  const { type: machine, ...service } = of.machine;
  const [amortized, recurring] = [rateOf(of.amortized), rateOf(of.recurring)];
  for (const start of month.hours()) {
    if (new Date(start).getUTCHours() >= of.hoursADay) continue;
    yield {
      ...service,
      type: 'DiscountedUsage',
      account,
      start,
      end: start + month.hour,
      region: 'us-east-1',
      resource: `i-r-${account}`,
      amount: 1000n,
      rate: 0n,
      unblended: 0n,
      publicRate: rateOf(of.onDemand),
      description: `${machine} reserved instance applied`,
      term: 'Reserved',
      unit: 'Hrs',
      more: {
        product_instance_type: machine,
        reservation_reservation_a_r_n: of.arn,
        reservation_effective_cost: moneyText(amortized + recurring),
        reservation_amortized_upfront_cost_for_usage: moneyText(amortized),
        reservation_recurring_fee_for_usage: moneyText(recurring),
      },
    };
  }
}

function reservationFee(month: Month, of: Reservation): LineItem {
  const { type: machine, usageType = '', ...service } = of.machine;
  const hours = BigInt((month.end - month.start) / month.hour);
  const unused = (hours * BigInt(DAY_HOURS - of.hoursADay)) / BigInt(DAY_HOURS);
  const amount = hours * BigInt(of.users.length) * 1000n;
  const rate = rateOf(of.recurring);
  return {
    ...service,
    type: 'RIFee',
    account: of.owner,
    start: month.start,
    end: month.end,
    usageType: usageType.replace('BoxUsage', 'HeavyUsage'),
    region: 'us-east-1',
    amount,
    rate,
    unblended: (amount * rate) / 1000n,
    description: `${machine} reserved instance - recurring fee of the month`,
    term: 'Reserved',
    unit: 'Hrs',
    more: {
      reservation_reservation_a_r_n: of.arn,
      reservation_unused_amortized_upfront_fee_for_billing_period: moneyText(unused * rateOf(of.amortized)),
      reservation_unused_recurring_fee: moneyText(unused * rate),
    },
  };
}

/** The upfront fee of a reservation that is bought on the third of the month. */
function* reservationBought(month: Month): Generator<LineItem, void, void> {
  const [start] = [...month.days()].slice(2);
  if (start === undefined) return;
  const account = nth(month, 2);
  yield {
    ...EC2,
    type: 'Fee',
    account,
    start,
    end: start + month.hour,
    usageType: 'USE1-HeavyUsage:t3.medium',
    region: 'us-east-1',
    amount: 1000n,
    unblended: rateOf('98.4'),
    description: 'Sign up charge for a reserved instance t3.medium',
    more: {
      reservation_reservation_a_r_n: `arn:aws:ec2:us-east-1:${account}:reserved-instances/${madeUpUuid(Math.trunc(month.start / 1e9))}`,
    },
  };
}

interface SavingsPlan {
  owner: string;
  arn: string;
  users: readonly string[];
  product: string;
  /** For an hour of one machine. */
  effective: string;
  onDemand: string;
  usageType: string;
  machine: string;
  /** The hourly commitment, in two parts. */
  amortized: string;
  recurring: string;
  upfront: string;
}

function plansOf(month: Month): SavingsPlan[] {
  const second = nth(month, 1);
  const { payer } = month.report;
  const arn = (owner: string, number: number): string =>
    `arn:aws:savingsplans::${owner}:savingsplan/${madeUpUuid(number)}`;
  return [
    {
      owner: payer,
      arn: arn(payer, 11),
      users: [nth(month, 5), nth(month, 6)],
      product: 'ComputeSavingsPlans',
      effective: '0.0612',
      onDemand: '0.085',
      usageType: 'USE1-BoxUsage:c5.large',
      machine: 'c5.large',
      amortized: '0',
      recurring: '0.13',
      upfront: '0',
    },
    {
      owner: second,
      arn: arn(second, 12),
      users: [second, nth(month, 8)],
      product: 'EC2InstanceSavingsPlans',
      effective: '0.11',
      onDemand: '0.17',
      usageType: 'USE1-BoxUsage:c5.xlarge',
      machine: 'c5.xlarge',
      amortized: '0.1',
      recurring: '0.12',
      upfront: '876',
    },
  ];
}

/** What Savings Plans cover, what takes it back, and what the plans cost in the account that owns them. */
export function* coveredByPlans(month: Month): Generator<LineItem, void, void> {
  for (const plan of plansOf(month)) {
    for (const start of month.hours()) {
      for (const account of plan.users) yield* covered(month, plan, { account, start });
      yield planFee(month, plan, start);
    }
    yield* planBought(month, plan);
  }
}

function* covered(
  month: Month,
  plan: SavingsPlan,
  { account, start }: { account: string; start: number },
): Generator<LineItem, void, void> {
  const rate = rateOf(plan.onDemand);
  const base = {
    ...EC2,
    account,
    start,
    end: start + month.hour,
    usageType: plan.usageType,
    region: 'us-east-1',
    amount: 1000n,
  };
  yield {
    ...base,
    type: 'SavingsPlanCoveredUsage',
    resource: `i-p-${account}`,
    rate,
    unblended: rate,
    publicRate: rate,
    description: `$${plan.onDemand} per On Demand Linux ${plan.machine} Instance Hour`,
    term: 'OnDemand',
    unit: 'Hrs',
    more: {
      product_instance_type: plan.machine,
      savings_plan_savings_plan_a_r_n: plan.arn,
      savings_plan_savings_plan_effective_cost: moneyText(rateOf(plan.effective)),
    },
  };
  yield {
    ...base,
    type: 'SavingsPlanNegation',
    rate: -rate,
    unblended: -rate,
    description: `SavingsPlanNegation used by AccountId : ${account} and UsageSku : MADEUP${plan.machine.replace('.', '').toUpperCase()}`,
    more: { savings_plan_savings_plan_a_r_n: plan.arn },
  };
}

/** What the fees of a plan have in common. */
function ofPlan(month: Month, { owner, product, upfront }: SavingsPlan, start: number) {
  return {
    account: owner,
    start,
    end: start + month.hour,
    product,
    productName: 'Savings Plans for AWS Compute usage',
    usageType: `ComputeSP:1yr${upfront === '0' ? 'NoUpfront' : 'PartialUpfront'}`,
    amount: 1000n,
  };
}

function planFee(month: Month, plan: SavingsPlan, start: number): LineItem {
  const [amortized, recurring] = [rateOf(plan.amortized), rateOf(plan.recurring)];
  return {
    ...ofPlan(month, plan, start),
    type: 'SavingsPlanRecurringFee',
    rate: recurring,
    unblended: recurring,
    description: '1 year Savings Plan - recurring fee',
    unit: 'Hrs',
    more: {
      savings_plan_savings_plan_a_r_n: plan.arn,
      savings_plan_total_commitment_to_date: moneyText(amortized + recurring),
      savings_plan_used_commitment: moneyText(rateOf(plan.effective) * BigInt(plan.users.length)),
      savings_plan_amortized_upfront_commitment_for_billing_period: moneyText(amortized),
      savings_plan_recurring_commitment_for_billing_period: moneyText(recurring),
    },
  };
}

/** The upfront fee of a plan that is bought on the second of the month. */
function* planBought(month: Month, plan: SavingsPlan): Generator<LineItem, void, void> {
  const [start] = [...month.days()].slice(1);
  if (start === undefined || plan.upfront === '0') return;
  yield {
    ...ofPlan(month, plan, start),
    type: 'SavingsPlanUpfrontFee',
    unblended: rateOf(plan.upfront),
    description: '1 year Savings Plan - upfront fee',
    more: { savings_plan_savings_plan_a_r_n: plan.arn.replace(/.{4}$/u, 'b0b0') },
  };
}
