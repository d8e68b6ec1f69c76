import { expect, it } from 'vitest';
import { columnKey, COST_COLUMNS, NEEDED_COLUMNS } from './cost-columns.ts';

it.each([
  ['lineItem/UnblendedCost', 'line_item_unblended_cost'],
  ['line_item_unblended_cost', 'line_item_unblended_cost'],
  ['identity/LineItemId', 'identity_line_item_id'],
  ['reservation/ReservationARN', 'reservation_reservation_a_r_n'],
  ['savingsPlan/SavingsPlanArn', 'savings_plan_savings_plan_arn'],
  ['product/ProductName', 'product_product_name'],
  ['pricing/publicOnDemandCost', 'pricing_public_on_demand_cost'],
  ['resourceTags/user:Cost Center', 'resource_tags_user_cost_center'],
  ['\u{FEFF}bill/InvoiceId', 'bill_invoice_id'],
])('the heading %s is the column %s', (heading, key) => {
  expect(columnKey(heading)).toBe(key);
});

it('each column has one name, and those that must be there are among them', () => {
  const names = COST_COLUMNS.flatMap(({ name, also }) => [name, ...also]);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => columnKey(name) !== name)).toEqual([]);
  expect(NEEDED_COLUMNS.filter((name) => !names.includes(name))).toEqual([]);
});

it('what CUR 2.0 keeps in maps is looked for there', () => {
  const maps = COST_COLUMNS.filter(({ inMap }) => inMap !== undefined).map(({ inMap }) => inMap?.join(':'));
  expect(maps).toEqual([
    'product:instance_type',
    'discount:edp_discount',
    'discount:private_rate_discount',
    'discount:ri_volume_discount',
    'discount:total_discount',
  ]);
});
