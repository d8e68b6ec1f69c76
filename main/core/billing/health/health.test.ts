import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { CostHealth } from '../../../../shared/contract/cost-data.ts';
import { csvOf, USAGE } from '../../../../test/support/cost-report.ts';
import type { ReportLine } from '../../../../test/support/cost-report.ts';
import { resultOf } from '../../../../test/support/result-of.ts';
import { tempCore, tempFolder } from '../../../../test/support/temp-core.ts';

const MPA = '099999999999';
const PLAN = 'arn:aws:savingsplans::222222222222:savingsplan/1';

/** The health of one month, of lines that differ from a usage line. */
async function healthOf(
  changes: ReportLine[],
  { now = '2026-11-20T00:00:00Z', columns }: { now?: string; columns?: string[] } = {},
): Promise<CostHealth> {
  const { client } = tempCore({ now });
  await client.mpas.add({ id: MPA, name: 'Example', scenario: 'msp' });
  const { value: retail } = await client.subsets.add({ mpaId: MPA, name: 'Retail' });
  await client.accounts.add({ mpaId: MPA, id: '111111111111', name: 'Shop', subsetId: retail.id });
  await client.accounts.add({ mpaId: MPA, id: '222222222222', name: 'Loose' });
  const path = join(tempFolder(), 'report.csv');
  const lines = changes.map((change, at) => ({ ...USAGE, identity_line_item_id: `line-${at}`, ...change }));
  writeFileSync(path, csvOf(lines, columns === undefined ? {} : { columns }));
  await resultOf(await client.costData.add({ mpaId: MPA, paths: [path] }));
  return client.costData.health({ mpaId: MPA, from: '2026-10', to: '2026-10' });
}

/** The findings as lines: code, lines, unblended. */
const found = ({ findings }: CostHealth): string[] =>
  findings
    .filter(({ code }) => code !== 'not-proven')
    .map(({ severity, code, lines, unblended }) => [severity, code, lines ?? '-', unblended ?? '-'].join(' '));

const PRICED = { pricing_public_on_demand_cost: '0.0120000000' };

it('sound lines of a settled month have no warning', async () => {
  const health = await healthOf([PRICED, PRICED]);
  expect(found(health)).toEqual([]);
  expect(health.types).toEqual([{ type: 'Usage', known: true, lines: 2, unblended: '0.0240000000' }]);
  expect(health.accounts).toEqual([
    { id: '111111111111', known: true, subset: 'Retail', lines: 2, unblended: '0.0240000000' },
  ]);
});

it('accounts that are in no subset or not in the ledger are told of, the payer account itself is not', async () => {
  const health = await healthOf([
    PRICED,
    { ...PRICED, line_item_usage_account_id: '222222222222' },
    { ...PRICED, line_item_usage_account_id: '333333333333' },
    { ...PRICED, line_item_usage_account_id: MPA },
  ]);
  expect(found(health)).toEqual([
    'warning unknown-accounts 1 0.0120000000',
    'warning accounts-without-subset 1 0.0120000000',
  ]);
  expect(health.findings[0]?.where).toEqual([
    { column: 'line_item_usage_account_id', operator: '=', value: '333333333333' },
  ]);
});

it('free usage with and without a public price, covered usage without one, and a rate that does not fit', async () => {
  const health = await healthOf([
    { line_item_unblended_cost: '0', line_item_unblended_rate: '0', ...PRICED },
    { line_item_unblended_cost: '0.0E-10', line_item_unblended_rate: '0', pricing_public_on_demand_cost: '0' },
    { line_item_line_item_type: 'DiscountedUsage', line_item_unblended_cost: '0', line_item_unblended_rate: '0' },
    { ...PRICED, line_item_unblended_cost: '0.0120000050' },
    // Within what AWS rounds.
    { ...PRICED, line_item_unblended_cost: '0.0120000002' },
  ]);
  expect(found(health)).toEqual([
    'warning covered-without-price 1 0.0000000000',
    'warning not-rate-times-usage 1 0.0120000050',
    'hint free-usage 1 0.0000000000',
    'hint free-usage-without-price 1 0.0000000000',
  ]);
});

