/**
 * The columns of a Cost and Usage Report that are kept, by the names that they have in Athena and in CUR 2.0; see AWS's data dictionary. All others
 * are left in the report.
 */

/** What a column holds: `money` is a whole number of 1e-10 units of the currency, `time` is UTC. */
export type CostColumnKind = 'text' | 'money' | 'number' | 'time';

export interface CostColumn {
  readonly name: string;
  readonly kind: CostColumnKind;
  /** Other names that reports give it, as `columnKey` makes them. */
  readonly also: readonly string[];
  /** In CUR 2.0: the map that has it, and under which key. */
  readonly inMap?: readonly [map: string, key: string];
}

const column = (kind: CostColumnKind, name: string, ...also: string[]): CostColumn => {
  const found = /^(product|discount)_(?!product_name$|servicecode$|region_code$)(\w+)$/u.exec(name);
  return { name, kind, also, ...(found ? { inMap: [found[1] ?? '', found[2] ?? ''] as const } : {}) };
};

/** A report without one of these can't be read. Of the others it is said that they are missing. */
export const NEEDED_COLUMNS = [
  'line_item_usage_account_id',
  'line_item_line_item_type',
  'line_item_usage_start_date',
  'line_item_product_code',
  'line_item_unblended_cost',
] as const;

export const COST_COLUMNS: readonly CostColumn[] = [
  column('text', 'bill_payer_account_id'),
  column('time', 'bill_billing_period_start_date'),
  column('text', 'bill_invoice_id'),
  column('text', 'bill_billing_entity'),
  column('text', 'bill_bill_type'),
  column('text', 'line_item_usage_account_id'),
  column('text', 'line_item_usage_account_name'),
  column('text', 'line_item_line_item_type'),
  column('time', 'line_item_usage_start_date'),
  column('time', 'line_item_usage_end_date'),
  column('text', 'line_item_product_code'),
  column('text', 'line_item_usage_type'),
  column('text', 'line_item_operation'),
  column('text', 'line_item_availability_zone'),
  column('text', 'line_item_resource_id'),
  column('number', 'line_item_usage_amount'),
  column('text', 'line_item_currency_code'),
  column('text', 'line_item_unblended_rate'),
  column('money', 'line_item_unblended_cost'),
  column('money', 'line_item_net_unblended_cost'),
  column('text', 'line_item_line_item_description'),
  column('text', 'line_item_legal_entity'),
  column('text', 'product_product_name'),
  column('text', 'product_servicecode'),
  column('text', 'product_region_code', 'product_region'),
  column('text', 'product_instance_type'),
  column('money', 'pricing_public_on_demand_cost'),
  column('text', 'pricing_public_on_demand_rate'),
  column('text', 'pricing_term'),
  column('text', 'pricing_unit'),
  column('text', 'reservation_reservation_a_r_n', 'reservation_reservation_arn'),
  column('money', 'reservation_effective_cost'),
  column('money', 'reservation_net_effective_cost'),
  column('money', 'reservation_amortized_upfront_cost_for_usage'),
  column('money', 'reservation_recurring_fee_for_usage'),
  column('money', 'reservation_unused_amortized_upfront_fee_for_billing_period'),
  column('money', 'reservation_unused_recurring_fee'),
  column('text', 'savings_plan_savings_plan_a_r_n', 'savings_plan_savings_plan_arn'),
  column('money', 'savings_plan_savings_plan_effective_cost'),
  column('money', 'savings_plan_net_savings_plan_effective_cost'),
  column('money', 'savings_plan_total_commitment_to_date'),
  column('money', 'savings_plan_used_commitment'),
  column('money', 'savings_plan_amortized_upfront_commitment_for_billing_period'),
  column('money', 'savings_plan_recurring_commitment_for_billing_period'),
  column('money', 'discount_edp_discount'),
  column('money', 'discount_private_rate_discount'),
  column('money', 'discount_ri_volume_discount'),
  column('money', 'discount_total_discount'),
];

/**
 * A heading as Athena has it: `lineItem/UnblendedCost` is `line_item_unblended_cost`. An underscore before each capital letter, small letters,
 * everything else an underscore, one for several; see 'Athena integration' in AWS's Cost and Usage Report guide.
 */
export function columnKey(heading: string): string {
  return heading
    .trim()
    .replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)
    .replaceAll(/[^a-z0-9]+/gu, '_')
    .replaceAll(/^_+|_+$/gu, '');
}