it('EDP as lines, in a column, and both; each distinct credit has a class', async () => {
  const edp = {
    line_item_line_item_type: 'EdpDiscount',
    line_item_unblended_cost: '-0.0012',
    line_item_usage_amount: '',
  };
  const column = { ...PRICED, discount_edp_discount: '-0.0012' };
  expect(found(await healthOf([PRICED, edp]))).toEqual(['hint edp-shape 1 -0.0012000000']);
  expect(found(await healthOf([column]))).toEqual(['hint edp-shape 1 0.0120000000']);
  const both = await healthOf([
    column,
    edp,
    { ...edp, line_item_line_item_type: 'Credit', line_item_line_item_description: 'Promotion' },
  ]);
  expect(both.findings.find(({ code }) => code === 'edp-shape')?.sentence).toContain(
    'to count both would count it twice',
  );
  expect(both.credits.map(({ type, description, class: of, unblended }) => [type, description, of, unblended])).toEqual(
    [
      ['Credit', 'Promotion', 'other', '-0.0012000000'],
      ['EdpDiscount', USAGE['line_item_line_item_description'], 'edp', '-0.0012000000'],
    ],
  );
  expect(found(both)).toContain('hint credits-without-class 1 -0.0012000000');
});

it('negation that does not balance, doubles, types that nobody knows; commitments by their owner', async () => {
  const covered = {
    ...PRICED,
    line_item_line_item_type: 'SavingsPlanCoveredUsage',
    savings_plan_savings_plan_a_r_n: PLAN,
  };
  const negation = { line_item_line_item_type: 'SavingsPlanNegation', savings_plan_savings_plan_a_r_n: PLAN };
  const health = await healthOf([
    covered,
    { ...negation, line_item_unblended_cost: '-0.0110000000' },
    { ...PRICED, identity_line_item_id: 'same' },
    { ...PRICED, identity_line_item_id: 'same' },
    { ...PRICED, line_item_line_item_type: 'FlatRateSubscription' },
  ]);
  expect(found(health)).toEqual([
    'warning unknown-type 1 0.0120000000',
    'warning doubles 1 -',
    'warning negation-unbalanced - 0.0010000000',
    'hint eco-list-missing - -',
  ]);
  expect(health.commitments).toEqual([
    { kind: 'savings-plan', owner: '222222222222', commitments: 1, eco: null, lines: 2, accounts: 1 },
  ]);
  expect(health.eachCommitment).toEqual([
    { kind: 'savings-plan', arn: PLAN, owner: '222222222222', isEco: null, lines: 2, accounts: 1 },
  ]);
  expect(found(await healthOf([covered, { ...negation, line_item_unblended_cost: '-0.0120000000' }]))).toEqual([
    'hint eco-list-missing - -',
  ]);
});

it('each day has the sum of each line item type', async () => {
  const tax = { line_item_line_item_type: 'Tax', line_item_unblended_cost: '-0.0000000001' };
  const { days } = await healthOf([
    PRICED,
    { ...PRICED, line_item_usage_start_date: '2026-10-05T23:59:59Z' },
    tax,
    {
      ...PRICED,
      line_item_usage_start_date: '2026-10-31T00:00:00Z',
    },
  ]);
  expect(days).toEqual([
    { day: '2026-10-05', type: 'Tax', unblended: '-0.0000000001' },
    { day: '2026-10-05', type: 'Usage', unblended: '0.0240000000' },
    { day: '2026-10-31', type: 'Usage', unblended: '0.0120000000' },
  ]);
});

it('a month that is open, young, or of which the report says too little', async () => {
  expect(found(await healthOf([{ ...PRICED, bill_invoice_id: '' }]))).toEqual(['warning month-open - -']);
  expect(found(await healthOf([PRICED], { now: '2026-11-06T23:00:00Z' }))).toEqual(['warning month-young - -']);
  expect(found(await healthOf([PRICED], { now: '2026-11-07T00:00:00Z' }))).toEqual([]);
  const five = [
    'line_item_usage_account_id',
    'line_item_line_item_type',
    'line_item_usage_start_date',
    'line_item_product_code',
    'line_item_unblended_cost',
  ];
  expect(found(await healthOf([{}], { columns: five }))).toEqual([
    'warning no-public-prices - -',
    'hint no-invoices - -',
    'hint no-currency - -',
    'hint no-payer - -',
  ]);
});
